import { expect, it } from 'vitest';
import { derivativeFrom } from '../../src/analysis/derivative.ts';

const steps = Array.from({ length: 9 }, (_, i) => 0.16 / 2 ** i);
const around = (f: (x: number) => number, x: number, resolution: number) =>
  derivativeFrom({
    steps,
    above: steps.map((step) => f(x + step)),
    below: steps.map((step) => f(x - step)),
    resolution,
  });

it('is that of a smooth function, within the error that it says', () => {
  const { value, error } = around(Math.exp, 1, 1e-15);
  expect(Math.abs(value - Math.E)).toBeLessThan(error);
  expect(error).toBeLessThan(1e-11);
});

it('is made from larger steps where the function is rounded', () => {
  const rounded = around((x) => Math.fround(1e3 + Math.exp(x)), 1, 1e-4);
  // Float32 has steps of 6e-5 there: a difference over the least distance would be off by up to 0.05.
  expect(Math.abs(rounded.value - Math.E)).toBeLessThan(rounded.error);
  expect(rounded.error).toBeLessThan(4e-3);
  expect(rounded.step).toBeGreaterThan(around(Math.exp, 1, 1e-15).step);
});

it('is not 0 of what counts, though it does not change over small distances', () => {
  const { value, error } = around((x) => Math.floor(100 * x), 1.003, 1);
  expect(Math.abs(value - 100)).toBeLessThan(error);
  expect(error).toBeLessThan(10);
});

it('does without missing values', () => {
  const { value } = around((x) => (Math.abs(x - 1) > 0.05 ? Number.NaN : x * x), 1, 1e-12);
  expect(value).toBeCloseTo(2, 9);
});
