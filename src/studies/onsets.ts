import { DivergedError } from '../engine/simulation.ts';
import type { Problem } from '../problem/problem.ts';
import { prepare } from '../protocol/prepare.ts';
import { type Converged, converge } from './convergence.ts';
import { firesFrom, lasting, type Train, trainsOf, withNeurons } from './responses.ts';
import { restIn } from './rest.ts';
import { type Edge, type Interval, leastValues, type SearchOptions } from './search.ts';
import { experimentOf, inUnit, type Setup } from './setup.ts';
import type { Lend } from './study.ts';
import { type Lengths, lengthsOf } from './tempo.ts';

// Least steady currents that are switched on at rest: for one spike, and for firing that goes on.

/** Runs begin with this length, ms, and become longer until it makes no difference. */
const FIRST = 1000;
/** Densities (uA/cm2) among which currents are looked for, and those of membranes that need less or more. */
const DENSITIES: Interval = { low: 1e-3, high: 1e3 };
const SMALL: Interval = { low: 1e-9, high: DENSITIES.low };
const LARGE: Interval = { low: DENSITIES.high, high: 1e6 };
/** Neurons of a round: runs are long, and few neurons tell most for each. The first round must miss nothing. */
const [FIRST_POINTS, POINTS] = [128, 16];
export type Onset = Converged & { readonly value: number };

/** Part of the least current for a spike around it in which firing is looked for first. */
const NARROW = 0.1;

/** Least current that, switched on at rest and left on, makes a neuron spike: NaN where none does, -Infinity where it spikes without. */
export const spikeOnset = (setup: Setup, lend: Lend, tolerance: number): Promise<Onset> =>
  stepOnset(setup, lend, tolerance, { happens: (train) => train.length > 0 });

/**
 * The same for spikes that still come in the last half of the run. That cannot be less than it takes for one, and often is no more; and there may
 * be a cycle for some per cent of the current only, from where the neuron leaves its rest.
 * @param spike least current for a spike
 */
export function firingOnset(setup: Setup, lend: Lend, tolerance: number, spike: Onset): Promise<Onset> {
  const happens = (train: Train, duration: number) => firesFrom(train, duration / 2);
  const { value } = spike;
  return stepOnset(setup, lend, tolerance, {
    happens,
    ...(Number.isFinite(value) && { near: around(value), known: value }),
  });
}

async function stepOnset(
  setup: Setup,
  lend: Lend,
  tolerance: number,
  wanted: Pick<Trial, 'happens' | 'near' | 'known'>,
): Promise<Onset> {
  const stimulus = { kind: 'constant', amplitude: 1, unit: setup.unit } as const;
  const problem = prepare(experimentOf(setup, { stimulus, duration: FIRST }));
  const lengths = lengthsOf(setup, FIRST);
  const trial: Trial = { path: 'stimulus.amplitude', lengths, lasting: () => problem, ...wanted };
  const search = ({ low, high }: Interval) =>
    leastCurrent(lend, tolerance, { low: inUnit(setup, low), high: inUnit(setup, high) }, trial);
  const found = await search(DENSITIES);
  if (Number.isFinite(found.value)) return found;
  // A neuron that begins where it is not stable spikes without a current.
  if (!Number.isNaN(found.value) && !restIn(setup, 0)) return found;
  try {
    return await search(Number.isNaN(found.value) ? LARGE : SMALL);
  } catch (error) {
    if (error instanceof DivergedError) return found;
    throw error;
  }
}

/** What lies near a current. */
export const around = (current: number): Interval => ({
  low: current - NARROW * Math.abs(current),
  high: current + NARROW * Math.abs(current),
});

/** How a current is tried. */
export interface Trial {
  /** The number that it is. */
  readonly path: string;
  readonly lengths: Lengths;
  /** What is run for so long (ms). */
  lasting(duration: number): Problem;
  happens(train: Train, duration: number): boolean;
  /** Where it is looked for first. */
  readonly near?: Interval | undefined;
  /** A current, found otherwise, at which it happens for sure. */
  readonly known?: number | undefined;
}

/** The least current at which something happens, with runs that become longer until it makes no difference. */
export async function leastCurrent(
  lend: Lend,
  tolerance: number,
  whole: Interval,
  trial: Trial,
): Promise<Onset> {
  const fine = (interval: Interval, duration: number) =>
    edgeIn(lend, interval, trial, { duration, points: POINTS, tolerance: tolerance / 4 });
  const search = async (
    duration: number,
    near?: readonly (Interval | undefined)[],
  ): Promise<readonly Edge[]> => {
    if (near?.[0]) return [await fine(near[0], duration)];
    const found = trial.near && (await fine(trial.near, duration));
    if (found && Number.isFinite(found.value)) return [found];
    const edge = await coarseEdge(lend, whole, trial, duration);
    // Where it begins is known to lie between two of them.
    return [Number.isFinite(edge.value) ? await fine({ low: edge.below, high: edge.above }, duration) : edge];
  };
  const { lengths, known } = trial;
  const found = await converge(search, lengths, tolerance, known === undefined ? undefined : [known]);
  return { ...found, value: found.values[0]! };
}

/** The two of many currents between which something begins to happen. @param duration of the run, ms */
export const coarseEdge = (lend: Lend, whole: Interval, trial: Trial, duration: number): Promise<Edge> =>
  edgeIn(lend, whole, trial, { duration, points: FIRST_POINTS, rounds: 1 });

function edgeIn(
  lend: Lend,
  interval: Interval,
  { path, lasting: problemOf, happens }: Trial,
  { duration, points, ...options }: SearchOptions & { readonly duration: number; readonly points: number },
): Promise<Edge> {
  const withValues = (values: readonly number[]) =>
    lasting(withNeurons(problemOf(duration), { [path]: values }), duration);
  return withoutDivergence(interval, (bounded) =>
    lend(withValues(Array<number>(points).fill(bounded.high)), async (simulation) => {
      const [edge] = await leastValues(
        [bounded],
        async ([values]) => {
          const trains = await trainsOf(simulation, withValues(values!));
          return [trains.map((train) => happens(train, duration))];
        },
        { points, ...options },
      );
      return edge!;
    }),
  );
}

/** Divides the upper end of an interval by 4 for as long as a neuron diverges there. */
export async function withoutDivergence<Result>(
  { low, high }: Interval,
  search: (interval: Interval) => Promise<Result>,
): Promise<Result> {
  try {
    return await search({ low, high });
  } catch (error) {
    // Where the lower end is below 0 the neuron may diverge there, and no upper one would do.
    if (!(error instanceof DivergedError) || high / 4 <= Math.abs(low)) throw error;
    return withoutDivergence({ low, high: high / 4 }, search);
  }
}
