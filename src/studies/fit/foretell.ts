import { resampled, weightedQuantiles } from '../../analysis/weighted.ts';
import { normalQuantile } from '../../population/quantile.ts';
import { randomWords, streams, uniform } from '../../population/random.ts';
import type { Lend } from '../study.ts';
import type { Prediction } from './comparison.ts';
import type { Accepted } from './fit.ts';

/** How well candidates that were accepted say data. */
export interface Foretold {
  readonly unit: string;
  /** What the nearest candidate leaves of what was fitted: the size of the errors that are taken to be in all data. */
  readonly error: number;
  readonly fitted: Agreement;
  readonly held: Agreement;
}

/** How well candidates agree with data. */
export interface Agreement {
  /** Numbers that were compared. */
  readonly count: number;
  /** Root of the mean square difference of the median candidate. */
  readonly rms: number;
  /** Share of the data inside the middle 90 % of what candidates say with such errors. */
  readonly coverage: number;
}

/** Where the middle 90 % ends. */
const [LOW, HIGH] = [0.05, 0.95];

const rms = (said: Float64Array, data: readonly number[]): number =>
  Math.sqrt(data.reduce((sum, datum, i) => sum + (said[i]! - datum) ** 2, 0) / data.length);

/** Lets a fair sample of the accepted candidates say what was fitted and what was held back. */
export async function foretell(
  prediction: Prediction,
  accepted: Accepted,
  { count, seed }: { readonly count: number; readonly seed: number },
  lend: Lend,
): Promise<Foretold> {
  const { fitted, held, unit } = prediction;
  const members = resampled(accepted.weights, count);
  const values = accepted.values.map((all) => Float64Array.from(members, (i) => all[i]!));
  const said = await lend(prediction.problem(values), (simulation) => prediction.run(simulation));
  const error = said.map((row) => rms(row, fitted)).reduce((a, b) => Math.min(a, b));
  const noise = (member: number, datum: number) =>
    error * normalQuantile(uniform(...randomWords(seed, streams.prediction, member, datum)));
  const agreement = (data: readonly number[], first: number): Agreement => {
    let [square, inside] = [0, 0];
    const even = new Float64Array(count).fill(1);
    for (const [i, datum] of data.entries()) {
      const plain = said.map((row) => row[first + i]!);
      const [median] = weightedQuantiles(plain, even, [0.5]) as [number];
      const [low, high] = weightedQuantiles(
        plain.map((value, member) => value + noise(member, first + i)),
        even,
        [LOW, HIGH],
      ) as [number, number];
      square += (median - datum) ** 2;
      if (datum >= low && datum <= high) inside++;
    }
    return { count: data.length, rms: Math.sqrt(square / data.length), coverage: inside / data.length };
  };
  return { unit, error, fitted: agreement(fitted, 0), held: agreement(held, fitted.length) };
}
