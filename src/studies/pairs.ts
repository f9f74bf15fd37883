import type { Problem } from '../problem/problem.ts';
import { prepare } from '../protocol/prepare.ts';
import { lasting, type Train, trainsOf, type Varied, withNeurons, withoutEnds } from './responses.ts';
import { AFTER, cut, type Rows, searchRows } from './rows.ts';
import type { Interval } from './search.ts';
import { experimentOf, type Setup } from './setup.ts';
import type { Lend } from './study.ts';

// What a second pulse does after a first one, and many after one another.

export interface Pair {
  readonly setup: Setup;
  readonly lend: Lend;
  /** Of the first pulse, in the unit of the setup. */
  readonly amplitude: number;
  /** Of each pulse, ms. */
  readonly width: number;
  /** Longest interval that is looked at, ms. */
  readonly longest: number;
}

/** Pulses of a train: enough that what drifts has come to its end, and as many as a stimulus may have. */
const PULSES = 60;
/** Currents of a second pulse that are tried at each interval, from the least to the most. */
const CURRENTS = 32;

/** Least currents of a second pulse that make another spike than the first does, at each interval. */
export async function pairThresholds(
  pair: Pair,
  intervals: readonly number[],
  among: Interval,
  tolerance: number,
): Promise<readonly number[]> {
  const spread = (rows: Rows) => rows.flatMap((row, i) => row.map(() => intervals[i]!));
  const found = await searchPairs(
    pair,
    intervals.map(() => among),
    tolerance,
    (rows) => ({ 'stimulus.second': rows.flat(), 'stimulus.interval': spread(rows) }),
  );
  return found;
}

/** The least interval at which a second pulse of a current makes a spike. */
export async function leastInterval(pair: Pair, second: number, tolerance: number): Promise<number> {
  const [found] = await searchPairs(pair, [intervalsOf(pair)], tolerance, (rows) => ({
    'stimulus.second': rows.flat().map(() => second),
    'stimulus.interval': rows.flat(),
  }));
  return found!;
}

/** The interval from which on a second pulse of some current makes a spike. */
export async function recovery(pair: Pair, { low, high }: Interval, tolerance: number): Promise<number> {
  const currents = Array.from({ length: CURRENTS }, (_, i) => low * (high / low) ** (i / (CURRENTS - 1)));
  const [found] = await searchPairs(
    pair,
    [intervalsOf(pair)],
    tolerance,
    (rows) => ({
      'stimulus.second': rows.flat().flatMap(() => currents),
      'stimulus.interval': rows.flat().flatMap((interval) => currents.map(() => interval)),
    }),
    { each: CURRENTS, edge: 'last', points: 32 },
  );
  return found!;
}

/** The interval of pulses from which on up to the longest a train of them is followed one to one, ms. */
export async function leastPeriod(pair: Pair, tolerance: number): Promise<number> {
  const { setup, lend, amplitude, width, longest } = pair;
  const stimulus = {
    kind: 'train',
    amplitude,
    width,
    period: longest,
    count: PULSES,
    unit: setup.unit,
  } as const;
  const problem = prepare(experimentOf(setup, { stimulus, duration: AFTER }));
  const sized = (rows: Rows, duration: number) =>
    lasting(withNeurons(problem, { 'stimulus.period': rows.flat() }), duration);
  const found = await searchRows(
    {
      intervals: [intervalsOf(pair)],
      lend,
      tolerance,
      longest: PULSES * longest,
      edge: 'last',
    },
    sized,
    async (simulation, rows, duration) => {
      const trains = await trainsOf(simulation, sized(rows, duration));
      const periods = rows.flat();
      const follows = (train: Train, i: number) => {
        const ends = Array.from({ length: PULSES }, (_, k) => k * periods[i]! + width);
        return withoutEnds(train, ends, problem.dt).length === PULSES;
      };
      return cut(trains.map(follows), rows[0]!.length);
    },
  );
  return found.values[0]!;
}

/** Pulses follow one another without overlapping. */
const intervalsOf = ({ width, longest }: Pair): Interval => ({ low: width, high: longest });

interface PairOptions {
  /** Neurons of each value. */
  readonly each?: number;
  readonly edge?: 'first' | 'last';
  readonly points?: number;
}

/** Looks for values at which one of the neurons of each has more spikes than a single pulse makes. */
async function searchPairs(
  { setup, lend, amplitude, width, longest }: Pair,
  intervals: readonly Interval[],
  tolerance: number,
  pulses: (rows: Rows) => Varied,
  { each = 1, ...options }: PairOptions = {},
): Promise<readonly number[]> {
  const stimulus = {
    kind: 'paired',
    amplitude,
    second: amplitude,
    width,
    interval: longest,
    unit: setup.unit,
  } as const;
  const problem = prepare(experimentOf(setup, { stimulus, duration: AFTER }));
  const spikesIn = async (varied: Varied, duration: number, lent: Lend = lend) => {
    const present = lasting(withNeurons(problem, varied), duration);
    return lent(present, async (simulation) =>
      count(await trainsOf(simulation, present), varied, width, problem),
    );
  };
  const [alone] = await spikesIn({ 'stimulus.second': [0], 'stimulus.interval': [longest] }, longest + AFTER);
  const found = await searchRows(
    { intervals, lend, tolerance, longest: longest + width, ...options },
    (rows, duration) => lasting(withNeurons(problem, pulses(rows)), duration),
    async (simulation, rows, duration) => {
      const counts = await spikesIn(pulses(rows), duration, (_, use) => use(simulation));
      const happens = cut(counts, each).map((some) => some.some((spikes) => spikes > alone!));
      return cut(happens, rows[0]!.length);
    },
  );
  return found.values;
}

/** Spikes of each neuron. */
function count(trains: readonly Train[], varied: Varied, width: number, { dt }: Problem): number[] {
  const intervals = varied['stimulus.interval']!;
  return trains.map((train, i) => withoutEnds(train, [width, intervals[i]! + width], dt).length);
}
