import { expect, test } from 'vitest';
import { curveOf, rateAt, summarise } from '../../src/analysis/curve.ts';
import { parseExperiment } from '../../src/protocol/experiment.ts';

const rates = (values: readonly number[]) => ({ rate: Float64Array.from(values) });

const sweep = (x: object, y?: object) =>
  parseExperiment({ sweep: { x: { vary: 'stimulus.amplitude', ...x }, ...(y && { y }) } });

test('counts what fires', () => {
  expect(summarise(rates([0, 0, 53, 68, 61]))).toEqual({ cells: 5, firing: 3, highest: 68 });
});

test('a small population is shown cell by cell', () => {
  const curve = curveOf(sweep({ from: 0, to: 30, count: 4 }), rates([0, 60, 80, 90]), 0);
  expect(curve).toEqual({ x: [0, 10, 20, 30], rate: [0, 60, 80, 90], cells: [0, 1, 2, 3] });
});

test('a large one by evenly spaced cells, the outermost included', () => {
  const count = 16_384;
  const numbered = Array.from({ length: count }, (_, i) => i);
  const { x, rate } = curveOf(sweep({ from: 0, to: 60, count }), rates(numbered), 0);
  expect(x).toHaveLength(600);
  expect([rate[0], rate.at(-1)]).toEqual([0, count - 1]);
  expect([x[0], x.at(-1)]).toEqual([0, 60]);
});

test('a descending range is drawn ascending', () => {
  const curve = curveOf(sweep({ from: 30, to: 0, count: 4 }), rates([90, 80, 60, 0]), 0);
  expect(curve).toEqual({ x: [0, 10, 20, 30], rate: [0, 60, 80, 90], cells: [3, 2, 1, 0] });
});

test('values in any order are drawn ascending', () => {
  const curve = curveOf(sweep({ values: [20, 0, 30, 10] }), rates([80, 0, 90, 60]));
  expect(curve).toEqual({ x: [0, 10, 20, 30], rate: [0, 60, 80, 90], cells: [1, 3, 0, 2] });
});

test('as many points as are asked for', () => {
  const curve = curveOf(sweep({ from: 0, to: 8, count: 9 }), rates([0, 1, 2, 3, 4, 5, 6, 7, 8]), 0, 3);
  expect(curve).toEqual({ x: [0, 4, 8], rate: [0, 4, 8], cells: [0, 4, 8] });
});

test('where nothing varies it is against the numbers of the neurons', () => {
  expect(curveOf(parseExperiment({}), rates([68]))).toEqual({ x: [0], rate: [68], cells: [0] });
  expect(curveOf(parseExperiment({ trials: 3 }), rates([68, 67, 69])).x).toEqual([0, 1, 2]);
});

test('of drawn neurons it is against the first quantity, in the trial of the cell', () => {
  const vary = { 'parameters.gK': { values: [40, 20, 30] }, 'parameters.gNa': { from: 100, to: 140 } };
  const experiment = parseExperiment({ sample: { vary }, trials: 2 });
  expect(curveOf(experiment, rates([1, 2, 3, 4, 5, 6]), 5)).toEqual({
    x: [20, 30, 40],
    rate: [5, 6, 4],
    cells: [4, 5, 3],
  });
});

test('of two varied quantities it shows the row of the cell', () => {
  const experiment = sweep({ from: 0, to: 20, count: 3 }, { vary: 'parameters.gK', values: [30, 36] });
  expect(curveOf(experiment, rates([1, 2, 3, 4, 5, 6]), 4).rate).toEqual([4, 5, 6]);
});

test('peaks go along where they were measured', () => {
  const measured = { ...rates([0, 60, 80, 90]), peak: Float64Array.from([-60, 30, 28, 26]) };
  const curve = curveOf(sweep({ from: 30, to: 0, count: 4 }), measured);
  expect(curve.peak).toEqual([26, 28, 30, -60]);
});

test('between its points a curve is straight, and beyond its ends it is nothing', () => {
  const curve = { x: [0, 10, 20], rate: [0, 60, 80] };
  expect([0, 5, 10, 15, 20].map((at) => rateAt(curve, at))).toEqual([0, 30, 60, 70, 80]);
  expect([-1, 21].map((at) => rateAt(curve, at))).toEqual([undefined, undefined]);
});
