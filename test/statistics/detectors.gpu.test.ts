import fc from 'fast-check';
import { expect } from 'vitest';
import { WebGPUSimulation } from '../../src/engine/webgpu/simulation.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { prominence } from '../../src/statistics/prominence.ts';
import { threshold } from '../../src/statistics/threshold.ts';
import { largestDifference } from '../support/engines.ts';
import { gpuTest } from '../support/gpu.ts';
import { observe, zigzags } from '../support/traces.ts';

// Rounded to float32, so that both engines see the same potentials; not too long, since each step is a varied number.
const populations = fc.array(
  zigzags.map((trace) => trace.slice(0, 120).map(Math.fround)),
  { minLength: 64, maxLength: 64 },
);

const detectors = { 'by prominence': prominence(25), 'at a threshold': threshold(-33, 15) };

for (const [how, detector] of Object.entries(detectors)) {
  gpuTest(`events ${how} are those of float64 in drawn potentials`, async ({ device }) => {
    await fc.assert(
      fc.asyncProperty(populations, fc.nat(100), async (traces, window) => {
        // The shortest may be a single potential.
        const begin = Math.min(window, Math.max(...traces.map(({ length }) => length)) - 1);
        const create = (problem: Problem) => WebGPUSimulation.create(device, problem);
        const [cpu, gpu] = [
          await observe(traces, detector, { window: begin }),
          await observe(traces, detector, { window: begin, create }),
        ];
        for (const [i, { times, measured }] of cpu.entries()) {
          const other = gpu[i]!;
          expect(other.times).toHaveLength(times.length);
          // Differences of potentials of up to 100 mV, each with an error of 8e-6 mV, by slopes of 1 mV a step and more.
          expect(largestDifference(other.times, times)).toBeLessThan(1e-4);
          expect(other.measured.spikes).toBe(measured.spikes);
          expect(
            largestDifference([other.measured.peak, other.measured.trough], [measured.peak, measured.trough]),
          ).toBeLessThan(1e-4);
        }
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });
}
