import { resampled, weightedQuantiles } from '../../analysis/weighted.ts';
import { normalQuantile } from '../../population/quantile.ts';
import { randomWords, streams, uniform } from '../../population/random.ts';
import type { Lend } from '../study.ts';
import type { Datum, Prediction } from './comparison.ts';
import type { Accepted } from './fit.ts';

/** How well candidates that were accepted say data. */
export interface Foretold {
  readonly unit: string;
  /** What the nearest candidate leaves of what was fitted: the size of the errors that are taken to be in all data. */
  readonly error: number;
  readonly fitted: Agreement;
  readonly held: Agreement;
  /** What they say of each datum, those that were fitted first. */
  readonly band: Band;
}

/** What candidates say of data: the median, and the ends of the middle 90 %, with errors of the size that is left. */
export interface Band {
  readonly data: readonly Datum[];
  readonly median: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
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

const rms = (said: Float64Array, data: readonly Datum[]): number =>
  Math.sqrt(data.reduce((sum, { value }, i) => sum + (said[i]! - value) ** 2, 0) / data.length);

/**
 * Lets a fair sample of the accepted candidates say what was fitted and what was held back. One that diverges there says nothing.
 * @returns undefined where all of them do
 */
export async function foretell(
  prediction: Prediction,
  accepted: Accepted,
  { count, seed }: { readonly count: number; readonly seed: number },
  lend: Lend,
): Promise<Foretold | undefined> {
  const { fitted, held, unit } = prediction;
  const members = resampled(accepted.weights, count);
  const values = accepted.values.map((all) => Float64Array.from(members, (i) => all[i]!));
  const problem = prediction.problem(values);
  const all = await lend(problem, (simulation) => prediction.run(simulation, problem.population));
  const said = all.filter((row) => !row.some(Number.isNaN));
  if (said.length === 0) return undefined;
  const error = said.map((row) => rms(row, fitted)).reduce((a, b) => Math.min(a, b));
  const noise = (member: number, datum: number) =>
    error * normalQuantile(uniform(...randomWords(seed, streams.prediction, member, datum)));
  const band = bandOf(said, [...fitted, ...held], noise);
  return {
    unit,
    error,
    fitted: agreement(band, 0, fitted.length),
    held: agreement(band, fitted.length, band.data.length),
    band,
  };
}

function bandOf(
  said: readonly Float64Array[],
  data: readonly Datum[],
  noise: (member: number, datum: number) => number,
): Band {
  const even = new Float64Array(said.length).fill(1);
  const column = () => new Float64Array(data.length);
  const [median, low, high] = [column(), column(), column()];
  for (const i of data.keys()) {
    const plain = said.map((row) => row[i]!);
    const erring = plain.map((value, member) => value + noise(member, i));
    [median[i]] = weightedQuantiles(plain, even, [0.5]) as [number];
    [low[i], high[i]] = weightedQuantiles(erring, even, [LOW, HIGH]) as [number, number];
  }
  return { data, median, low, high };
}

/** How a part of the data agrees with a band. */
function agreement({ data, median, low, high }: Band, from: number, to: number): Agreement {
  const inside = data
    .slice(from, to)
    .filter(({ value }, i) => value >= low[from + i]! && value <= high[from + i]!);
  const count = to - from;
  return {
    count,
    rms: rms(median.subarray(from, to), data.slice(from, to)),
    coverage: inside.length / count,
  };
}
