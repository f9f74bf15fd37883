import fc from 'fast-check';
import { headerSchema } from '../../../src/lessons/header.ts';
import { example } from '../../lessons/guide.ts';
import { documentsOf, withFaults } from './documents.ts';
import { experimentTextsWithFaults } from './experiments.ts';
import { mutated } from './mutations.ts';
import { lessonTexts } from './shipped.ts';

const yaml = [
  '&a',
  '*a',
  '<<: *a',
  '!!js/function x',
  '!!binary aGk=',
  '---',
  '...',
  '? ',
  '|',
  '>-',
  '- - - -',
  '{a: &a [*a]}',
];
const markdown = [
  '{{onset}}',
  '{{',
  '}}',
  '{{x',
  '[a](javascript:x)',
  '![x](y)',
  '<script>',
  '```',
  '|a|b|\n|-|-|\n',
  '# ',
  '**',
  '[^1]',
];

/** What markers of Markdown inside one another, or that never end, make of a reader. */
const steep = fc
  .tuple(
    fc.constantFrom('[', '*a ', '**', '_', '`', '> ', '- ', '<', '![', '](', '|', '~~', '&', '1. '),
    fc.nat(14),
  )
  .map(([marker, doublings]) => marker.repeat(Math.min(2 ** doublings, 40_000 / marker.length)));

const formula = fc.constantFrom(
  'rate > 0',
  'rate',
  'onset',
  'stimulus.amplitude < 3',
  'spikes >= 1',
  'x',
  '1 +',
  'onset / 2',
);
const changes = fc.dictionary(
  fc.constantFrom('parameters.EL', 'duration', 'measure.from', 'stimulus.amplitude', 'sweep.x.count'),
  fc.constantFrom(-46, 0, 100, 1e9, null, 'x'),
  { maxKeys: 2 },
);
const value = fc.record({
  is: fc.constantFrom(6.3, 0, -2.8, 51),
  unit: fc.constantFrom('uA/cm2', 'Hz', ''),
  least: fc.option(formula, { nil: undefined }),
  where: fc.option(formula, { nil: undefined }),
  in: fc.option(changes, { nil: undefined }),
});
const header = documentsOf(headerSchema, {
  words: ['onset', 'rate > 0', 'V', 'stimulus.amplitude', 'a sentence', '1'],
  of: {
    experiment: fc.constantFrom(
      {},
      { sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 10, count: 11 } } },
    ),
    hold: formula,
    cells: formula,
    answer: formula,
    solution: changes,
    values: fc.dictionary(fc.constantFrom('onset', 'x', 'V', '__proto__'), value, { maxKeys: 3 }),
  },
});

const body = fc
  .array(fc.oneof(fc.constantFrom(...markdown), fc.lorem(), fc.constantFrom('\n\n', '\n', ' ')), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));
// JSON is YAML.
const whole = fc.tuple(withFaults(header), body).map(([head, text]) => `---\n${head}\n---\n${text}`);
const withExperiment = fc
  .tuple(fc.constantFrom(...lessonTexts), experimentTextsWithFaults)
  .map(([text, experiment]) =>
    text.replace(/^experiment:\n(?: .*\n)+/m, () => `experiment: ${experiment}\n`),
  );
const withBody = fc
  .tuple(fc.constantFrom(...lessonTexts), fc.oneof(body, steep))
  .map(([text, more]) => `${text}\n\n${more}`);

const all = fc.constantFrom(example, ...lessonTexts);

/** Texts of lessons with faults in them. */
export const lessonTextsWithFaults: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: mutated(all, { own: [...yaml, ...markdown] }) },
  { weight: 2, arbitrary: whole },
  { weight: 1, arbitrary: withExperiment },
  { weight: 1, arbitrary: withBody },
);
