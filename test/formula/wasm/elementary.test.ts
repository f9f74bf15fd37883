import { describe, expect, it } from 'vitest';
import * as elementary from '../../../src/formula/wasm/elementary.ts';
import { f32x4, f64x2 } from '../../../src/formula/wasm/precision.ts';
import type { Value, Vectors } from '../../../src/formula/wasm/vectors.ts';
import { computed } from '../../support/vectors.ts';

const POINTS = 1 << 16;
const evenly = (from: number, to: number) =>
  Array.from({ length: POINTS }, (_, i) => from + ((to - from) * (i + 0.5)) / POINTS);
/** Numbers of every size, evenly in their logarithm. */
const sizes = (most: number) => evenly(-most, most).map(Math.exp);
const bothSigns = (values: number[]) => values.map((value, i) => (i % 2 === 0 ? value : -value));

/**
 * Of float32 two units in the last place; of float64 1e-15, which is 4.5 of them, and of powers a little more than the four of
 * exp, log and a product with twice the digits. The functions of Math that they are measured against are good to one.
 */
const precisions = [
  { precision: f32x4, most: 87.3, error: 2 * 2 ** -23 },
  { precision: f64x2, most: 708, error: 1e-15 },
] as const;

type Function = (v: Vectors, x: Value, y: Value) => Value;

describe.each(precisions)('in $precision.name', ({ precision, most, error }) => {
  /** Largest relative error of a function. */
  function worst(make: Function, exact: (x: number, y: number) => number, x: number[], y = x): number {
    const { inputs, outputs } = computed(precision, { x, y }, (v) => [make(v, v.input('x'), v.input('y'))]);
    let largest = 0;
    for (const [i, value] of outputs[0]!.entries()) {
      const right = exact(inputs.x![i]!, inputs.y![i]!);
      const off = right === value ? 0 : Math.abs(value / right - 1);
      largest = Number.isNaN(off) ? Number.POSITIVE_INFINITY : Math.max(largest, off);
    }
    return largest;
  }
  const exp: Function = (v, x) => elementary.exp(v, x);
  const log: Function = (v, x) => elementary.log(v, x);
  const cbrt: Function = (v, x) => elementary.cbrt(v, x);
  const power: Function = (v, x, y) => elementary.power(v, x, y);

  it.each([
    ['exp', exp, Math.exp, evenly(-most, most)],
    ['exp near 0', exp, Math.exp, evenly(-1, 1)],
    ['log', log, Math.log, sizes(most)],
    ['log near 1', log, Math.log, evenly(0.5, 2)],
    ['cbrt', cbrt, Math.cbrt, bothSigns(sizes(most))],
  ] as const)('%s', (_, make, exact, x) => {
    expect(worst(make, exact, x)).toBeLessThan(error);
  });

  it('powers', () => {
    const exponents = evenly(-40, 40).map((_, i) => ((i * 997) % 801) / 100 - 4);
    expect(worst(power, Math.pow, evenly(0.001, 100), exponents)).toBeLessThan(error);
    const large = exponents.map((y) => (y * most) / 5);
    expect(worst(power, Math.pow, evenly(1, 3), large)).toBeLessThan(error);
  });

  it('powers of negative numbers, where they are numbers', () => {
    const whole = evenly(0, 1).map((_, i) => (i % 9) - 4);
    expect(worst(power, Math.pow, bothSigns(evenly(0.1, 10)), whole)).toBeLessThan(error);
  });

  it('values at the ends', () => {
    const x = [0, -0, Number.POSITIVE_INFINITY, Number.NaN, -1, 1, -8, 8];
    const ends = (make: Function, y = x) =>
      computed(precision, { x, y }, (v) => [make(v, v.input('x'), v.input('y'))]).outputs[0]!;
    expect(ends(log)).toEqual(
      x.map((value) => (value === 1 || value === 8 ? expect.closeTo(Math.log(value), 6) : Math.log(value))),
    );
    expect(
      ends(cbrt)
        .slice(4)
        .map((value) => Number(value.toFixed(5))),
    ).toEqual([-1, 1, -2, 2]);
    expect(ends(cbrt).slice(0, 2)).toEqual([0, -0]);
    expect(
      ends(
        power,
        x.fill(0, 0, 0).map(() => 0),
      ),
    ).toEqual(x.map(() => 1));
    expect(
      ends(
        power,
        x.map(() => 0.5),
      ).slice(0, 1),
    ).toEqual([0]);
    expect(
      ends(
        power,
        x.map(() => 0.5),
      ).slice(4, 5),
    ).toEqual([Number.NaN]);
    expect(
      ends(
        power,
        x.map(() => -1),
      ).slice(0, 1),
    ).toEqual([Number.POSITIVE_INFINITY]);
  });

  it('exp stays within normal numbers, and keeps what is no number', () => {
    const x = [-1e4, -800, 800, 1e4, Number.NaN, 0, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    const [value] = computed(precision, { x }, (v) => [elementary.exp(v, v.input('x'))]).outputs;
    const least = precision === f32x4 ? 2 ** -126 : 2 ** -1022;
    for (const i of [0, 1, 6]) {
      expect(value![i]).toBeGreaterThanOrEqual(least);
      expect(value![i]).toBeLessThan(1.2 * least);
    }
    for (const i of [2, 3, 7]) expect(value![i]).toBeGreaterThan(precision === f32x4 ? 3e38 : 1e308);
    expect(value![4]).toBeNaN();
    expect(value![5]).toBe(1);
  });
});
