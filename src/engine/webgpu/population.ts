import type { Problem } from '../../problem/problem.ts';
import type { StateArrays } from '../initial.ts';
import { stateRows } from '../kernel-parts.ts';
import type { Program } from '../program.ts';
import type { KeptRow } from '../resumable.ts';
import type { PerCell } from '../simulation.ts';
import type { Kernel } from './kernel.ts';
import { besidesFields } from './lane/records.ts';
import {
  type Allowance,
  allocatePartitions,
  type Partition,
  type Rows,
  releasePartitions,
} from './partitions.ts';
import { readBuffers } from './readback.ts';

/** Room for the numbers of any model and stimulus, since an update may bring more: pulses alone have some 300. */
const NUMBERS = 1024;
/** Neurons whose varied numbers are written at once. */
const BLOCK = 1024;

/** The buffers that hold a population, written and read by neuron whatever the partition. */
export class Population {
  readonly cells: number;
  readonly #numbers: GPUBuffer;

  static async allocate(
    device: GPUDevice,
    problem: Problem,
    kernel: Kernel,
    allowance: Allowance,
  ): Promise<Population> {
    const rows = rowsFor(kernel);
    const partitions = await allocatePartitions(device, problem.population.count, rows, allowance);
    return new Population(device, partitions, rows, kernel.program.states, problem.population.first);
  }

  private constructor(
    private readonly device: GPUDevice,
    readonly partitions: readonly Partition[],
    private readonly rows: Rows,
    /** State variables in the order of their rows. */
    readonly variables: readonly string[],
    /** Number of the first neuron in the whole population. */
    readonly firstCell: number,
  ) {
    this.cells = partitions.reduce((sum, { cells }) => sum + cells, 0);
    this.#numbers = device.createBuffer({
      label: 'numbers',
      size: 4 * NUMBERS,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    });
  }

  /** Numbers that can be changed without a new shader. */
  get numbers(): GPUBuffer {
    return this.#numbers;
  }

  /** Whether there are as many rows as another kernel needs. */
  suits(kernel: Kernel): boolean {
    const { varied, records } = rowsFor(kernel);
    return varied <= this.rows.varied && records <= this.rows.records;
  }

  /** Writes each variable as the nearest float32 and what that leaves out. */
  writeState(state: StateArrays): void {
    for (const { state: buffer, stride, first, cells } of this.partitions) {
      for (const [row, name] of this.variables.entries()) {
        const exact = state[name]!.subarray(first, first + cells);
        const nearest = new Float32Array(exact);
        const residue = Float32Array.from(exact, (value, i) => value - nearest[i]!);
        this.device.queue.writeBuffer(buffer, 4 * row * stride, nearest);
        this.device.queue.writeBuffer(buffer, 4 * (this.variables.length + row) * stride, residue);
      }
    }
  }

  /** Every variable of all neurons, as the integrator holds it, with what float32 leaves out of it where that is kept. */
  async readState({ compensated }: Kernel): Promise<StateArrays> {
    const state: StateArrays = {};
    for (const [row, name] of this.variables.entries()) {
      const values = new Float64Array(await this.#readRow('state', row, Float32Array));
      if (compensated) {
        const residues = await this.#readRow('state', this.variables.length + row, Float32Array);
        for (let i = 0; i < values.length; i++) values[i]! += residues[i]!;
      }
      state[name] = values;
    }
    return state;
  }

  /** A row of what is kept of a run, by its name: a state, what rounding leaves out of one, or a row of the records. */
  async readWords({ program }: Kernel, { name, type }: Omit<KeptRow, 'values'>): Promise<KeptRow['values']> {
    const { buffer, row } = this.#placeOf(program, name);
    return type === 'real'
      ? this.#readRow(buffer, row, Float32Array)
      : this.#readRow(buffer, row, Uint32Array);
  }

  /** Writes such a row. */
  writeWords({ program }: Kernel, { name, type, values }: KeptRow): void {
    const { buffer, row } = this.#placeOf(program, name);
    const words = type === 'real' ? new Float32Array(values) : new Uint32Array(values);
    for (const partition of this.partitions) {
      const { first, cells, stride } = partition;
      this.device.queue.writeBuffer(partition[buffer], 4 * row * stride, words, first, cells);
    }
  }

  #placeOf({ fields }: Program, name: string): { buffer: 'state' | 'records'; row: number } {
    const state = stateRows(this.variables).indexOf(name);
    if (state >= 0) return { buffer: 'state', row: state };
    const field = fields.findIndex((one) => one.name === name);
    const besides = besidesFields.at[name as keyof typeof besidesFields.at];
    return { buffer: 'records', row: field >= 0 ? field : fields.length + besides };
  }

  /** Writes the numbers of a problem that vary and those that are live. */
  writeNumbers({ varied, live, numbers }: Kernel): void {
    for (const [row, { symbol, type }] of varied.entries()) {
      for (const { first, cells, stride, varied: buffer } of this.partitions) {
        const values = new Float32Array(cells);
        const counts = new Uint32Array(values.buffer);
        for (let begin = 0; begin < cells; begin += BLOCK) {
          const size = Math.min(BLOCK, cells - begin);
          const block = numbers.values(symbol, this.firstCell + first + begin, size).subarray(0, size);
          (type === 'step' ? counts : values).set(block, begin);
        }
        this.device.queue.writeBuffer(buffer, 4 * row * stride, values);
      }
    }
    if (live.length === 0) return;
    const words = new ArrayBuffer(4 * live.length);
    for (const [i, { symbol, type }] of live.entries()) {
      (type === 'step' ? new Uint32Array(words) : new Float32Array(words))[i] = numbers.value(symbol);
    }
    this.device.queue.writeBuffer(this.#numbers, 0, words);
  }

  /** One state variable of all neurons, as the integrator holds it. */
  readVariable(name: string): Promise<Float32Array> {
    return this.#readRow('state', this.variables.indexOf(name), Float32Array);
  }

  /** What results are made of, of all neurons: a field of the records, the potential, or the one before it (BEFORE). */
  async readKept({ program }: Kernel, name: string): Promise<PerCell | Uint32Array> {
    if (name === program.potential) return this.readVariable(name);
    const row = program.fields.findIndex((field) => field.name === name);
    if (row < 0) return this.#readRow('records', program.fields.length + besidesFields.at.V_1, Float32Array);
    return program.fields[row]!.type === 'real'
      ? this.#readRow('records', row, Float32Array)
      : this.#readRow('records', row, Uint32Array);
  }

  /** Step at which a neuron was found to have diverged, and V then (mV). @param cell its number in the whole population */
  async readDivergence({ program }: Kernel, cell: number): Promise<{ step: number; V: number }> {
    const index = cell - this.firstCell;
    const { records, first, stride } = this.partitions.findLast((partition) => partition.first <= index)!;
    const word = (row: number) => ({
      buffer: records,
      offset: 4 * ((program.fields.length + row) * stride + index - first),
      size: 4,
    });
    const { diverged_step, diverged_V } = besidesFields.at;
    const [step, V] = await readBuffers(this.device, [word(diverged_step), word(diverged_V)]);
    return { step: new Uint32Array(step!)[0]!, V: new Float32Array(V!)[0]! };
  }

  destroy(): void {
    releasePartitions(this.partitions);
    this.#numbers.destroy();
  }

  async #readRow<Row extends Float32Array | Uint32Array>(
    buffer: 'state' | 'records',
    row: number,
    type: { new (length: number): Row; new (words: ArrayBuffer): Row },
  ): Promise<Row> {
    const values = new type(this.cells);
    for (const partition of this.partitions) {
      const { first, stride, cells } = partition;
      const part = { buffer: partition[buffer], offset: 4 * row * stride, size: 4 * cells };
      const [words] = await readBuffers(this.device, [part]);
      values.set(new type(words!), first);
    }
    return values;
  }
}

/** Rows that a kernel needs. */
export function rowsFor({ program, varied }: Kernel): Rows {
  return {
    state: stateRows(program.states).length,
    varied: varied.length,
    records: program.fields.length + besidesFields.rows,
  };
}
