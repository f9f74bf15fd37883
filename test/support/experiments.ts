import fc from 'fast-check';
import { integratorNames } from '../../src/integrators/catalogue.ts';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';

const between = (min: number, max: number) =>
  // JSON has no -0.
  fc.double({ min, max, noNaN: true }).map((x) => x + 0);
const onset = fc.option(between(0, 50), { nil: undefined });

const stimulus = fc.oneof(
  fc.record({ kind: fc.constant('constant' as const), amplitude: between(-20, 60) }),
  fc.record({ kind: fc.constant('step' as const), amplitude: between(-20, 60), onset }),
  fc.record({ kind: fc.constant('ramp' as const), to: between(0, 60), onset, end: between(60, 90) }),
  fc.record({
    kind: fc.constant('sine' as const),
    amplitude: between(0, 20),
    frequency: between(1, 200),
    offset: fc.option(between(-5, 5), { nil: undefined }),
  }),
  fc.record({
    kind: fc.constant('waveform' as const),
    interval: between(0.1, 2),
    values: fc.array(between(-5, 20), { minLength: 2, maxLength: 40 }),
  }),
);

const axis = fc.oneof(
  fc.record({
    vary: fc.constant('parameters.gNa'),
    from: between(50, 100),
    to: between(100, 200),
    count: fc.integer({ min: 1, max: 300_000 }),
  }),
  fc.record({
    vary: fc.constant('parameters.gK'),
    values: fc.array(between(10, 60), { minLength: 1, maxLength: 30 }),
  }),
);

/** Experiments as people could write them, of everything that they can say something; all of them can be run. */
export const experiments: fc.Arbitrary<ExperimentInput> = fc.record(
  {
    model: fc.constantFrom('hodgkin-huxley', 'lecture'),
    parameters: fc.record({ gL: between(0.1, 1), EK: between(-90, -70) }, { requiredKeys: [] }),
    stimulus: fc.oneof(stimulus, fc.array(stimulus, { minLength: 1, maxLength: 3 })),
    sweep: fc.record({ x: axis }, { requiredKeys: [] }),
    initial: fc.oneof(fc.constant('rest' as const), fc.record({ V: between(-90, 0) })),
    duration: between(10, 1000),
    dt: between(0.01, 0.1),
    integrator: fc.constantFrom(...integratorNames),
    measure: fc.record({ from: between(0, 5) }),
    events: fc.oneof(
      fc.record({ kind: fc.constant('prominence' as const), height: between(5, 50) }),
      fc.record({ kind: fc.constant('threshold' as const), level: between(-40, 20) }),
    ),
    record: fc.record({ spikes: fc.boolean() }),
    trials: fc.integer({ min: 1, max: 20 }),
    seed: fc.nat(),
  },
  { requiredKeys: [] },
);
