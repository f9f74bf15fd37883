import { expect, test } from 'vitest';
import { curveOf, summarise } from '../../src/app/curve.ts';
import type { Measures } from '../../src/engine/simulation.ts';
import { parseExperiment } from '../../src/protocol/experiment.ts';

/** Measures in which only the rates are of interest. */
function measures(rates: readonly number[]): Measures {
  const rate = Float64Array.from(rates);
  const unused = new Float64Array(rate.length);
  const spikes = new Uint32Array(rate.length);
  return {
    window: 100,
    spikes,
    rate,
    first: unused,
    last: unused,
    latency: unused,
    peak: unused,
    trough: unused,
  };
}

const sweep = (x: object, y?: object) =>
  parseExperiment({ sweep: { x: { vary: 'stimulus.amplitude', ...x }, ...(y && { y }) } });

test('counts what fires', () => {
  expect(summarise(measures([0, 0, 53, 68, 61]))).toEqual({ cells: 5, firing: 3, highest: 68 });
});

test('a small population is shown cell by cell', () => {
  const curve = curveOf(sweep({ from: 0, to: 30, count: 4 }), measures([0, 60, 80, 90]), 0);
  expect(curve).toEqual({ x: [0, 10, 20, 30], rate: [0, 60, 80, 90] });
});

test('a large one by evenly spaced cells, the outermost included', () => {
  const count = 16_384;
  const rates = Array.from({ length: count }, (_, i) => i);
  const { x, rate } = curveOf(sweep({ from: 0, to: 60, count }), measures(rates), 0);
  expect(x.length).toBeLessThanOrEqual(1000);
  expect([rate[0], rate.at(-1)]).toEqual([0, count - 1]);
  expect([x[0], x.at(-1)]).toEqual([0, 60]);
});

test('a descending range is drawn ascending', () => {
  const curve = curveOf(sweep({ from: 30, to: 0, count: 4 }), measures([90, 80, 60, 0]), 0);
  expect(curve).toEqual({ x: [0, 10, 20, 30], rate: [0, 60, 80, 90] });
});

test('of two varied quantities it shows the row of the cell', () => {
  const experiment = sweep({ from: 0, to: 20, count: 3 }, { vary: 'parameters.gK', values: [30, 36] });
  expect(curveOf(experiment, measures([1, 2, 3, 4, 5, 6]), 4).rate).toEqual([4, 5, 6]);
});
