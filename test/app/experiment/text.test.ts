import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../../src/app/experiment/text.ts';
import { hasMore } from '../../../src/app/experiment/values.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';
import { writtenOf } from '../../../src/protocol/written.ts';
import { experiments } from '../../support/experiments.ts';

describe('an experiment as a text', () => {
  it('has a line for what is short', () => {
    const value = {
      model: 'lecture',
      record: { spikes: true, none: undefined },
      values: [1, 2.5],
      empty: {},
    };
    expect(textOf(value)).toBe(
      [
        '{',
        '  "model": "lecture",',
        '  "record": { "spikes": true },',
        '  "values": [1, 2.5],',
        '  "empty": {}',
        '}',
      ].join('\n'),
    );
  });

  it('has several lines for what is long, of many numbers as well', () => {
    const value = {
      axis: { vary: 'parameters.gNa', from: 0, to: 60, count: 16384 },
      parts: [{ kind: 'step' }, { kind: 'sine' }],
    };
    expect(textOf(value)).toBe(
      [
        '{',
        '  "axis": {',
        '    "vary": "parameters.gNa",',
        '    "from": 0,',
        '    "to": 60,',
        '    "count": 16384',
        '  },',
        '  "parts": [',
        '    { "kind": "step" },',
        '    { "kind": "sine" }',
        '  ]',
        '}',
      ].join('\n'),
    );
    const numbers = textOf({ values: Array.from({ length: 40 }, (_, i) => i) }).split('\n');
    expect(numbers[2]).toBe('    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,');
    expect(Math.max(...numbers.map(({ length }) => length))).toBeLessThanOrEqual(40);
  });

  it('is the same JSON, whatever it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(textOf(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('can be run, by the page and by the command, as what it was written from', () => {
    fc.assert(
      fc.property(experiments, (document) => {
        const experiment = parseExperiment(document);
        const text = textOf(writtenOf(experiment, document.dt === undefined));
        expect(parseExperiment(JSON.parse(text))).toEqual(experiment);
      }),
      { numRuns: 30 },
    );
  });

  it('is known to be too long before it is written', () => {
    expect(hasMore({ a: [1, 2], b: { c: 3 } }, 3)).toBe(false);
    expect(hasMore({ a: [1, 2], b: { c: 3 } }, 2)).toBe(true);
    expect(hasMore({ a: new Array(1e6).fill(0) }, 10_000)).toBe(true);
  });
});
