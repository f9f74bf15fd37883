import { describe, expect } from 'vitest';
import { WebGPUSimulation } from '../../src/engine/webgpu/simulation.ts';
import { gpuTest } from '../support/gpu.ts';
import { problemOf } from '../support/problems.ts';

const problem = problemOf({
  sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 4096 } },
  duration: 200,
});

/** Dawn in Node is what waits. Deno, which has the same words for its event loop, has a GPU of its own. */
const isNode = 'eventLoopUtilization' in performance && !('Deno' in globalThis);

describe.runIf(isNode)('a wait for the GPU', () => {
  gpuTest('leaves the core to others', async ({ device }) => {
    const { eventLoopUtilization } = await import('node:perf_hooks').then(({ performance }) => performance);
    const simulation = await WebGPUSimulation.create(device, problem);
    await simulation.advance(10);
    const before = eventLoopUtilization();
    await simulation.advance(problem.steps);
    // Of a wait of 20 ms less than 1 is spent asking; without patience all of it.
    expect(eventLoopUtilization(before).utilization).toBeLessThan(0.5);
    simulation.destroy();
  });
});

describe('what waits for a turn of the event loop', () => {
  gpuTest.runIf(isNode)('has it, with what was handed over', async () => {
    const got = await new Promise((resolve) => setImmediate((...given: unknown[]) => resolve(given), 1, 'b'));
    expect(got).toEqual([1, 'b']);
  });
});
