import type { Experiment } from '../protocol/experiment.ts';

/** One value per neuron. */
export type PerCell = Float32Array | Float64Array;

/** What was measured per neuron since `beginMeasuring`; NaN where there is no value. */
export interface Measures {
  /** Simulated time that the window has lasted, ms. */
  readonly window: number;
  /** Events inside the window. */
  readonly spikes: Uint32Array;
  /** Time of the first and of the last event inside the window, ms from time 0. */
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** Firing rate (spikes - 1) / (last - first), Hz; 0 with fewer than two events. */
  readonly rate: Float64Array;
  /** Time from the onset of the stimulus to the first event after it, whether inside the window or not, ms. */
  readonly latency: Float64Array;
  /** Highest and lowest membrane potential inside the window, mV. */
  readonly peak: Float64Array;
  readonly trough: Float64Array;
}

/** Events in the order of time, then of cell. */
export interface Spikes {
  readonly cell: Uint32Array;
  /** ms from time 0. */
  readonly time: Float64Array;
  /** Events that did not fit into the buffer and are missing here. */
  readonly lost: number;
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
  /** State variables by name, one value per neuron, as the integrator holds them. */
  readonly state: Readonly<Record<string, Float64Array>>;
}

/** The adapter that advances a population. */
export interface AdapterDescription {
  readonly engine: 'webgpu' | 'cpu';
  /** For people, such as "NVIDIA H100" or "CPU, float64". */
  readonly name: string;
  /** True if the adapter computes without a GPU. */
  readonly software: boolean;
}

/** A population of independent neurons that can be advanced. Both engines implement it. */
export interface Simulation {
  readonly adapter: AdapterDescription;
  /** The experiment that is running, complete with defaults. */
  readonly experiment: Experiment;
  /** Number of neurons. */
  readonly cells: number;
  /** Names of the state variables, `V` first. */
  readonly variables: readonly string[];
  /** Steps taken since time 0; the time is `step * experiment.dt`. */
  readonly step: number;

  /**
   * Advances all neurons by whole steps; resolves when they are done. Calls must not overlap.
   * @throws DivergedError if a neuron's potential left the range that a membrane can have.
   */
  advance(steps: number): Promise<void>;
  /** Starts a new measuring window at the present step. */
  beginMeasuring(): void;
  measures(): Promise<Measures>;
  /** The present value of one state variable in every neuron, at the time `step * dt`. */
  read(variable: string): Promise<PerCell>;
  /** The events since the last call (`record.spikes` must be on). */
  takeSpikes(): Promise<Spikes>;
  /** The samples since the last call. */
  takeTraces(): Promise<Traces>;
  /** Chooses the cells to sample from now on, every `every` ms (a whole number of steps); drops what was not taken. */
  trace(cells: readonly number[], every: number): void;
  /**
   * Goes on from the present state with other values: parameters, stimulus, sweep, integrator, dt, events. The number
   * of neurons and the state variables must stay. Measuring begins anew. If dt changes, the step counter is converted
   * so that the time stays, and tracing ends.
   */
  update(experiment: Experiment): Promise<void>;
  snapshot(): Promise<Snapshot>;
  /** Goes on from a snapshot; measuring begins anew, and events and samples that were not taken are dropped. */
  restore(snapshot: Snapshot): void;
  /** Back to time 0 and the initial state, otherwise like `restore`. */
  reset(): void;
  destroy(): void;
}

/** A neuron whose potential is no longer a number that a membrane can have. */
export class DivergedError extends Error {
  override readonly name = 'DivergedError';
  constructor(
    readonly cell: number,
    /** ms */
    readonly time: number,
    /** mV */
    readonly V: number,
    experiment: Experiment,
  ) {
    super(
      `neuron ${cell} diverged: V = ${Number(V.toPrecision(4))} mV at ${Number(time.toPrecision(7))} ms (a membrane stays within -1000..1000 mV); ` +
        `dt = ${experiment.dt} ms is too large for the integrator "${experiment.integrator}": ` +
        'use a smaller dt or the integrator "strang"',
    );
  }
}
