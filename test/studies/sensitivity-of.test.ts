import { describe, expect, it } from 'vitest';
import { type Argument, globalSensitivity, localSensitivity } from '../../src/studies/sensitivity-of.ts';

const argument = (value: number, range: readonly [number, number]): Argument => ({
  value,
  range,
  valid: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  scale: Math.abs(value) || 1,
});
const of = (f: (x: readonly number[]) => number) => async (points: readonly (readonly number[])[]) =>
  points[0]!.map((_, i) => f(points.map((column) => column[i]!)));

/** Errors are those of independent points, so Sobol points are within three of them; 0 has no error. */
function expectNear(
  found: readonly number[],
  errors: readonly number[],
  known: readonly number[],
  within: number,
) {
  for (const [i, index] of known.entries()) {
    expect(Math.abs(found[i]! - index), `argument ${i}`).toBeLessThan(within);
    expect(Math.abs(found[i]! - index), `argument ${i}`).toBeLessThan(3 * errors[i]! + 1e-9);
  }
}

describe('Sobol indices', () => {
  it("are those of T. Ishigami and T. Homma's function", async () => {
    const range = [-Math.PI, Math.PI] as const;
    const args = [0, 0, 0].map((value) => argument(value, range));
    const ishigami = of(([x, y, z]) => Math.sin(x!) + 7 * Math.sin(y!) ** 2 + 0.1 * z! ** 4 * Math.sin(x!));
    const found = await globalSensitivity(ishigami, args, { count: 2048, seed: 1 });
    // V1 = (1 + b pi^4 / 5)^2 / 2, V2 = a^2 / 8, V13 = b^2 pi^8 (1 / 18 - 1 / 50), a = 7, b = 0.1.
    expect(found.mean).toBeCloseTo(3.5, 1);
    expect(Math.abs(found.variance / 13.844588 - 1)).toBeLessThan(0.01);
    expectNear(found.first, found.firstErrors, [0.313905, 0.442411, 0], 0.02);
    expectNear(found.total, found.totalErrors, [0.557589, 0.442411, 0.243684], 0.02);
    // A share that is wrong by 0.05 would be many errors away.
    for (const error of [...found.firstErrors, ...found.totalErrors]) expect(error).toBeLessThan(0.05);
  });

  it('of a sum are its squares, and those of a product have interactions', async () => {
    const unit = [0, 1] as const;
    const args = [0.5, 0.5, 0.5].map((value) => argument(value, unit));
    const design = { count: 1024, seed: 7 };
    const sum = await globalSensitivity(
      of(([x, y, z]) => 5 + 3 * x! + 2 * y! - z!),
      args,
      design,
    );
    const squares = [9 / 14, 4 / 14, 1 / 14];
    expectNear(sum.first, sum.firstErrors, squares, 0.02);
    expectNear(sum.total, sum.totalErrors, squares, 0.02);
    // Each factor has the mean 1/2 and the variance 1/12, a third of the square of the mean.
    const product = await globalSensitivity(
      of(([x, y, z]) => x! * y! * z!),
      args,
      design,
    );
    const whole = (4 / 3) ** 3 - 1;
    expectNear(product.first, product.firstErrors, Array<number>(3).fill(1 / 3 / whole), 0.02);
    expectNear(product.total, product.totalErrors, Array<number>(3).fill(16 / 9 / 3 / whole), 0.02);
  });

  it('have errors that are the spread over seeds, or rather more', async () => {
    const args = [0.5, 0.5].map((value) => argument(value, [0, 1]));
    const f = of(([x, y]) => Math.exp(x! + 2 * x! * y!));
    const runs = await Promise.all(
      Array.from({ length: 24 }, (_, seed) => globalSensitivity(f, args, { count: 64, seed })),
    );
    const firsts = runs.map(({ first }) => first[0]!);
    const mean = firsts.reduce((a, b) => a + b) / firsts.length;
    const spread = Math.sqrt(firsts.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (firsts.length - 1));
    const error = runs.reduce((sum, { firstErrors }) => sum + firstErrors[0]!, 0) / runs.length;
    expect(spread).toBeLessThan(1.3 * error);
    expect(spread).toBeGreaterThan(error / 20);
  });

  it('are the same again with the same seed, and none of what is not drawn', async () => {
    const args = [argument(0.5, [0, 1]), argument(0, [0, 0])];
    const design = { count: 64, seed: 3 };
    const f = of(([x, y]) => x! + y!);
    const found = await globalSensitivity(f, args, design);
    expect(found).toEqual(await globalSensitivity(f, args, design));
    expect(found.total).toEqual([expect.closeTo(1, 1), Number.NaN]);
  });
});

it('derivatives are asked for in one population', async () => {
  let calls = 0;
  const f = of(([x, y]) => x! ** 3 + Math.sin(x! * y!));
  const { value, derivatives } = await localSensitivity(
    (points) => {
      calls++;
      return f(points);
    },
    [argument(2, [1, 3]), argument(0.7, [0, 1])],
    () => 1e-14,
  );
  expect(calls).toBe(1);
  expect(value).toBeCloseTo(8 + Math.sin(1.4), 12);
  expect(derivatives[0]!.value).toBeCloseTo(12 + 0.7 * Math.cos(1.4), 8);
  expect(derivatives[1]!.value).toBeCloseTo(2 * Math.cos(1.4), 8);
});
