import { DivergedError } from '../engine/simulation.ts';
import type { Problem } from '../problem/problem.ts';
import { prepare } from '../protocol/prepare.ts';
import { type Converged, converge } from './convergence.ts';
import { firesFrom, lasting, type Train, trainsOf, withNeurons } from './responses.ts';
import { type Edge, type Interval, leastValues } from './search.ts';
import { experimentOf, inUnit, type Setup } from './setup.ts';
import type { Lend } from './study.ts';

// Least steady currents that are switched on at rest: for one spike, and for firing that goes on.

/** Runs begin with this length, ms, and become longer until it makes no difference. */
const FIRST = 1000;
/** Densities (uA/cm2) among which currents are looked for. */
const DENSITIES: Interval = { low: 1e-3, high: 1e3 };
/** Neurons of a round: runs are long, and few neurons tell most for each. The first round must miss nothing. */
const [FIRST_POINTS, POINTS] = [128, 32];
export type Onset = Converged & { readonly value: number };

/** Part of the least current for a spike around it in which firing is looked for that was not found everywhere. */
const NARROW = 0.1;

/**
 * Least current that, switched on at rest and left on, makes a neuron spike.
 * @param wanted what is to come of it: one spike, or spikes that still come in the last half of the run
 */
export async function stepOnset(
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
  const problem = prepare(experiment);
  const trial: Trial = {
    path: 'stimulus.amplitude',
    first: FIRST,
    lasting: () => problem,
    happens: (train, duration) => (wanted === 'spike' ? train.length > 0 : firesFrom(train, duration / 2)),
  };
  const found = await leastCurrent(lend, tolerance, whole, trial);
  if (wanted === 'spike' || !Number.isNaN(found.value)) return found;
  // A cycle may be there for some per cent of the current only, from where the neuron leaves its rest.
  const spike = await stepOnset(setup, lend, 'spike', tolerance);
  return Number.isFinite(spike.value) ? leastCurrent(lend, tolerance, around(spike.value), trial) : found;
}

/** What lies near a current. */
export const around = (current: number): Interval => ({
  low: current - NARROW * Math.abs(current),
  high: current + NARROW * Math.abs(current),
});

/** How a current is tried. */
interface Trial {
  /** The number that it is. */
  readonly path: string;
  /** How long the first runs last, ms. */
  readonly first: number;
  /** What is run for so long (ms). */
  lasting(duration: number): Problem;
  happens(train: Train, duration: number): boolean;
  /** A current, found otherwise, at which it happens for sure. */
  readonly known?: number | undefined;
}

/** The least current at which something happens, with runs that become longer until it makes no difference. */
export async function leastCurrent(
  lend: Lend,
  tolerance: number,
  whole: Interval,
  { path, first, lasting: problemOf, happens, known }: Trial,
): Promise<Onset> {
  const withValues = (values: readonly number[], duration: number) =>
    lasting(withNeurons(problemOf(duration), { [path]: values }), duration);
  const search = async (
    duration: number,
    near?: readonly (Interval | undefined)[],
  ): Promise<readonly Edge[]> => {
    if (near?.[0]) return edgesIn(near[0], duration, { points: POINTS });
    const [edge] = await edgesIn(whole, duration, { points: FIRST_POINTS, rounds: 1 });
    const { value, below, above } = edge!;
    // Where it begins is known to lie between two of them.
    return Number.isFinite(value)
      ? edgesIn({ low: below, high: above }, duration, { points: POINTS })
      : [edge!];
  };
  const edgesIn = (
    interval: Interval,
    duration: number,
    options: { readonly points: number; readonly rounds?: number },
  ): Promise<readonly Edge[]> =>
    withoutDivergence(interval, (bounded) => {
      const sized = withValues(Array<number>(options.points).fill(bounded.high), duration);
      return lend(sized, (simulation) =>
        leastValues(
          [bounded],
          async ([values]) => {
            const trains = await trainsOf(simulation, withValues(values!, duration));
            return [trains.map((train) => happens(train, duration))];
          },
          { ...options, tolerance: tolerance / 4 },
        ),
      );
    });
  const found = await converge(search, first, tolerance, known === undefined ? undefined : [known]);
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
