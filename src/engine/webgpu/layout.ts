/**
 * Structures that host and GPU share, described once: the WGSL declaration and the positions on the host are made
 * from the same list. All fields are 4 bytes wide, so the position of a field is its index.
 */
export interface Layout<Field extends string> {
  /** WGSL declaration. */
  readonly wgsl: string;
  /** Words of 4 bytes per structure. */
  readonly words: number;
  /** Index of each field, in words. */
  readonly at: Readonly<Record<Field, number>>;
  /** The structure as words, for one that has only u32 fields. */
  pack(values: Readonly<Record<Field, number>>): Uint32Array<ArrayBuffer>;
}

export function layout<Field extends string>(
  name: string,
  fields: Readonly<Record<Field, 'u32' | 'f32'>>,
): Layout<Field> {
  const entries = Object.entries(fields) as [Field, string][];
  return {
    wgsl: `struct ${name} {\n${entries.map(([field, type]) => `  ${field}: ${type},\n`).join('')}}`,
    words: entries.length,
    pack: (values) => Uint32Array.from(entries, ([field]) => values[field]),
    at: Object.fromEntries(entries.map(([field], i) => [field, i])) as Record<Field, number>,
  };
}

/** What one dispatch does; uniform, the same for all of its neurons. */
export const scheduleLayout = layout('Schedule', {
  /** Number of the partition's first neuron. */
  first_cell: 'u32',
  /** The neurons to advance, by their position in the partition. */
  first_index: 'u32',
  end_index: 'u32',
  /** Distance between two rows of `state` and `varied`. */
  stride: 'u32',
  first_step: 'u32',
  steps: 'u32',
  /** Step at which the measuring window began; earlier events do not count. */
  window_start: 'u32',
  /** 0, RESTART_WINDOW or RESTART_ALL. */
  restart: 'u32',
  /** Number of traced cells, and steps between two samples (0: none). */
  traced: 'u32',
  sample_every: 'u32',
  /** Place of the first sample of this dispatch in the buffer. */
  first_sample: 'u32',
});

/** What is measured of one neuron and what is needed to go on measuring. Times are a step and a fraction of one. */
export const recordLayout = layout('Record', {
  spikes: 'u32',
  first_step: 'u32',
  first_fraction: 'f32',
  last_step: 'u32',
  last_fraction: 'f32',
  /** First event after the onset of the stimulus. */
  response_step: 'u32',
  response_fraction: 'f32',
  /** Extremes of V in the window, mV. */
  peak: 'f32',
  trough: 'f32',
  diverged_step: 'u32',
  diverged_V: 'f32',
  /** V one, two and three steps ago, mV. */
  before_1: 'f32',
  before_2: 'f32',
  before_3: 'f32',
  /** Lowest V since the last event, mV. */
  low: 'f32',
  /** Peak that will be an event once V has fallen far enough, mV, and its time. */
  high: 'f32',
  high_step: 'u32',
  high_fraction: 'f32',
});

/** An entry of the list of events. */
export const eventWords = 3;
/** Words of the header of the list: the number of events, and the lowest number of a diverged neuron. */
export const eventHeaderWords = 2;
/** Stands for "no step" and "no neuron". */
export const NONE = 0xffffffff;
export const RESTART_WINDOW = 1;
export const RESTART_ALL = 2;
