/**
 * Structures that host and GPU share, described once: the WGSL declaration and the positions on the host are made
 * from the same list. All fields are u32, so the position of a field is its index.
 */
export interface Layout<Field extends string> {
  /** WGSL declaration. */
  readonly wgsl: string;
  /** Words of 4 bytes per structure. */
  readonly words: number;
  /** Index of each field, in words. */
  readonly at: Readonly<Record<Field, number>>;
  /**
   * The structure as words.
   * @throws RangeError if a value is no u32
   */
  pack(values: Readonly<Record<Field, number>>): Uint32Array<ArrayBuffer>;
}

/** A structure of u32 fields. */
export function layout<Field extends string>(name: string, fields: readonly Field[]): Layout<Field> {
  return {
    wgsl: `struct ${name} {\n${fields.map((field) => `  ${field}: u32,\n`).join('')}}`,
    words: fields.length,
    pack: (values) =>
      Uint32Array.from(fields, (field) => {
        const value = values[field];
        if (value >>> 0 === value) return value;
        throw new RangeError(`${name}.${field} = ${value} is no u32`);
      }),
    at: Object.fromEntries(fields.map((field, i) => [field, i])) as Record<Field, number>,
  };
}

/**
 * What one dispatch does; uniform, the same for all of its neurons.
 *
 * - `first_cell`: number of the partition's first neuron
 * - `first_index`, `end_index`: the neurons to advance, by their position in the partition
 * - `stride`: distance between two rows of `state`, `varied` and `records`
 * - `window_start`: step at which the measuring window began; earlier events do not count
 * - `restart`: what every neuron begins with, 0, RESTART_WINDOW or RESTART_ALL
 * - `ends`: 1 if no other dispatch takes these neurons farther before the list of events is read, else 0
 * - `traced`, `sample_every`: number of traced cells, and steps between two samples (0: none)
 * - `first_sample`: place of the first sample of this dispatch in the buffer
 */
export const scheduleLayout = layout('Schedule', [
  'first_cell',
  'first_index',
  'end_index',
  'stride',
  'first_step',
  'steps',
  'window_start',
  'restart',
  'ends',
  'traced',
  'sample_every',
  'first_sample',
]);

/** Words of an entry of the list of events: cell, step, fraction. */
export const eventWords = 3;
/** The header of the list: the number of events, the lowest number of a diverged neuron, the earliest pending step. */
export const eventHeader = layout('EventHeader', ['count', 'diverged', 'pending']);

/** Stands for "no step" and "no neuron". */
export const NONE = 0xffffffff;
export const RESTART_WINDOW = 1;
export const RESTART_ALL = 2;

/** The constants that the shader shares with the host. */
export const sharedConstants = [
  `const NONE = ${NONE}u;`,
  `const RESTART_WINDOW = ${RESTART_WINDOW}u;`,
  `const RESTART_ALL = ${RESTART_ALL}u;`,
].join('\n');
