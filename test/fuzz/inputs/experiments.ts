import fc from 'fast-check';
import { experimentSchema } from '../../../src/protocol/schema.ts';
import { oneSchema } from '../../../src/protocol/stimuli/catalogue.ts';
import { experiments as runnable } from '../../support/experiments.ts';
import { documentsOf, type Own, withFaults } from './documents.ts';
import { mutated } from './mutations.ts';
import { experimentTexts } from './shipped.ts';

/** Longest list of numbers of an example that faults are put into: a recording of thousands is as good as one of some. */
const LONGEST = 40;

const paths = ['parameters.gNa', 'parameters.EK', 'parameters.C', 'parameters.gX', 'stimulus.amplitude'];
const words = [
  ...paths,
  'stimulus.0.amplitude',
  'V',
  'm',
  'INa',
  'x',
  'nA',
  'uA/cm2',
  'recorded-current.csv',
  'V_mV',
];
const value = fc.double({ min: -100, max: 200, noNaN: true }).map((x) => Number(x.toPrecision(4)) + 0);

const own: Own = {
  words,
  of: {
    model: fc.constantFrom('hodgkin-huxley', 'lecture', 'wang-buzsaki', 'relay', 'golomb'),
    vary: fc.constantFrom(...paths),
    times: fc.constantFrom([0, 1, 2, 3], [0, 0.5, 1], [1, 1], [3, 2]),
    parameters: fc.dictionary(fc.constantFrom('gNa', 'EK', 'C', 'gX'), value, { maxKeys: 2 }),
  },
};
const stimulus = documentsOf(oneSchema, own);
const rule = fc.oneof(
  fc.record({ from: value, to: value }),
  fc.record({ spaced: fc.record({ from: value, to: value }) }),
  fc.record({ values: fc.array(value, { maxLength: 4 }) }),
  fc.record({ normal: fc.record({ mean: value, sd: value }) }),
  fc.record({ lognormal: fc.record({ median: value, sigma: value }) }),
  fc.record({ loguniform: fc.record({ from: value, to: value }) }),
);
const fromSchema = documentsOf(experimentSchema, {
  ...own,
  of: {
    ...own.of,
    stimulus: fc.oneof(stimulus, fc.array(stimulus, { minLength: 1, maxLength: 3 })),
    sample: fc.record({
      count: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
      vary: fc.dictionary(fc.constantFrom(...paths), rule, { minKeys: 1, maxKeys: 3 }),
    }),
  },
});

const shipped = experimentTexts.map((text) => shortened(JSON.parse(text)));

function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, LONGEST).map(shortened);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shortened(item)]));
}

/** Documents of experiments, some with faults in their structure. */
export const experimentTextsWithFaults: fc.Arbitrary<string> = fc.oneof(
  withFaults(fc.constantFrom(...shipped)),
  withFaults(fromSchema),
  withFaults(runnable),
  mutated(fc.constantFrom(...experimentTexts)),
);
