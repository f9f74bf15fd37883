import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { type Expr, number, symbol } from '../../src/formula/expr.ts';
import { compileFloat64 } from '../../src/formula/float64.ts';
import { CELL, normals, poissonCount, poissonThresholds, random, SEED } from '../../src/formula/random.ts';
import { numericWords, threefry2x32 } from '../../src/formula/threefry.ts';
import { correlation, moments } from '../support/statistics.ts';

const WIDTH = 1000;
const step = symbol('step');

/** Values of a formula of the neuron, the step and the seed. */
function draw(formula: Expr, cells: number, steps: number, seed = 7): number[][] {
  const { inputs, outputs, setup, body } = compileFloat64(
    new Map([['out', formula]]),
    new Set(['step']),
    cells,
  );
  for (let cell = 0; cell < cells; cell++) inputs[CELL]![cell] = cell;
  inputs[SEED]?.fill(seed);
  setup(cells);
  return Array.from({ length: steps }, (_, k) => {
    inputs.step?.fill(k);
    body(cells);
    return [...outputs.out!];
  });
}

const normal = (stream = 0) => random(step, stream, normals);
const flat = (rows: readonly (readonly number[])[]) => rows.flat();

describe('random', () => {
  it('takes the words of the generator in turn, keyed by seed and neuron, counted by pairs of steps and streams', () => {
    const cases = [
      { cell: 0, at: 0, stream: 0 },
      { cell: 3, at: 1, stream: 0 },
      { cell: 70_000, at: 2 ** 31 - 1, stream: 5 },
    ];
    for (const { cell, at, stream } of cases) {
      const even = at - (at % 2);
      const words = threefry2x32(numericWords, [9, cell], [even, 2 ** 31 + stream], 13);
      let seen: readonly Expr[] = [];
      const formula = random(step, stream, (two) => {
        seen = two;
        return two;
      });
      const values = { [SEED]: 9, [CELL]: cell, step: at };
      expect(seen.map((word) => evaluate(word, values))).toEqual(words);
      expect(evaluate(formula, values)).toBe(words[at % 2]);
    }
  });

  it('gives other numbers to another seed, and the same ones to the same', () => {
    expect(draw(normal(), 4, 4)).toEqual(draw(normal(), 4, 4));
    expect(draw(normal(), 4, 4)).not.toEqual(draw(normal(), 4, 4, 8));
  });

  it('gives numbers that have nothing to do with those of the next neuron, step and stream', () => {
    const rows = draw(normal(), WIDTH, 200);
    const other = draw(normal(1), WIDTH, 200);
    const N = flat(rows).length;
    const pairs = {
      neuron: [flat(rows.map((row) => row.slice(0, -1))), flat(rows.map((row) => row.slice(1)))],
      step: [flat(rows.slice(0, -1)), flat(rows.slice(1))],
      'pair of steps': [flat(rows.slice(0, -2)), flat(rows.slice(2))],
      stream: [flat(rows), flat(other)],
      seed: [flat(rows), flat(draw(normal(), WIDTH, 200, 8))],
    } as const;
    // The correlation of independent numbers has a standard deviation of 1 / sqrt(N); four of them.
    for (const [next, [a, b]] of Object.entries(pairs))
      expect(Math.abs(correlation([...a], [...b])), next).toBeLessThan(4 / Math.sqrt(N * 0.99));
  });
});

describe('normals', () => {
  const values = flat(draw(normal(), WIDTH, 500));
  const N = values.length;

  it('have mean 0, variance 1, no skewness and no excess', () => {
    const mean = (power: number) => values.reduce((sum, z) => sum + z ** power, 0) / N;
    // Moments of N numbers: variances 1, 2, 15, 96 over N; four standard deviations.
    expect(Math.abs(mean(1))).toBeLessThan(4 * Math.sqrt(1 / N));
    expect(Math.abs(mean(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / N));
    expect(Math.abs(mean(3))).toBeLessThan(4 * Math.sqrt(15 / N));
    expect(Math.abs(mean(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / N));
  });

  it('are distributed as they should be (Kolmogorov and Smirnov)', () => {
    const sorted = Float64Array.from(values).sort();
    let distance = 0;
    for (let i = 0; i < N; i++)
      distance = Math.max(distance, Math.abs(distributionOf(sorted[i]!) - (i + 0.5) / N));
    // Exceeded by one in 10^4: sqrt(ln(2 / p) / 2) / sqrt(N).
    expect(distance).toBeLessThan(Math.sqrt(Math.log(2e4) / 2 / N) + 0.5 / N);
  });

  it('have a value for every word', () => {
    const ends = [0, 0x7fffff, 0xffffffff, 0x400000, 0x3fffff];
    for (const first of ends)
      for (const second of ends)
        for (const z of normals([number(first), number(second)])) {
          // The longest radius is sqrt(48 ln 2).
          expect(Math.abs(evaluate(z, {}))).toBeLessThanOrEqual(5.77);
        }
  });
});

/** The normal distribution, by the continued fraction or the series of its integral (Abramowitz and Stegun 26.2.10, 26.2.14). */
function distributionOf(z: number): number {
  const x = Math.abs(z);
  const density = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  let tail: number;
  if (x > 3) {
    let fraction = x;
    for (let k = 60; k >= 1; k--) fraction = x + k / fraction;
    tail = density / fraction;
  } else {
    let [term, sum] = [x, x];
    for (let k = 1; k < 80; k++) {
      term *= (x * x) / (2 * k + 1);
      sum += term;
    }
    tail = 0.5 - density * sum;
  }
  return z > 0 ? 1 - tail : tail;
}

describe('poissonCount', () => {
  it.each([0.003, 0.25, 1, 7.5, 20])('has the probabilities of a mean of %s', (mean) => {
    const thresholds = poissonThresholds(number(mean), mean);
    const formula = random(step, 0, ([even, odd]) => [
      poissonCount(even, thresholds),
      poissonCount(odd, thresholds),
    ]);
    const counts = flat(draw(formula, WIDTH, 200));
    const N = counts.length;
    const found = moments(counts);
    expect(Math.abs(found.mean - mean)).toBeLessThan(4 * Math.sqrt(mean / N));
    // The variance of a sample variance: (mean + 2 mean^2) / N.
    expect(Math.abs(found.variance - mean)).toBeLessThan(4 * Math.sqrt((mean + 2 * mean ** 2) / N));
    let probability = Math.exp(-mean);
    for (let k = 0; k < 60; k++) {
      const share = counts.filter((count) => count === k).length / N;
      // A count of N p has a standard deviation of sqrt(N p); five of them, as there are many.
      expect(Math.abs(share - probability), `${k} events`).toBeLessThan(
        5 * Math.sqrt(probability / N) + 1 / N,
      );
      probability *= mean / (k + 1);
    }
  });

  it('needs few thresholds where events are rare, and has none where there are none', () => {
    expect(poissonThresholds(number(0), 0)).toEqual([]);
    expect(poissonThresholds(symbol('mean'), 0.01).length).toBeLessThan(4);
  });
});
