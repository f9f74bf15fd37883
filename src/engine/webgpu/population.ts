import { variedQuantities } from '../../population/sweep.ts';
import { type Experiment, variableNumbers } from '../../protocol/experiment.ts';
import type { StateArrays } from '../initial.ts';
import type { CellRecord } from '../measures.ts';
import type { Kernel } from './kernel.ts';
import { NONE, recordLayout } from './layout.ts';
import { stateRows } from './membrane-code.ts';
import { type Partition, releasePartitions } from './partitions.ts';
import { readBuffers } from './readback.ts';

/** Room for the numbers of any model and stimulus, since an update may bring more: pulses alone have up to 66. */
const NUMBERS = 256;

/** The buffers that hold a population, written and read by neuron whatever the partition. */
export class Population {
  readonly cells: number;
  readonly #numbers: GPUBuffer;

  constructor(
    private readonly device: GPUDevice,
    readonly partitions: readonly Partition[],
    /** State variables in the order of their rows. */
    readonly variables: readonly string[],
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

  /**
   * Writes each variable as the nearest float32 and what that leaves out.
   * @param values gives the state of `count` neurons from `first` on
   */
  writeState(values: (first: number, count: number) => StateArrays): void {
    for (const { state, stride, firstCell, cells } of this.partitions) {
      const arrays = values(firstCell, cells);
      for (const [row, name] of this.variables.entries()) {
        const exact = arrays[name]!;
        const nearest = new Float32Array(exact);
        const residue = Float32Array.from(exact, (value, i) => value - nearest[i]!);
        this.device.queue.writeBuffer(state, 4 * row * stride, nearest);
        this.device.queue.writeBuffer(state, 4 * (this.variables.length + row) * stride, residue);
      }
    }
  }

  /** Forgets what float32 left out of the state, which a kernel without compensation has not kept up to date. */
  clearResidues(): void {
    const encoder = this.device.createCommandEncoder();
    for (const { state, stride } of this.partitions)
      encoder.clearBuffer(state, 4 * stride * this.variables.length);
    this.device.queue.submit([encoder.finish()]);
  }

  /** Every variable of all neurons, as the integrator holds it, with what float32 leaves out of it where that is kept. */
  async readState({ compensated }: Kernel): Promise<StateArrays> {
    const names = compensated ? stateRows(this.variables) : this.variables;
    const rows = await Promise.all(names.map((_, row) => this.#readRow(row)));
    const whole = (row: number) => {
      const residues = rows[this.variables.length + row];
      return Float64Array.from(rows[row]!, (value, i) => value + (residues?.[i] ?? 0));
    };
    return Object.fromEntries(this.variables.map((name, row) => [name, whole(row)]));
  }

  /** Writes the varied quantities and the live numbers of an experiment. */
  writeInputs(experiment: Experiment, { live }: Kernel): void {
    for (const [row, { value }] of variedQuantities(experiment.sweep).entries()) {
      for (const { firstCell, cells, stride, varied } of this.partitions) {
        const values = new Float32Array(cells);
        for (let i = 0; i < cells; i++) values[i] = value(firstCell + i);
        this.device.queue.writeBuffer(varied, 4 * row * stride, values);
      }
    }
    const numbers = variableNumbers(experiment);
    if (live.length > 0) {
      this.device.queue.writeBuffer(
        this.#numbers,
        0,
        Float32Array.from(live, (path) => numbers[path]!),
      );
    }
  }

  /** One state variable of all neurons, as the integrator holds it. */
  readVariable(name: string): Promise<Float32Array> {
    return this.#readRow(this.variables.indexOf(name));
  }

  async #readRow(row: number): Promise<Float32Array> {
    const buffers = await readBuffers(
      this.device,
      this.partitions.map(({ state, stride, cells }) => ({
        buffer: state,
        offset: 4 * row * stride,
        size: 4 * cells,
      })),
    );
    const values = new Float32Array(this.cells);
    for (const [i, { firstCell }] of this.partitions.entries()) {
      values.set(new Float32Array(buffers[i]!), firstCell);
    }
    return values;
  }

  /** What is measured of every neuron. */
  async readRecords(): Promise<(cell: number) => CellRecord> {
    const buffers = await readBuffers(
      this.device,
      this.partitions.map(({ records }) => ({ buffer: records, size: records.size })),
    );
    const readers = buffers.map(recordReader);
    const largest = this.partitions[0]!.cells;
    return (cell) => readers[Math.floor(cell / largest)]!(cell % largest);
  }

  /** Step at which a neuron was found to have diverged, and V then (mV). */
  async readDivergence(cell: number): Promise<{ step: number; V: number }> {
    const { records, firstCell } = this.partitions.findLast((partition) => partition.firstCell <= cell)!;
    const { at, words } = recordLayout;
    const [record] = await readBuffers(this.device, [
      { buffer: records, offset: 4 * words * (cell - firstCell), size: 4 * words },
    ]);
    return {
      step: new Uint32Array(record!)[at.diverged_step]!,
      V: new Float32Array(record!)[at.diverged_V]!,
    };
  }

  destroy(): void {
    releasePartitions(this.partitions);
    this.#numbers.destroy();
  }
}

/** Reads the records of a partition by position. */
function recordReader(buffer: ArrayBuffer): (index: number) => CellRecord {
  const u32 = new Uint32Array(buffer);
  const f32 = new Float32Array(buffer);
  const { at, words } = recordLayout;
  return (index) => {
    const base = index * words;
    const time = (step: number, fraction: number) =>
      u32[base + step] === NONE ? Number.NaN : u32[base + step]! + f32[base + fraction]!;
    return {
      spikes: u32[base + at.spikes]!,
      first: time(at.first_step, at.first_fraction),
      last: time(at.last_step, at.last_fraction),
      response: time(at.response_step, at.response_fraction),
      peak: f32[base + at.peak]!,
      trough: f32[base + at.trough]!,
    };
  };
}
