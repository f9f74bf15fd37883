import type { Population, Problem, Sampling } from '../problem/problem.ts';
import { variablesOf } from '../system/system.ts';

/** One value per neuron. */
export type PerCell = Float32Array | Float64Array;

/** What is measured where nothing else is asked for. */
export type MeasureName = 'spikes' | 'first' | 'last' | 'rate' | 'latency' | 'peak' | 'trough';

/**
 * What was measured per neuron since `beginMeasuring`, by the name of the statistic (src/statistics has what each one is);
 * NaN where there is no value. Times in ms, rates in Hz, potentials in mV.
 */
export type Measures = Readonly<Record<MeasureName, Float64Array>> & {
  /** Simulated time that the window has lasted, ms. */
  readonly window: number;
};

/** Events in the order of time, then of cell. */
export interface Spikes {
  readonly cell: Uint32Array;
  /** ms from time 0. */
  readonly time: Float64Array;
  /** Events that did not fit into the buffer and are missing here. */
  readonly lost: number;
  /**
   * Time (ms) from which on events may still come: a peak is an event only once V has fallen from it, which may be later
   * than the fall from a later peak of another neuron.
   */
  readonly complete: number;
}

/** Samples of the traced cells, one entry per (time, cell), ordered by time. */
export interface Traces {
  /** The traced cells, in the order of the columns below. */
  readonly cells: readonly number[];
  /** Sample times, ms from time 0. */
  readonly time: Float64Array;
  /** State variables by name (`V` in mV, gates as fractions): `values.V[sample * cells.length + column]`. */
  readonly values: Readonly<Record<string, Float64Array>>;
}

/** The complete dynamic state of a population, enough to go on from on any engine. */
export interface Snapshot {
  readonly step: number;
  /** Step (ms) and integrator that the states belong to, some of which may be held half a step behind. */
  readonly dt: number;
  readonly integrator: string;
  /** Of a population in bands: how many neurons of the state each has, and what its states belong to. */
  readonly bands?: readonly { readonly cells: number; readonly dt: number; readonly integrator: string }[];
  /** State variables by name, one value per neuron, as the integrator holds them. */
  readonly state: Readonly<Record<string, Float64Array>>;
}

/** The adapter that advances a population. */
export interface AdapterDescription {
  readonly engine: 'webgpu' | 'cpu' | 'cpu-f64' | 'reference';
  /** For people, such as "NVIDIA H100" or "CPU, float32, 8 threads". */
  readonly name: string;
  /** True if the adapter computes without a GPU. */
  readonly software: boolean;
}

/** A population of independent neurons that can be advanced. Every engine implements it. */
export interface Simulation {
  readonly adapter: AdapterDescription;
  /** What is running. */
  readonly problem: Problem;
  /** Number of neurons. */
  readonly cells: number;
  /** Names of the state variables. */
  readonly variables: readonly string[];
  /** Most events that are held until they are taken; others are counted as lost. */
  readonly eventCapacity: number;
  /** Steps taken since time 0; the time is `step * problem.dt`. */
  readonly step: number;

  /**
   * Advances all neurons by whole steps; resolves when they are done. Calls must not overlap.
   * @throws DivergedError if a neuron's potential left the range that a membrane can have
   * @throws RangeError if more steps would have been taken than can be counted
   */
  advance(steps: number): Promise<void>;
  /** Starts a new measuring window at the present step. */
  beginMeasuring(): void;
  /** What is measured where nothing else is asked for, of the present window. */
  measures(): Promise<Measures>;
  /** One statistic of the problem, in every neuron; NaN where it has no value. */
  statistic(name: string): Promise<Float64Array>;
  /** The present value of a state variable or an observable in every neuron, at the time `step * dt`. */
  read(variable: string): Promise<PerCell>;
  /** The events since the last call (`record.events` must be on). */
  takeSpikes(): Promise<Spikes>;
  /** The samples since the last call. */
  takeTraces(): Promise<Traces>;
  /**
   * Chooses what to sample from now on, or nothing; drops what was not taken. Every engine samples states; observables
   * only those that the problem records, where they have to be compiled.
   * @throws RangeError if something cannot be sampled
   */
  trace(sampling: Sampling | undefined): void;
  /**
   * Goes on from the present state with another problem: numbers, columns, integrator, dt, detector, statistics. The
   * number of neurons and the state variables must stay. Measuring begins anew. If dt changes, the step counter is
   * converted so that the time stays. Tracing ends if dt changes or something of it is not there any more. If it fails, everything stays as it was.
   * @throws RangeError if it has other neurons or state variables
   */
  update(problem: Problem): Promise<void>;
  /**
   * Goes on with other values of the numbers that vary, and of nothing else: at once, and measuring goes on.
   * @throws RangeError if other numbers vary than before
   */
  revalue(population: Population): Promise<void>;
  /** The present state of all neurons, in memory of its own. */
  snapshot(): Promise<Snapshot>;
  /** Goes on from a snapshot; measuring begins anew, and events and samples that were not taken are dropped. */
  restore(snapshot: Snapshot): Promise<void>;
  /** Back to time 0 and the initial state, otherwise like `restore`. */
  reset(): Promise<void>;
  /** Gives back memory and threads; nothing may be asked of it any more. */
  destroy(): void;
}

/** Steps that can be counted; differences of two counts have a sign. */
const MOST_STEPS = 0x7fffffff;

/** @throws RangeError if more steps would be taken than can be counted */
export function checkCount(step: number, more: number): void {
  if (step + more <= MOST_STEPS) return;
  throw new RangeError(
    `step ${step + more} is beyond the ${MOST_STEPS} steps that can be counted; reset the simulation, or use a larger dt`,
  );
}

/**
 * @param known names of what can be sampled
 * @throws RangeError if something cannot be sampled
 */
export function checkSampling(
  { cells, every, values }: Sampling,
  { first, count }: Population,
  known: readonly string[],
): void {
  const missing = values.find((name) => !known.includes(name));
  if (missing !== undefined) {
    throw new RangeError(`"${missing}" cannot be sampled here; known: ${known.join(', ')}`);
  }
  const outside = cells.find((cell) => !Number.isInteger(cell) || cell < first || cell >= first + count);
  if (outside !== undefined) {
    throw new RangeError(`neuron ${outside} cannot be sampled; there are ${first} to ${first + count - 1}`);
  }
  if (!Number.isInteger(every) || every < 1) {
    throw new RangeError(`${every} steps between two samples; it must be a whole number from 1`);
  }
}

/** @throws RangeError if a simulation of one problem cannot go on with another */
export function checkUpdate(former: Problem, next: Problem): void {
  const { first, count } = former.population;
  if (next.population.first !== first || next.population.count !== count) {
    throw new RangeError(
      `an update must keep the neurons, ${count} from number ${first}, but has ${next.population.count} from ${next.population.first}; create another simulation`,
    );
  }
  const [bandsBefore, bandsNow] = [former, next].map(({ bands = [] }) => bands.map((band) => band.first));
  if (bandsBefore!.join() !== bandsNow!.join())
    throw new RangeError('an update must keep the bands of the population; create another simulation');
  const [had, has] = [former, next].map(({ system }) =>
    variablesOf(system)
      .map(({ name }) => name)
      .join(', '),
  );
  if (had !== has) {
    throw new RangeError(
      `an update must keep the state variables ${had}, but has ${has}; create another simulation`,
    );
  }
}

const variedIn = ({ columns }: Population): string =>
  columns
    .map(({ path }) => path)
    .sort()
    .join(', ');

/** Whether two populations of the same neurons differ in values alone. */
export const variesTheSame = (a: Population, b: Population): boolean => variedIn(a) === variedIn(b);

/** @throws RangeError if a population does not differ from another one in values alone */
export function checkRevalue(former: Population, next: Population): void {
  if (next.first !== former.first || next.count !== former.count || !variesTheSame(former, next))
    throw new RangeError(
      `other values must be of the same numbers of the same neurons: ${variedIn(former)} of ${former.count} from ${former.first}, not ${variedIn(next)} of ${next.count} from ${next.first}; use update`,
    );
}

/** Potentials beyond this (mV) mean that the numbers have left the model. */
export const DIVERGED = 1000;

/** A neuron whose potential is no longer a number that a membrane can have. */
export class DivergedError extends Error {
  override readonly name = 'DivergedError';
  /** What causes it and what can be done about it, in a sentence without its end. */
  readonly remedy: string;
  /** ms */
  readonly dt: number;
  readonly integrator: Pick<Problem['integrator'], 'name' | 'stability'>;
  constructor(
    readonly cell: number,
    /** ms */
    readonly time: number,
    /** mV */
    readonly V: number,
    { dt, integrator }: Problem,
  ) {
    const remedy = Number.isFinite(integrator.stability)
      ? `dt = ${dt} ms is too large for the integrator "${integrator.name}": use a smaller dt or the integrator "strang"`
      : `the integrator "${integrator.name}" is stable at any dt, so it is driven there: use a smaller stimulus, or look at the conductances`;
    super(
      `neuron ${cell} diverged: V = ${Number(V.toPrecision(4))} mV at ${Number(time.toPrecision(7))} ms (a membrane stays within -${DIVERGED}..${DIVERGED} mV); ${remedy}`,
    );
    this.remedy = remedy;
    this.dt = dt;
    this.integrator = { name: integrator.name, stability: integrator.stability };
  }
}
