import { DivergedError } from '../engine/simulation.ts';
import type { Problem } from '../problem/problem.ts';
import { prepare } from '../protocol/prepare.ts';
import { type Converged, converge } from './convergence.ts';
import { firesFrom, lasting, rateFrom, type Train, trainsOf, withNeurons } from './responses.ts';
import { type Edge, type Interval, leastValues } from './search.ts';
import { experimentOf, inUnit, type Setup } from './setup.ts';
import type { Lend } from './study.ts';

// Least steady currents: for one spike, for firing that goes on, and for firing that has begun to go on.

/** Runs begin with this length, ms, and become longer until it makes no difference. */
const FIRST = 1000;
/** Densities (uA/cm2) among which currents are looked for. */
const DENSITIES: Interval = { low: 1e-3, high: 1e3 };
/** Neurons of a round: runs are long, and few neurons tell most for each. The first round must miss nothing. */
const [FIRST_POINTS, POINTS] = [128, 32];
/** By how much more than the least current that makes it fire a cell is made to fire, before the current is lowered. */
const BEYOND = 1.05;
/**
 * Where a cycle ends the rate goes with the root of the distance, and is not had there itself. It is that of the parabola, in this
 * root, through the rates at 1, 4 and 9 times this part of the current beyond.
 */
const APART = 5e-4;

export type Onset = Converged & { readonly value: number };

/**
 * Least current that, switched on at rest and left on, makes a neuron spike.
 * @param wanted what is to come of it: one spike, or spikes that still come in the last half of the run
 */
export function stepOnset(
  setup: Setup,
  lend: Lend,
  wanted: 'spike' | 'firing',
  tolerance: number,
): Promise<Onset> {
  const experiment = experimentOf(setup, {
    stimulus: { kind: 'constant', amplitude: 1, unit: setup.unit },
    duration: FIRST,
  });
  const whole: Interval = {
    low: inUnit(setup, DENSITIES.low),
    high: inUnit(setup, DENSITIES.high),
  };
  return onset(prepare(experiment), lend, tolerance, whole, {
    path: 'stimulus.amplitude',
    timed: (problem) => problem,
    happens: (train, duration) => (wanted === 'spike' ? train.length > 0 : firesFrom(train, duration / 2)),
  });
}

/** Least current at which a neuron that fires goes on to, and the rate (Hz) there. */
export interface Offset extends Onset {
  readonly rate: number;
}

/**
 * The end of firing: neurons are made to fire by a current, which is then lowered evenly to what each is tried at, so that they
 * stay near the stable cycle for as long as there is one.
 * @param firing current that makes a neuron at rest fire for good
 */
export async function firingOffset(
  setup: Setup,
  lend: Lend,
  firing: number,
  tolerance: number,
): Promise<Offset> {
  const start = firing * BEYOND;
  const times = (duration: number) => ({ onset: duration / 4, end: duration / 2 });
  const timed = (duration: number): Problem =>
    prepare(
      experimentOf(setup, {
        stimulus: { kind: 'ramp', from: start, to: start, unit: setup.unit, ...times(duration) },
        duration,
      }),
    );
  const whole: Interval = { low: -firing, high: start };
  const found = await onset(timed(4 * FIRST), lend, tolerance, whole, {
    path: 'stimulus.to',
    first: 4 * FIRST,
    timed: (_, duration) => timed(duration),
    happens: (train, duration) => firesFrom(train, (3 * duration) / 4),
  });
  const { value, duration } = found;
  if (!Number.isFinite(value)) return { ...found, rate: Number.NaN };
  const currents = [1, 2, 3].map((k) => value + Math.abs(value) * APART * k * k);
  const problem = lasting(withNeurons(timed(duration), { 'stimulus.to': currents }), duration);
  const trains = await lend(problem, (simulation) => trainsOf(simulation, problem));
  const [one, two, three] = trains.map((train) => rateFrom(train, (3 * duration) / 4)) as [
    number,
    number,
    number,
  ];
  return { ...found, rate: Math.max(0, 3 * one - 3 * two + three) };
}

interface Trial {
  /** The number that is varied. */
  readonly path: string;
  readonly first?: number;
  /** The problem with runs of another length, ms. */
  timed(problem: Problem, duration: number): Problem;
  happens(train: Train, duration: number, value: number): boolean;
}

/** Looks for one value in one simulation, lent for as long as that takes. */
async function onset(
  problem: Problem,
  lend: Lend,
  tolerance: number,
  whole: Interval,
  { path, first = FIRST, timed, happens }: Trial,
): Promise<Onset> {
  const withValues = (values: readonly number[], duration: number) =>
    lasting(withNeurons(timed(problem, duration), { [path]: values }), duration);
  const search = async (
    duration: number,
    near?: readonly (Interval | undefined)[],
  ): Promise<readonly Edge[]> => {
    const interval = near?.[0] ?? whole;
    return withoutDivergence(interval, (bounded) => {
      const points = near ? POINTS : FIRST_POINTS;
      const sized = withValues(Array<number>(points).fill(bounded.high), duration);
      return lend(sized, (simulation) =>
        leastValues(
          [bounded],
          async ([values]) => {
            const trains = await trainsOf(simulation, withValues(values!, duration));
            return [trains.map((train, i) => happens(train, duration, values![i]!))];
          },
          { points, tolerance: tolerance / 4 },
        ),
      );
    });
  };
  const found = await converge(search, first, tolerance);
  return { ...found, value: found.values[0]! };
}

/** Divides the upper end of an interval by 4 for as long as a neuron diverges there. */
export async function withoutDivergence<Result>(
  { low, high }: Interval,
  search: (interval: Interval) => Promise<Result>,
): Promise<Result> {
  try {
    return await search({ low, high });
  } catch (error) {
    if (!(error instanceof DivergedError) || high / 4 <= low) throw error;
    return withoutDivergence({ low, high: high / 4 }, search);
  }
}
