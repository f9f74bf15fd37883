import fc from 'fast-check';
import { membraneInFile, parseMembrane } from '../../../src/model/read.ts';
import { membraneSchema } from '../../../src/model/schema/membrane.ts';
import { checkKernels, checkNumbers, checkSame, prepared, throughText } from '../accepted.ts';
import { documentsOf, withFaults } from '../inputs/documents.ts';
import { formulas, names } from '../inputs/formulas.ts';
import { filesOf, mutated } from '../inputs/mutations.ts';
import { membraneTexts } from '../inputs/shipped.ts';
import { kind } from '../kind.ts';

const formula = Object.fromEntries(
  [
    'capacitance',
    'instantaneous',
    'alpha',
    'beta',
    'inf',
    'tau',
    'slope',
    'initial',
    'conductance',
    'reversal',
    'density',
  ].map((key) => [key, formulas]),
);
const name = fc.constantFrom(...names);
const own = {
  words: ['1', 'mV', 'mM', '1000 um2', 'x', 'a b'],
  of: {
    ...formula,
    name,
    parameters: fc.dictionary(name, fc.double({ min: -100, max: 150, noNaN: true }), { maxKeys: 4 }),
    definitions: fc.dictionary(name, formulas, { maxKeys: 3 }),
  },
};
const shipped = membraneTexts.map((text) => JSON.parse(text) as object);

/** A shipped membrane with formulas of the grammar in the place of some. */
const rewritten = fc
  .tuple(fc.constantFrom(...shipped), fc.array(fc.tuple(fc.nat(), formulas), { minLength: 1, maxLength: 3 }))
  .map(([membrane, changes]) =>
    changes.reduce((document, [n, text]) => withFormula(document, n, text), structuredClone(membrane)),
  );

function withFormula(document: object, n: number, text: string): object {
  const places: [Record<string, unknown>, string][] = [];
  const look = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, item] of Object.entries(value))
      if (key in formula && typeof item === 'string') places.push([value as Record<string, unknown>, key]);
      else look(item);
  };
  look(document);
  const [holder, key] = places[n % places.length]!;
  holder[key] = text;
  return document;
}

/** Membranes in files. */
export const membrane = kind({
  inputs: filesOf(
    mutated(
      fc.oneof(
        withFaults(fc.constantFrom(...shipped)),
        withFaults(documentsOf(membraneSchema, own)),
        rewritten.map((document) => JSON.stringify(document)),
        mutated(fc.constantFrom(...membraneTexts)),
      ),
      { most: 1 },
    ),
  ),
  read: (bytes) => membraneInFile(bytes, 'a.json'),
  check: (read, bytes) => {
    checkNumbers(read, 'the membrane');
    checkSame(read, parseMembrane(throughText(read)), 'the membrane that was written');
    const { problem } = prepared({ model: read, dt: 0.01 });
    checkKernels(problem, bytes);
  },
});
