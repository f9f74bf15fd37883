import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { checksum } from '../../../src/app/link/checksum.ts';
import { decoded, encoded, LARGEST } from '../../../src/app/link/codec.ts';
import { checkedContent } from '../../../src/app/link/content.ts';
import { migrated, VERSION } from '../../../src/app/link/migrations.ts';
import { lessonInLink, membraneInLink } from '../../../src/app/link/short.ts';
import { InputError } from '../../../src/input/schema.ts';
import { readLesson } from '../../../src/lessons/read.ts';
import { checkSame, type Prepared, prepared } from '../accepted.ts';
import { withFaults } from '../inputs/documents.ts';
import { experimentTextsWithFaults } from '../inputs/experiments.ts';
import { lessonTextsWithFaults } from '../inputs/lessons.ts';
import { mutated } from '../inputs/mutations.ts';
import { kind } from '../kind.ts';

const quantity = fc.constantFrom(
  'V',
  'stimulus.amplitude',
  'parameters.gNa',
  'rate',
  'rate',
  'x'.repeat(200),
);
const cell = fc.constantFrom(0, 3, 7, 100, 4096, 5000, -1, 1e300);
/** What links of the second version hold besides an experiment. */
const looks = fc.record(
  {
    cell,
    speed: fc.constantFrom(40, 'fastest', 1, 1e308, 0, 'code()'),
    views: fc.array(
      fc.record({
        arranged: fc.record({ id: fc.constantFrom('sheet', 'map', 'nothing'), x: quantity }),
        colour: fc.record({ of: quantity, range: fc.constantFrom([0, 1], [-80, 40], [1, 2], [1, 0], [0]) }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    probes: fc.array(fc.record({ cell, number: fc.nat(20) }), { maxLength: 4 }),
    painted: fc.array(
      fc.record({
        of: fc.constantFrom('parameters.gNa', 'parameters.gK', 'V', '__proto__'),
        changes: fc.array(
          fc.tuple(fc.constantFrom(0.5, 1, -2, 1e300), fc.constantFrom(0, 20), fc.array(cell)),
          { maxLength: 3 },
        ),
      }),
      { maxLength: 3 },
    ),
    window: fc.constantFrom(50, 1, 100, 0, 1e9),
    statistic: fc.constantFrom('rate', 'spikes', 'latency', 'nothing'),
    drawer: quantity,
    folded: fc.boolean(),
  },
  { requiredKeys: [] },
);
const lookText = withFaults(looks);

/** The JSON of what a link holds, of either version. */
const contents: fc.Arbitrary<string> = fc.oneof(
  lookText,
  fc
    .tuple(lookText, experimentTextsWithFaults)
    .map(([look, text]) => look.replace('{', `{"experiment": ${text}${look === '{}' ? '' : ','}`)),
  lessonTextsWithFaults.map((text) => JSON.stringify({ lesson: { text } })),
  experimentTextsWithFaults.map((text) => `{"experiment":${text},"arranged":{"id":"map"}}`),
);
const versions = fc.constantFrom('1', '2', '2', '2', '0', '3', '9999', '02', '99999', 'x');

function fragment(version: string, json: string): string {
  const bytes = new TextEncoder().encode(json);
  return `v${version}.${Buffer.concat([checksum(bytes), deflateRawSync(bytes)]).toString('base64url')}`;
}

const packed = fc.tuple(versions, contents).map((parts) => fragment(...parts));
/** What is small when it is packed, and large when it is not. */
const large = fc.constantFrom(
  ...[LARGEST - 2, LARGEST - 1, 8 * LARGEST].map((length) =>
    fragment('2', JSON.stringify('a'.repeat(length))),
  ),
);
const short = fc.constantFrom(
  'model=hodgkin-huxley',
  'model=relay',
  'model=x',
  'lesson=threshold',
  'model=a.json',
);

/** Fragments of links, as the page reads them. */
export const link = kind({
  inputs: fc
    .oneof(
      { weight: 40, arbitrary: packed },
      { weight: 5, arbitrary: mutated(packed) },
      { weight: 5, arbitrary: mutated(short) },
      { weight: 1, arbitrary: large },
    )
    .map((text) => new TextEncoder().encode(text)),
  read: async (bytes) => {
    const fragment = new TextDecoder().decode(bytes);
    const membrane = membraneInLink(fragment);
    if (membrane) return { content: { experiment: { model: membrane.name } } };
    if (lessonInLink(fragment) !== undefined) return { content: {} };
    const found = await decoded(fragment);
    if (!found) throw new InputError('it is none of this page');
    const content = checkedContent(migrated(found));
    const { experiment, lesson } = content as { experiment?: unknown; lesson?: { text?: string } };
    const population: Prepared | undefined = experiment === undefined ? undefined : prepared(experiment);
    if (lesson?.text !== undefined) readLesson(lesson.text, 'the lesson');
    return { content, population };
  },
  check: async ({ content }) => {
    const again = await decoded(await encoded(content, VERSION));
    checkSame(content, checkedContent(migrated(again!)), 'what the link holds');
  },
});
