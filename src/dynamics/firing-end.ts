import type { System } from '../system/system.ts';
import { branchThrough } from './branches.ts';
import type { Cycle } from './cycle.ts';
import { CycleTracer } from './cycles.ts';
import { type DiagramOptions, LONGEST_PERIOD, MOST_CYCLES } from './diagram.ts';
import { equilibriaOf } from './equilibria.ts';
import { excitabilityOf, type Onset } from './excitability.ts';
import { Flow } from './flow.ts';
import { tempoOf } from './tempo.ts';
import { type Circle, type Watched, watch } from './trajectory.ts';

/** How long (ms, at the usual tempo) it is given to come to its cycle: two of the longest; and of one that spikes seldom, in the end. */
const SETTLING = 2 * LONGEST_PERIOD;
const LONGEST_SETTLING = 64 * SETTLING;
const [LONGER, SELDOM] = [4, 10];

/** A cell that is switched to the upper end of a span, and what is followed from there. */
export interface FiringEndOptions extends Omit<DiagramOptions, 'onStage' | 'seconds'> {
  /** State from which it is switched, by the names of the states. */
  readonly rest: Readonly<Record<string, number>>;
}

/** How firing ends, with the cycles that were followed to there, in their order. */
export interface FiringEnd {
  readonly onset: Onset | undefined;
  readonly cycles: readonly Cycle[];
}

/** The circle that a cell comes to; undefined where it does not go in one. */
function circleAt(
  flow: Flow,
  parameter: number,
  start: readonly number[],
  tempo: number,
): Circle | undefined {
  for (let duration = SETTLING; duration <= LONGEST_SETTLING; duration *= LONGER) {
    const [{ circle, spikes, rests }] = watch(flow, [parameter], start, duration, tempo, true) as [Watched];
    if (circle || rests || spikes.length > SELDOM) return circle;
  }
  return undefined;
}

/**
 * Where the firing that a cell comes to ends as a number falls, and how: its cycle is followed down the span.
 * @returns undefined where it comes to no cycle, or that could not be followed
 */
export async function firingEndOf(
  system: System,
  { path, from, to, rest, pause }: FiringEndOptions,
): Promise<FiringEnd | undefined> {
  const flow = new Flow(system, path);
  const span = { from, to };
  const start = flow.states.map((name) => rest[name]!);
  const tempo = tempoOf(flow, from);
  const circle = circleAt(flow, to, start, tempo);
  if (!circle) return undefined;
  const tracer = new CycleTracer(flow, span, {
    longestPeriod: tempo * LONGEST_PERIOD,
    most: MOST_CYCLES,
    ...(pause && { pause }),
  });
  const folds = equilibriaOf(flow, span)
    .flat()
    .filter(({ point }) => point === 'fold');
  const branch = await branchThrough(flow, tracer, circle, to, folds);
  return branch && { onset: excitabilityOf([branch], [], span, {}).onset, cycles: branch.cycles };
}
