import type { Problem } from '../problem/problem.ts';
import { prepare } from '../protocol/prepare.ts';
import { lasting, spikesOf, type Train, trainsOf, type Varied, withNeurons } from './responses.ts';
import { AFTER, cut, type Rows, searchRows } from './rows.ts';
import type { Interval } from './search.ts';
import { experimentOf, type Setup } from './setup.ts';
import type { Lend } from './study.ts';
import { lengthsOf } from './tempo.ts';

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
  /** Least steady current that makes a spike. */
  readonly rheobase: number;
  /** Spikes that the first pulse makes when it is alone. */
  readonly alone: number;
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
  return searchPairs(
    pair,
    intervals.map(() => among),
    tolerance,
    (rows) => ({ 'stimulus.second': rows.flat(), 'stimulus.interval': spread(rows) }),
  );
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
  const { setup, lend, amplitude, width, longest, rheobase } = pair;
  const stimulus = {
    kind: 'train',
    amplitude,
    width,
    period: longest,
    count: PULSES,
    unit: setup.unit,
  } as const;
  // Formulas of a train depend on its longest and shortest period.
  const sweep = { x: { vary: 'stimulus.period', values: [width, longest] } };
  const problem = prepare(experimentOf(setup, { stimulus, sweep, duration: AFTER }));
  const sized = (rows: Rows, duration: number) =>
    lasting(withNeurons(problem, { 'stimulus.period': rows.flat() }), duration);
  const found = await searchRows(
    {
      setup,
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
        const pulses = Array.from({ length: PULSES }, (_, k) => {
          const begin = k * periods[i]!;
          return { amplitude, begin, end: begin + width };
        });
        return spikesOf(train, pulses, rheobase, problem.dt).length === PULSES;
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

/** Two pulses, of numbers that can be varied. */
function pairProblem({ setup, amplitude, width, longest }: Omit<Pair, 'alone'>): Problem {
  const second = amplitude;
  const stimulus = {
    kind: 'paired',
    amplitude,
    second,
    width,
    interval: longest,
    unit: setup.unit,
  } as const;
  return prepare(experimentOf(setup, { stimulus, duration: AFTER }));
}

/** Spikes that a single pulse makes, but for those that peak as it ends. */
export async function spikesAlone(pair: Omit<Pair, 'alone'>): Promise<number> {
  const varied = { 'stimulus.second': [0], 'stimulus.interval': [pair.longest] };
  const after = lengthsOf(pair.setup, AFTER).longest;
  const problem = lasting(withNeurons(pairProblem(pair), varied), pair.longest + Math.max(AFTER, after));
  const trains = await pair.lend(problem, (simulation) => trainsOf(simulation, problem));
  return count(trains, varied, pair, problem)[0]!;
}

/** Looks for values at which one of the neurons of each has more spikes than a single pulse makes. */
async function searchPairs(
  pair: Pair,
  intervals: readonly Interval[],
  tolerance: number,
  pulses: (rows: Rows) => Varied,
  { each = 1, ...options }: PairOptions = {},
): Promise<readonly number[]> {
  const { setup, lend, width, longest, alone } = pair;
  const problem = pairProblem(pair);
  const sized = (rows: Rows, duration: number) => lasting(withNeurons(problem, pulses(rows)), duration);
  const found = await searchRows(
    { setup, intervals, lend, tolerance, longest: longest + width, ...options },
    sized,
    async (simulation, rows, duration) => {
      const trains = await trainsOf(simulation, sized(rows, duration));
      const counts = count(trains, pulses(rows), pair, problem);
      const happens = cut(counts, each).map((some) => some.some((spikes) => spikes > alone));
      return cut(happens, rows[0]!.length);
    },
  );
  return found.values;
}

/** Spikes of each neuron. */
function count(
  trains: readonly Train[],
  varied: Varied,
  { amplitude, width, rheobase }: Omit<Pair, 'alone'>,
  { dt }: Problem,
): number[] {
  const [intervals, seconds] = [varied['stimulus.interval']!, varied['stimulus.second']!];
  return trains.map((train, i) => {
    const first = { amplitude, begin: 0, end: width };
    const second = { amplitude: seconds[i]!, begin: intervals[i]!, end: intervals[i]! + width };
    return spikesOf(train, [first, second], rheobase, dt).length;
  });
}
