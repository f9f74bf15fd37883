import { describe, expect, it } from 'vitest';
import { weightedCovariance, weightedMean, weightedQuantiles } from '../../../src/analysis/weighted.ts';
import { randomWords, uniform } from '../../../src/population/random.ts';
import { type MonteCarloOptions, monteCarlo, type Round } from '../../../src/studies/fit/monte-carlo.ts';
import type { Points } from '../../../src/studies/fit/perturbation.ts';

const usual: MonteCarloOptions = {
  dimensions: 2,
  count: 4000,
  keep: 0.1,
  seed: 1,
  rounds: 30,
  leastAcceptance: 0.01,
  goal: () => 0,
};

async function allRounds(
  options: MonteCarloOptions,
  distance: (point: readonly number[]) => number,
): Promise<Round[]> {
  const distancesOf = async (points: Points) =>
    points[0]!.map((_, i) => distance(points.map((values) => values[i]!)));
  const rounds: Round[] = [];
  for await (const round of monteCarlo(options, distancesOf)) rounds.push(round);
  return rounds;
}

/** A posterior that is known: normal, with this mean and covariance. */
const mean = [0.4, 0.62];
const [sx, sy, correlation] = [0.002, 0.01, 0.7];
const covariance = [
  [sx * sx, correlation * sx * sy],
  [correlation * sx * sy, sy * sy],
];
/** The chi square of a point under it, as the misfit of `numbers` numbers with errors of 1. */
const numbers = 500;
function misfit([x, y]: readonly number[]): number {
  const [u, v] = [(x! - mean[0]!) / sx, (y! - mean[1]!) / sy];
  const square = (u * u - 2 * correlation * u * v + v * v) / (1 - correlation ** 2);
  return Math.sqrt(1 + square / numbers);
}
/** An ellipsoid that is evenly full has the covariance of the normal distribution where its radius has chi square p + 2. */
const goal = (least: number) => least * Math.sqrt(1 + (2 + 2) / numbers);

describe('sequential Monte Carlo', () => {
  it('has the mean and the covariance of a posterior that is known, whatever the seed', async () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
      const last = (await allRounds({ ...usual, seed, goal }, misfit)).at(-1)!;
      expect(last.ending).toBe('goal');
      const { points, weights } = last.kept;
      // What a sample of as many points is off by: 1/sqrt(n) of a standard deviation, and sqrt(2/n) of a variance; four times that.
      const n = last.effective;
      expect(n).toBeGreaterThan(200);
      const found = weightedCovariance(points, weights);
      for (const d of [0, 1] as const) {
        const sd = Math.sqrt(covariance[d]![d]!);
        expect(Math.abs(weightedMean(points[d]!, weights) - mean[d]!)).toBeLessThan((4 * sd) / Math.sqrt(n));
        expect(Math.abs(found[d]![d]! / covariance[d]![d]! - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
      }
      const r = found[0]![1]! / Math.sqrt(found[0]![0]! * found[1]![1]!);
      expect(Math.abs(r - correlation)).toBeLessThan((4 * (1 - correlation ** 2)) / Math.sqrt(n));
    }
  });

  it('finds as many numbers as can be free', async () => {
    const [dimensions, centre, sd] = [12, 0.45, 0.02];
    const distance = (point: readonly number[]) =>
      Math.sqrt(point.reduce((sum, x) => sum + ((x - centre) / sd) ** 2, 0));
    const rounds = await allRounds({ ...usual, dimensions, count: 8192, goal: () => 6 }, distance);
    const { kept, ending, effective } = rounds.at(-1)!;
    expect(ending).toBe('goal');
    // Evenly in a sphere of 6 standard deviations one coordinate has 6 / sqrt(p + 2) of them.
    const off = (4 * sd * 6) / Math.sqrt(dimensions + 2) / Math.sqrt(effective);
    for (const values of kept.points)
      expect(Math.abs(weightedMean(values, kept.weights) - centre)).toBeLessThan(off);
  });

  it('is even at the edge of the cube, where what falls out is drawn again', async () => {
    const edge = 0.01;
    const rounds = await allRounds({ ...usual, dimensions: 1, goal: () => edge }, ([x]) => x!);
    const { kept, effective, ending } = rounds.at(-1)!;
    expect(ending).toBe('goal');
    const quantiles = weightedQuantiles(kept.points[0]!, kept.weights, [0.25, 0.5, 0.75]);
    // A share p of a sample of n is off by sqrt(p (1 - p) / n).
    for (const [i, share] of [0.25, 0.5, 0.75].entries())
      expect(Math.abs(quantiles[i]! / edge - share)).toBeLessThan(4 * Math.sqrt(0.25 / effective));
  });

  it('comes nearer with every round, and keeps as many as it is told', async () => {
    const rounds = await allRounds({ ...usual, rounds: 6 }, misfit);
    expect(rounds.map(({ round }) => round)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(rounds.map(({ ending }) => ending)).toEqual([...Array(5).fill(undefined), 'rounds']);
    for (const [i, { tolerance, kept, drawn }] of rounds.entries()) {
      if (i > 0) expect(tolerance).toBeLessThan(rounds[i - 1]!.tolerance);
      expect(kept.distances).toHaveLength(400);
      expect(Math.max(...kept.distances)).toBe(tolerance);
      expect(drawn).toBe(4000 * (i + 1));
    }
  });

  it('is the same for the same seed, and another one for another', async () => {
    const few = { ...usual, count: 500, rounds: 4 };
    const [one, same, other] = await Promise.all(
      [few, few, { ...few, seed: 2 }].map((o) => allRounds(o, misfit)),
    );
    expect(same).toEqual(one);
    expect(other!.at(-1)!.kept.points).not.toEqual(one!.at(-1)!.kept.points);
  });

  it('comes to an end where distances are chance', async () => {
    let drawn = 0;
    const rounds: Round[] = [];
    const chance = async (points: Points) => points[0]!.map(() => uniform(...randomWords(7, 98, drawn++, 0)));
    for await (const round of monteCarlo(usual, chance)) rounds.push(round);
    const last = rounds.at(-1)!;
    expect(last.ending).toBe('acceptance');
    expect(last.acceptance).toBeLessThan(0.01);
    for (const [i, { tolerance }] of rounds.entries())
      if (i > 0) expect(tolerance).toBeLessThan(rounds[i - 1]!.tolerance);
  });

  it('leaves out what has no distance, and says where nothing has one', async () => {
    const half = await allRounds({ ...usual, rounds: 3 }, ([x, y]) => (x! < 0.5 ? Number.NaN : y!));
    expect(Math.min(...half.at(-1)!.kept.points[0]!)).toBeGreaterThan(0.5);
    expect(half[0]!.beyond).toBe(2000);
    await expect(allRounds(usual, () => Number.NaN)).rejects.toThrow('no neuron of the first round');
  });
});
