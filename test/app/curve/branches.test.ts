import { expect, test } from 'vitest';
import { answerOf } from '../../../src/app/curve/branches.ts';

const found = (numbers: Record<string, number>) =>
  answerOf({
    columns: [
      { name: 'current_uA_cm2', values: [4, 8, 12], unit: 'uA/cm2', words: '' },
      { name: 'rate_rest_Hz', values: [0, 0, 70], unit: 'Hz', words: '' },
      { name: 'rate_firing_Hz', values: [0, 60, 70], unit: 'Hz', words: '' },
    ],
    findings: Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, { value, unit: '' }])),
  });

test('branches have upright edges where firing begins and ends, and a window between', () => {
  const { rest, firing, window } = found({ firesFromRest: 10, firesFromFiring: 6, rateThere: 50, width: 4 });
  expect(firing).toEqual({ x: [4, 6, 6, 8, 12], rate: [0, 0, 50, 60, 70] });
  expect(rest).toEqual({ x: [4, 8, 10, 10, 12], rate: [0, 0, 0, 65, 70] });
  expect(window).toEqual([6, 10]);
});

test('an edge that is not in sight is not drawn', () => {
  const { rest } = found({ firesFromRest: 20, firesFromFiring: 6, rateThere: 50, width: 14 });
  expect(rest).toEqual({ x: [4, 8, 12], rate: [0, 0, 70] });
});

test('where both edges are one there is no window', () => {
  expect(found({ firesFromRest: 6, firesFromFiring: 6, rateThere: 0, width: 0 }).window).toBeUndefined();
});
