import { InputError } from '../../input/schema.ts';
import { recordLayout, scheduleLayout } from './layout.ts';

/** Rows of cells are padded to this many, so that they can be copied into a texture by whole rows. */
export const ROW = 1024;

/** A contiguous part of the population with buffers of its own. */
export interface Partition {
  readonly firstCell: number;
  readonly cells: number;
  /** Distance between two rows of `state` and `varied`, in cells. */
  readonly stride: number;
  readonly schedule: GPUBuffer;
  /** Rows of f32: V in mV, the other state variables, what rounding has left out of each. */
  readonly state: GPUBuffer;
  readonly varied: GPUBuffer;
  readonly records: GPUBuffer;
}

/** Rows of the buffer of varied quantities: a population has at most two axes, and may get the second one later. */
const VARIED = 2;

/** Bytes that one neuron takes on the device. @param rows rows of the state buffer */
export function bytesPerCell(rows: number): number {
  return 4 * (rows + VARIED + recordLayout.words);
}

/** Largest number of neurons in a partition under a device's limits. */
export function largestPartition(limits: GPUSupportedLimits, rows: number, workgroup: number): number {
  const bytes = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  const widest = 4 * Math.max(rows, VARIED, recordLayout.words);
  const cells = Math.min(Math.floor(bytes / widest), limits.maxComputeWorkgroupsPerDimension * workgroup);
  return Math.floor(cells / ROW) * ROW;
}

/**
 * Allocates the buffers of a population.
 * @param rows rows of the state buffer
 * @param memory bytes that the population may take
 * @throws InputError that names the largest population that fits
 */
export async function allocatePartitions(
  device: GPUDevice,
  cells: number,
  rows: number,
  { workgroup, memory }: { workgroup: number; memory: number },
): Promise<Partition[]> {
  const perCell = bytesPerCell(rows);
  const most = Math.floor(memory / perCell);
  if (cells > most) throw tooLarge(cells, most, perCell);

  const largest = largestPartition(device.limits, rows, workgroup);
  const partitions: Partition[] = [];
  for (let firstCell = 0; firstCell < cells; firstCell += largest) {
    const count = Math.min(largest, cells - firstCell);
    const stride = Math.ceil(count / ROW) * ROW;
    const buffer = (label: string, size: number, usage: number) =>
      device.createBuffer({ label, size, usage });
    const { STORAGE, COPY_SRC, COPY_DST, UNIFORM } = GPUBufferUsage;
    device.pushErrorScope('out-of-memory');
    const partition = {
      firstCell,
      cells: count,
      stride,
      schedule: buffer('schedule', 4 * scheduleLayout.words, UNIFORM | COPY_DST),
      state: buffer('state', 4 * stride * rows, STORAGE | COPY_SRC | COPY_DST),
      varied: buffer('varied', 4 * stride * VARIED, STORAGE | COPY_DST),
      records: buffer('records', 4 * recordLayout.words * count, STORAGE | COPY_SRC),
    };
    partitions.push(partition);
    if (await device.popErrorScope()) {
      releasePartitions(partitions);
      throw tooLarge(cells, firstCell, perCell);
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
