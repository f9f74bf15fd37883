import { describe, expect } from 'vitest';
import { DivergedError } from '../../../src/engine/simulation.ts';
import { generateKernel } from '../../../src/engine/webgpu/kernel.ts';
import { ROW } from '../../../src/engine/webgpu/partitions.ts';
import { rowsFor } from '../../../src/engine/webgpu/population.ts';
import { readBuffers } from '../../../src/engine/webgpu/readback.ts';
import { WebGPUSimulation } from '../../../src/engine/webgpu/simulation.ts';
import { InputError } from '../../../src/input/schema.ts';
import type { ExperimentInput } from '../../../src/protocol/experiment.ts';
import { runWhole } from '../../support/engines.ts';
import { gpuTest } from '../../support/gpu.ts';
import { withLedger, withLimits } from '../../support/limits.ts';
import { problemOf } from '../../support/problems.ts';

const cells = 2 * ROW + 300;
const experiment: ExperimentInput = {
  sweep: {
    x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: cells / 4 },
    y: { vary: 'parameters.gK', values: [30, 34, 38, 42] },
  },
  duration: 25,
  dt: 0.05,
  measure: { from: 5 },
  record: { spikes: true, traces: { cells: [0, ROW - 1, ROW, 2 * ROW + 299], every: 0.5 } },
};
const problem = problemOf(experiment);

/** The same device with room for one row of neurons in a buffer. */
const narrow = (device: GPUDevice) =>
  withLimits(device, { maxStorageBufferBindingSize: 4 * rowsFor(generateKernel(problem)).records * ROW });

describe('a population split over partitions', () => {
  gpuTest('gives what it gives in one', async ({ device }) => {
    const whole = await WebGPUSimulation.create(device, problem);
    const split = await WebGPUSimulation.create(narrow(device), problem);
    expect(whole.partitions.map((partition) => partition.cells)).toEqual([cells]);
    expect(split.partitions.map((partition) => partition.cells)).toEqual([ROW, ROW, 300]);
    expect(await runWhole(split)).toEqual(await runWhole(whole));
    expect(await split.read('V')).toEqual(await whole.read('V'));
    expect(await split.read('n')).toEqual(await whole.read('n'));

    const snapshot = await split.snapshot();
    expect(snapshot).toEqual(await whole.snapshot());
    await split.advance(20);
    await whole.restore(snapshot);
    await split.restore(snapshot);
    await whole.advance(20);
    await split.advance(20);
    expect(await split.read('V')).toEqual(await whole.read('V'));
  });

  gpuTest('names a diverged neuron by its number in the population', async ({ device }) => {
    const only = 2 * ROW + 17;
    const values = Array.from({ length: cells }, (_, cell) => (cell === only ? 20 : 0));
    const diverging: ExperimentInput = {
      sweep: { x: { vary: 'stimulus.amplitude', values } },
      integrator: 'euler',
      dt: 0.2,
    };
    const split = await WebGPUSimulation.create(narrow(device), problemOf(diverging));
    const error: unknown = await split.advance(200).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DivergedError);
    expect((error as DivergedError).cell).toBe(only);
    expect(Math.abs((error as DivergedError).V) <= 1000).toBe(false);
  });

  gpuTest('stays within the dispatch size of the device', async ({ device }) => {
    const small = withLimits(device, { maxComputeWorkgroupsPerDimension: ROW / 64 });
    const split = await WebGPUSimulation.create(small, problem);
    expect(split.partitions.map((partition) => partition.cells)).toEqual([ROW, ROW, 300]);
  });
});

describe('what is read from several partitions', () => {
  gpuTest('never needs a larger buffer than the device has', async ({ device }) => {
    const maxBufferSize = 4 * rowsFor(generateKernel(problem)).records * ROW;
    const { device: counted, largest } = withLedger(device);
    const split = await WebGPUSimulation.create(withLimits(counted, { maxBufferSize }), problem);
    expect(split.partitions).toHaveLength(3);
    const outcome = await runWhole(split);
    const snapshot = await split.snapshot();
    await split.restore(snapshot);
    await split.read('n');
    expect(largest('readback')).toBeGreaterThan(0);
    expect(largest('readback')).toBeLessThanOrEqual(maxBufferSize);
    expect(outcome.measures.spikes).toHaveLength(cells);
    split.destroy();
  });

  gpuTest('comes in pieces where a part of it is larger than a buffer may be', async ({ device }) => {
    const { device: counted, largest } = withLedger(device);
    const words = Uint32Array.from({ length: 1000 }, (_, i) => i * i);
    const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
    const buffer = device.createBuffer({ size: 4000, usage: STORAGE | COPY_SRC | COPY_DST });
    device.queue.writeBuffer(buffer, 0, words);
    const parts = [
      { buffer, size: 2400 },
      { buffer, offset: 2400, size: 1600 },
    ];
    const [first, second] = await readBuffers(withLimits(counted, { maxBufferSize: 1024 }), parts);
    expect([...new Uint32Array(first!), ...new Uint32Array(second!)]).toEqual([...words]);
    expect(largest()).toBeLessThanOrEqual(1024);
    buffer.destroy();
  });
});

describe('the list of events', () => {
  gpuTest('fits into what the device can bind, and is taken before it is full', async ({ device }) => {
    const { device: counted, largest } = withLedger(device);
    // Each row of the population has to fit as well.
    const bytes = 4 * rowsFor(generateKernel(problem)).records * ROW;
    const longer = problemOf({ ...experiment, duration: 100 });
    const limited = withLimits(counted, { maxStorageBufferBindingSize: bytes });
    const small = await WebGPUSimulation.create(limited, longer);
    expect(largest('events')).toBeLessThanOrEqual(bytes);
    expect(small.eventCapacity).toBe(Math.floor((bytes / 4 - 3) / 3));
    const whole = await WebGPUSimulation.create(device, longer);
    expect(whole.eventCapacity).toBe(2 ** 18);
    const [bounded, free] = [await runWhole(small), await runWhole(whole)];
    expect(free.spikes.flat().length).toBeGreaterThan(small.eventCapacity);
    expect(bounded.lost).toBe(0);
    expect(bounded.spikes).toEqual(free.spikes);
    small.destroy();
    whole.destroy();
  });
});

describe('a population that the device cannot allocate', () => {
  gpuTest('is refused with the largest that fits', async ({ device }) => {
    // Far beyond any memory: the driver refuses the allocation itself.
    const { maxBufferSize } = device.limits;
    const count = 0xffffffff;
    const refused = WebGPUSimulation.create(
      withLimits(device, { maxStorageBufferBindingSize: maxBufferSize }),
      problemOf({ sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count } } }),
    );
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow(/the largest that fits is \d+; reduce sweep\.x\.count/);
  });
});
