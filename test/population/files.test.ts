import { describe, expect, it } from 'vitest';
import { fileRules, withFileValues } from '../../src/population/files.ts';
import { parseTable } from '../../src/population/table.ts';

const document = {
  model: 'hodgkin-huxley',
  sample: {
    vary: {
      'parameters.EK': { file: 'cells.csv', column: 'EK' },
      'parameters.gK': { from: 30, to: 40 },
      'parameters.gL': { file: 'cells.csv', column: 'gL' },
      'parameters.C': { file: 'other.csv', column: 'C' },
    },
  },
  duration: 10,
};

const files: Record<string, string> = { 'cells.csv': 'EK,gL\n-77,0.3\n-78,0.4\n', 'other.csv': 'C\n1\n2\n' };
const load = (file: string) => parseTable(files[file]!, file);

describe('fileRules', () => {
  it('lists the columns that a document takes from files', () => {
    expect(fileRules(document)).toEqual([
      { path: 'parameters.EK', file: 'cells.csv', column: 'EK' },
      { path: 'parameters.gL', file: 'cells.csv', column: 'gL' },
      { path: 'parameters.C', file: 'other.csv', column: 'C' },
    ]);
  });

  it.each([
    undefined,
    null,
    3,
    [],
    {},
    { sample: 3 },
    { sample: { vary: [] } },
    { sample: { vary: { a: null, b: { file: 1, column: 'x' } } } },
  ])('finds none in %j', (other) => expect(fileRules(other)).toEqual([]));
});

describe('withFileValues', () => {
  it('puts values in the place of the rules, in their order', () => {
    const resolved = withFileValues(document, load);
    const { vary } = document.sample;
    expect(resolved).toEqual({
      ...document,
      sample: {
        vary: {
          ...vary,
          'parameters.EK': { values: [-77, -78] },
          'parameters.gL': { values: [0.3, 0.4] },
          'parameters.C': { values: [1, 2] },
        },
      },
    });
    expect(Object.keys(resolved as object)).toEqual(Object.keys(document));
    expect(Object.keys((resolved as typeof document).sample.vary)).toEqual(Object.keys(vary));
  });

  it('loads each file once', () => {
    const loaded: string[] = [];
    withFileValues(document, (file) => {
      loaded.push(file);
      return load(file);
    });
    expect(loaded).toEqual(['cells.csv', 'other.csv']);
  });

  it('leaves a document alone that names no file', () => {
    const other = { sample: { count: 2, vary: {} } };
    expect(withFileValues(other, load)).toBe(other);
  });

  it('leaves what else is in a rule to the schema', () => {
    const rule = { file: 'other.csv', column: 'C', from: 1 };
    expect(withFileValues({ sample: { vary: { a: rule } } }, load)).toEqual({
      sample: { vary: { a: { from: 1, values: [1, 2] } } },
    });
  });

  it('wants a row for each neuron', () => {
    const { sample } = document;
    expect(() => withFileValues({ sample: { ...sample, count: 3 } }, load)).toThrow(
      'sample.vary.parameters.EK: cells.csv has 2 rows, but "count" is 3; give a row for each neuron, or leave out "count"',
    );
    expect(() => withFileValues({ sample: { ...sample, count: 2 } }, load)).not.toThrow();
  });

  it('says so in one line, whatever the document calls it', () => {
    const vary = { 'parameters.\n\u001b': { file: 'cells.csv', column: 'EK' } };
    expect(() => withFileValues({ sample: { count: 'x'.repeat(1000), vary } }, load)).toThrow(
      /^sample\.vary\.parameters\.\\u000a\\u001b: cells\.csv has 2 rows, but "count" is "x{79}…; give/,
    );
  });

  it('names the nearest column', () => {
    const vary = { 'parameters.EK': { file: 'cells.csv', column: 'Ek' } };
    expect(() => withFileValues({ sample: { vary } }, load)).toThrow(
      'cells.csv has no column "Ek"; did you mean "EK"?',
    );
  });
});
