import { expect, it } from 'vitest';
import type { TableReader } from '../../../src/cli/formats/format.ts';
import { compareRows, compareSpikes, SAME_NUMBERS } from '../../../src/cli/results/compare.ts';

/** A table with rows in blocks of two. */
function tableOf(names: readonly string[], rows: readonly (readonly number[])[]): TableReader {
  return {
    kinds: names.map((name) => ({ name, unit: '1', type: 'float64' })),
    async *blocks() {
      for (let begin = 0; begin < rows.length; begin += 2) {
        const some = rows.slice(begin, begin + 2);
        yield { rows: some.length, columns: names.map((_, i) => Float64Array.from(some, (row) => row[i]!)) };
      }
      return undefined;
    },
  };
}

const none = Number.NaN;
const names = ['cell', 'latency_ms'];
const rows = [
  [0, none],
  [1, 2.5],
  [2, 3],
];

it.each<[string, (readonly number[])[], string]>([
  ['the same numbers', rows, SAME_NUMBERS],
  [
    'another number',
    [
      [0, none],
      [1, 2.5],
      [2, 3.25],
    ],
    'latency_ms by up to 0.25 in 1 row',
  ],
  [
    'a number against none',
    [
      [0, 1],
      [1, 2.25],
      [2, 3],
    ],
    'latency_ms by up to Infinity in 2 rows',
  ],
  ['fewer rows', rows.slice(0, 2), 'another number of rows, from row 3 on'],
  ['no rows', [], 'another number of rows, from row 1 on'],
])('compares rows: %s', async (_, others, message) => {
  expect(await compareRows(tableOf(names, rows), tableOf(names, others))).toBe(message);
  expect(await compareRows(tableOf(names, others), tableOf(names, rows))).toBe(message);
});

it('does not compare what has other columns', async () => {
  const other = tableOf(['cell', 'rate_Hz'], rows);
  expect(await compareRows(tableOf(names, rows), other)).toBe(
    'other columns: cell, latency_ms and cell, rate_Hz',
  );
});

it('compares spikes neuron by neuron, in whatever order they are', async () => {
  const spikes = (...events: (readonly number[])[]) => tableOf(['cell', 'time_ms'], events);
  const one = [
    [0, 1],
    [1, 1.125],
    [0, 5],
  ] as const;
  expect(await compareSpikes(spikes(...one), spikes(...one))).toBe(SAME_NUMBERS);
  expect(await compareSpikes(spikes(...one), spikes([1, 1], [0, 1.25], [0, 5]))).toBe(
    '0 neurons with another number of spikes, times by up to 0.25 ms',
  );
  expect(await compareSpikes(spikes(...one), spikes([0, 1], [1, 1.125]))).toBe(
    '1 neurons with another number of spikes, times by up to 0 ms',
  );
});
