import { expect, test } from 'vitest';
import { scaleAround, steadied, voltageScale } from '../../../src/app/scope/pictures.ts';

const picture = (high: number, steady?: string) => {
  const y = scaleAround([[-3, high]], true);
  return { x: { range: [0, 1], ticks: [] } as const, y, marks: [], steady };
};

test('an axis has round ends around all values and 0, whatever is missing', () => {
  expect(scaleAround([[3, Number.NaN], [7]], true)).toEqual({ range: [0, 8], ticks: [0, 2, 4, 6, 8] });
  expect(scaleAround([[-3, 7]], false).range[0]).toBe(0);
  expect(scaleAround([[]], true).range).toEqual([0, 1]);
});

test('an axis only grows while a plot goes with the time, and fits what is drawn otherwise', () => {
  const [large, small] = [picture(700, 'cell 1'), picture(20, 'cell 1')];
  expect(steadied(small, large).y).toEqual(large.y);
  expect(steadied(large, small).y.range[1]).toBe(large.y.range[1]);
  expect(steadied(small, undefined).y).toEqual(small.y);
  expect(steadied(picture(20, 'cell 2'), large).y).toEqual(small.y);
  expect(steadied(picture(20), picture(700)).y).toEqual(small.y);
});

test('the axis of the potential is that of its colours, and goes on where potentials do; colours stay', () => {
  const usual = [-100, 50] as const;
  expect(voltageScale(usual, [[-70, Number.NaN, 42]]).range).toEqual(usual);
  expect(voltageScale(usual, [[-70, 53.5]])).toMatchObject({ range: [-100, 60], coloured: usual });
  expect(voltageScale(usual, [[-101, 1e9]]).range).toEqual([-110, 300]);
  const wide = (values: number[], steady?: string) => ({
    x: { range: [0, 1], ticks: [] } as const,
    y: voltageScale(usual, [values]),
    marks: [],
    steady,
  });
  expect(steadied(wide([0], 'cell 1'), wide([65], 'cell 1')).y.range).toEqual([-100, 70]);
  expect(steadied(wide([0]), wide([65])).y.range).toEqual(usual);
});
