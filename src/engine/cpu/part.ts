import type { KeptType, ValueType } from '../../formula/schedule.ts';
import { f32x4, f64x2 } from '../../formula/wasm/precision.ts';
import { breathe } from '../pause.ts';
import { DIVERGED, type PerCell } from '../simulation.ts';
import type { RowArray } from './hand-over.ts';
import type { Digits } from './kernel.ts';
import { EVENT_BYTES, GROUPS, header, NUMBER_BYTES, PAGE_BYTES, SAMPLES, SAMPLES_BYTES } from './memory.ts';
import { Rows } from './rows.ts';

/** A module as it goes to the threads, with what must be known of it there. */
export interface Image {
  readonly module: WebAssembly.Module;
  readonly digits: Digits;
  readonly copies: number;
  /** Names of the rows, and of what a sample holds. */
  readonly rows: readonly string[];
  readonly sampled: readonly string[];
  /** Numbers that formulas look up. */
  readonly tables: Float64Array;
}

/** Some neurons of a population. */
export interface Extent {
  /** Number of the first one in the whole population. */
  readonly first: number;
  readonly cells: number;
  /** Most events that are held until they are taken. */
  readonly capacity: number;
}

/** A row, and how its words are to be read. */
export interface RowName {
  readonly name: string;
  readonly type: ValueType;
}

/** A word for each neuron: counts of steps are whole numbers, truths 0 or 1. */
export type Row = PerCell | Uint32Array;

/** Words of a row. */
export interface Words extends RowName {
  /** Neurons of the part before the first of them, the first one of a group; 0 by default. */
  readonly begin?: number;
  readonly values: Row;
}

/** A number that all neurons share. */
export interface SharedNumber {
  readonly type: KeptType;
  readonly value: number;
}

/** Steps that a part takes. */
export interface Stretch {
  readonly first: number;
  readonly steps: number;
  /** Step at which the measuring window began. */
  readonly windowStart: number;
  /** Neurons that are sampled, by their numbers, at every step that is a multiple of `every`. */
  readonly sampling?: { readonly cells: readonly number[]; readonly every: number } | undefined;
}

/** What came of them. */
export interface Outcome {
  /** The first neuron that was found to have diverged: its number, the step, V in mV. */
  readonly diverged?: { readonly cell: number; readonly step: number; readonly V: number } | undefined;
  /** Samples of those of the sampled neurons that are in this part, by what they are of: values[sample * cells + i]. */
  readonly samples: Readonly<Record<string, Float64Array>>;
}

/** Events in the order in which they were found, and how many did not fit into the list. */
export interface FoundEvents {
  readonly cell: Uint32Array;
  readonly step: Uint32Array;
  readonly fraction: Float64Array;
  readonly lost: number;
}

/** What the module exports; addresses and counts. */
interface Exports {
  advance(group: number, end: number, cell: number, first: number, stop: number, window: number): void;
  sample(group: number, cell: number, first: number, next: number, stop: number, every: number): void;
  restart_run(group: number, end: number, step: number): void;
  restart_window(group: number, end: number, step: number): void;
  pending(group: number, end: number, taken: number): void;
}

/** What the words of a row are read into: in float64 counts are floating-point numbers, too. */
export function arrayOf(type: ValueType, digits: Digits): RowArray {
  const isNumber = type === 'real' || (type === 'step' && digits === 'float64');
  if (!isNumber) return Uint32Array;
  return digits === 'float32' ? Float32Array : Float64Array;
}

/** What stands for true. */
const ALL_BITS = 0xffffffff;
/** Neuron-steps of a call: so few that a call soon finds better code, where the host has compiled it meanwhile. */
const CALL = 1 << 16;

/** A part of a population in the memory of a module. */
export class Part {
  readonly #exports: Exports;
  readonly #memory: WebAssembly.Memory;
  readonly #rows: Rows;
  readonly #groups: number;
  readonly #end: number;

  /** @throws RangeError if there is no memory for it */
  constructor(
    private readonly image: Image,
    readonly extent: Extent,
  ) {
    const { module, digits, copies, rows, tables } = image;
    this.#rows = new Rows(rows, digits === 'float32' ? f32x4 : f64x2, copies);
    this.#groups = Math.ceil(extent.cells / this.#rows.group);
    this.#end = GROUPS + this.#groups * this.#rows.groupBytes;
    const tablesAt = this.#end + EVENT_BYTES * extent.capacity;
    const bytes = tablesAt + this.#rows.precision.bytes * tables.length;
    this.#memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) });
    const { exports } = new WebAssembly.Instance(module, { host: { memory: this.#memory } });
    this.#exports = exports as unknown as Exports;
    const words = this.#header;
    words[header.capacity / 4] = extent.capacity;
    words[header.list / 4] = this.#end;
    words[header.tables / 4] = tablesAt;
    words[header.last / 4] = extent.first + extent.cells - 1;
    this.#words('real').set(tables, tablesAt / this.#rows.precision.bytes);
  }

  /** Samples that a stretch may take. */
  static samplesOf({ copies, sampled }: Pick<Image, 'copies' | 'sampled'>): number {
    return Math.max(1, Math.floor(SAMPLES_BYTES / (16 * copies * sampled.length)));
  }

  write({ name, type, begin = 0, values }: Words): void {
    const { group } = this.#rows;
    const { words, parts } = this.#wordsOf(type);
    for (let i = 0; i < values.length; i += group) {
      const at = parts * this.#wordOf(name, (begin + i) / group);
      for (let k = 0; k < group; k++) {
        // Places beyond the last neuron hold copies of it.
        const value = values[Math.min(i + k, values.length - 1)]!;
        words[at + parts * k] = type === 'flag' && value !== 0 ? ALL_BITS : value;
        if (parts === 2) words[at + 2 * k + 1] = type === 'flag' && value !== 0 ? ALL_BITS : 0;
      }
    }
  }

  /** A row of all neurons. @param into where it is written */
  read({ name, type }: RowName, into?: Row): Row {
    const { group } = this.#rows;
    const { cells } = this.extent;
    const { words, parts } = this.#wordsOf(type);
    const values = into ?? new (arrayOf(type, this.image.digits))(cells);
    for (let g = 0; g < this.#groups; g++) {
      const at = parts * this.#wordOf(name, g);
      const count = Math.min(group, cells - g * group);
      for (let k = 0; k < count; k++) values[g * group + k] = words[at + parts * k]!;
    }
    if (type === 'flag') for (let i = 0; i < cells; i++) values[i] = values[i] === 0 ? 0 : 1;
    return values;
  }

  /** What all neurons are like at a step, of what a sample holds, a row for each name. @param into where they are written */
  present(names: readonly string[], step: number, into?: readonly Row[]): readonly Row[] {
    const { group, groupBytes, precision, rowBytes } = this.#rows;
    const { cells, first } = this.extent;
    const values = into ?? names.map(() => new Float32Array(cells));
    const places = names.map(
      (name) => (SAMPLES + rowBytes * this.image.sampled.indexOf(name)) / precision.bytes,
    );
    const words = this.#words('real');
    for (let g = 0; g < this.#groups; g++) {
      this.#exports.sample(GROUPS + g * groupBytes, first + g * group, step, step, step + 1, 1);
      const count = Math.min(group, cells - g * group);
      for (const [row, at] of places.entries())
        for (let k = 0; k < count; k++) values[row]![g * group + k] = words[at + k]!;
    }
    return values;
  }

  /** Takes over rows of another part of the same neurons. */
  carry(from: Part, names: readonly string[]): void {
    for (const name of names) this.write({ name, type: 'real', values: from.read({ name, type: 'real' }) });
  }

  writeNumbers(numbers: readonly SharedNumber[]): void {
    for (const [i, { type, value }] of numbers.entries()) {
      const words = this.#words(type);
      words[(header.numbers + NUMBER_BYTES * i) / words.BYTES_PER_ELEMENT] = value;
    }
  }

  restart(scope: 'run' | 'window', step: number): void {
    if (scope === 'window') {
      this.#exports.restart_window(GROUPS, this.#end, step);
      return;
    }
    this.#exports.restart_run(GROUPS, this.#end, step);
    const words = this.#header;
    words[header.events / 4] = 0;
    words[header.diverged / 4] = 0;
  }

  /** @param stint wall time (ms) of work after which others have their turn */
  async advance(stretch: Stretch, stint?: number): Promise<Outcome> {
    const { first, steps, windowStart } = stretch;
    const samples = this.#sample(stretch);
    const { group, groupBytes } = this.#rows;
    const together = Math.max(1, Math.floor(CALL / (group * Math.max(1, steps))));
    for (let g = 0; g < this.#groups; g += together) {
      const begin = GROUPS + g * groupBytes;
      const end = Math.min(this.#end, begin + together * groupBytes);
      this.#exports.advance(begin, end, this.extent.first + g * group, first, first + steps, windowStart);
      await breathe(stint);
    }
    return { diverged: this.#diverged(), samples };
  }

  takeEvents(): FoundEvents {
    const words = this.#header;
    const found = words[header.events / 4]!;
    const held = Math.min(found, this.extent.capacity);
    words[header.events / 4] = 0;
    const fractions = new Float64Array(this.#memory.buffer);
    const { first, cells } = this.extent;
    const [cell, step, fraction] = [new Uint32Array(held), new Uint32Array(held), new Float64Array(held)];
    let count = 0;
    for (let i = 0; i < held; i++) {
      const at = this.#end + EVENT_BYTES * i;
      // Places beyond the last neuron are no neurons.
      if (words[at / 4]! >= first + cells) continue;
      cell[count] = words[at / 4]!;
      step[count] = words[at / 4 + 1]!;
      fraction[count] = fractions[at / 8 + 1]!;
      count++;
    }
    return {
      cell: cell.subarray(0, count),
      step: step.subarray(0, count),
      fraction: fraction.subarray(0, count),
      lost: found - held,
    };
  }

  /** Earliest step of an event that may still come, or `step` if none is pending. */
  pendingSince(step: number): number {
    this.#exports.pending(GROUPS, this.#end, step);
    const words = this.#words('step');
    const { lanes, bytes } = this.#rows.precision;
    return Math.min(...words.subarray(header.scratch / bytes, header.scratch / bytes + lanes));
  }

  #sample({ first, steps, sampling }: Stretch): Record<string, Float64Array> {
    const { sampled } = this.image;
    const cells = sampling?.cells.filter((cell) => this.#holds(cell)) ?? [];
    if (!sampling || cells.length === 0) return {};
    const { group, groupBytes, precision, rowBytes } = this.#rows;
    const { every } = sampling;
    const next = Math.ceil(first / every) * every;
    const samples = Math.max(0, Math.ceil((first + steps - next) / every));
    const values = Object.fromEntries(
      sampled.map((name) => [name, new Float64Array(samples * cells.length)]),
    );
    if (samples === 0) return values;
    const groupOf = (cell: number) => Math.floor((cell - this.extent.first) / group);
    for (const g of new Set(cells.map(groupOf))) {
      const cell = this.extent.first + g * group;
      this.#exports.sample(GROUPS + g * groupBytes, cell, first, next, first + steps, every);
      const words = this.#words('real');
      for (const [column, cell] of cells.entries()) {
        if (groupOf(cell) !== g) continue;
        const lane = (cell - this.extent.first) % group;
        for (const [row, name] of sampled.entries()) {
          for (let i = 0; i < samples; i++) {
            const at = SAMPLES + rowBytes * (i * sampled.length + row);
            values[name]![i * cells.length + column] = words[at / precision.bytes + lane]!;
          }
        }
      }
    }
    return values;
  }

  #holds(cell: number): boolean {
    return cell >= this.extent.first && cell < this.extent.first + this.extent.cells;
  }

  #diverged(): Outcome['diverged'] {
    const words = this.#header;
    if (words[header.diverged / 4] === 0) return undefined;
    const step = words[header.divergedStep / 4]!;
    const first = words[header.divergedCell / 4]!;
    const { lanes, bytes } = this.#rows.precision;
    const potentials = this.#words('real');
    for (const before of [2, 1, 0]) {
      for (let lane = 0; lane < lanes; lane++) {
        const V = potentials[(header.divergedV + 16 * (2 - before)) / bytes + lane]!;
        if (!(Math.abs(V) <= DIVERGED)) return { cell: first + lane, step: step - before, V };
      }
    }
    return { cell: first, step, V: Number.NaN };
  }

  /** Position of the first word of a row of a group. */
  #wordOf(name: string, g: number): number {
    return (GROUPS + g * this.#rows.groupBytes + this.#rows.offset(name)) / this.#rows.precision.bytes;
  }

  /** The memory as words of a type; truths and bits in float64 are two words of 32 bits each, the lower one first. */
  #wordsOf(type: ValueType): { words: Float32Array | Float64Array | Uint32Array; parts: 1 | 2 } {
    if (type === 'real' || type === 'step') return { words: this.#words(type), parts: 1 };
    return { words: this.#header, parts: this.#rows.precision.bytes === 4 ? 1 : 2 };
  }

  get #header(): Uint32Array {
    return new Uint32Array(this.#memory.buffer);
  }

  /** The memory as words of a type. In float64 all are of 64 bits, and counts are floating-point numbers. */
  #words(type: KeptType): Float32Array | Float64Array | Uint32Array {
    const { buffer } = this.#memory;
    if (type !== 'real' && this.#rows.precision.bytes === 4) return new Uint32Array(buffer);
    return this.#rows.precision.bytes === 4 ? new Float32Array(buffer) : new Float64Array(buffer);
  }
}
