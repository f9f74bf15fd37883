import { InputError } from '../../input/schema.ts';
import { scheduleLayout } from './layout.ts';

/** Rows of cells are padded to this many, so that they can be copied into a texture by whole rows. */
export const ROW = 1024;

/** A contiguous part of the population with buffers of its own. */
export interface Partition {
  /** Position of its first neuron in the population, and the number of its neurons. */
  readonly first: number;
  readonly cells: number;
  /** Distance between two rows, in cells. */
  readonly stride: number;
  readonly schedule: GPUBuffer;
  /** Rows of f32: the state variables, and what rounding has left out of each. */
  readonly state: GPUBuffer;
  /** Rows of f32 (or the bits of u32): the numbers that vary. */
  readonly varied: GPUBuffer;
  /** Rows of u32 (or the bits of f32): the fields of the records. */
  readonly records: GPUBuffer;
}

/** Rows of each of the buffers. */
export interface Rows {
  readonly state: number;
  readonly varied: number;
  readonly records: number;
}

/** Bytes that one neuron takes on the device. */
export function bytesPerCell({ state, varied, records }: Rows): number {
  return 4 * (state + varied + records);
}

/** Largest number of neurons in a partition under a device's limits. */
export function largestPartition(
  limits: GPUSupportedLimits,
  { state, varied, records }: Rows,
  workgroup: number,
): number {
  const bytes = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  const widest = 4 * Math.max(state, varied, records);
  const cells = Math.min(Math.floor(bytes / widest), limits.maxComputeWorkgroupsPerDimension * workgroup);
  return Math.floor(cells / ROW) * ROW;
}

export interface Allowance {
  readonly workgroup: number;
  /** Bytes that the population may take, and those that it takes besides its rows. */
  readonly memory: number;
  readonly besides: number;
}

/**
 * Allocates the buffers of a population.
 * @throws InputError that names the largest population that fits
 */
export async function allocatePartitions(
  device: GPUDevice,
  cells: number,
  rows: Rows,
  { workgroup, memory, besides }: Allowance,
): Promise<Partition[]> {
  const perCell = bytesPerCell(rows);
  const most = Math.max(0, Math.floor((memory - besides) / perCell));
  if (cells > most) throw tooLarge(cells, most, perCell);

  const largest = largestPartition(device.limits, rows, workgroup);
  const partitions: Partition[] = [];
  for (let first = 0; first < cells; first += largest) {
    const count = Math.min(largest, cells - first);
    const stride = Math.ceil(count / ROW) * ROW;
    const buffer = (label: string, size: number, usage: number) =>
      device.createBuffer({ label, size, usage });
    const { STORAGE, COPY_SRC, COPY_DST, UNIFORM } = GPUBufferUsage;
    device.pushErrorScope('out-of-memory');
    partitions.push({
      first,
      cells: count,
      stride,
      schedule: buffer('schedule', 4 * scheduleLayout.words, UNIFORM | COPY_DST),
      state: buffer('state', 4 * stride * rows.state, STORAGE | COPY_SRC | COPY_DST),
      varied: buffer('varied', 4 * stride * Math.max(1, rows.varied), STORAGE | COPY_DST),
      records: buffer('records', 4 * stride * rows.records, STORAGE | COPY_SRC | COPY_DST),
    });
    if (await device.popErrorScope()) {
      releasePartitions(partitions);
      throw tooLarge(cells, first, perCell);
    }
  }
  return partitions;
}

export function releasePartitions(partitions: readonly Partition[]): void {
  for (const { schedule, state, varied, records } of partitions) {
    for (const buffer of [schedule, state, varied, records]) buffer.destroy();
  }
}

function tooLarge(cells: number, most: number, perCell: number): InputError {
  const size = (bytes: number) => `${(bytes / 2 ** 30).toPrecision(3)} GiB`;
  return new InputError(
    `a population of ${cells} neurons takes ${size(cells * perCell)}, more than the device can hold: ` +
      `the largest that fits is ${most}; reduce sweep.x.count or sweep.y.count`,
  );
}
