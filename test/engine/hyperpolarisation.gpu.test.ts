import { describe, expect } from 'vitest';
import { DivergedError } from '../../src/engine/simulation.ts';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import { engines, largestDifference } from '../support/engines.ts';
import { gpuTest } from '../support/gpu.ts';

const currents = [-10, -20, -35, -50, -75, -100];
const duration = 50;

/** V of every neuron at the end of a run, or the error that ended it. */
async function finalV(
  device: GPUDevice,
  engine: 'cpu' | 'webgpu',
  input: ExperimentInput,
): Promise<number[] | DivergedError> {
  const simulation = await engines[engine](device)({ duration, ...input });
  try {
    await simulation.advance(simulation.problem.steps);
    return [...(await simulation.read('V'))];
  } catch (error) {
    if (error instanceof DivergedError) return error;
    throw error;
  }
}

/**
 * Where V ends with the gates closed, as they are below -110 mV, mV: the leak carries all of the current.
 * Sodium and potassium together add less than 0.1 mV at -100 mV, less and less beyond.
 */
const resting = (amplitude: number) => -54.4 + amplitude / 0.3;

describe('strong hyperpolarisation, to V = -388 mV,', () => {
  for (const integrator of ['strang', 'exponential', 'strang-richardson'] as const) {
    for (const dt of [0.01, 0.1]) {
      gpuTest(`ends where the leak carries the current: ${integrator}, ${dt} ms`, async ({ device }) => {
        const input: ExperimentInput = {
          integrator,
          dt,
          sweep: { x: { vary: 'stimulus.amplitude', values: currents } },
        };
        const cpu = await finalV(device, 'cpu', input);
        const gpu = await finalV(device, 'webgpu', input);
        if (cpu instanceof DivergedError) throw cpu;
        if (gpu instanceof DivergedError) throw gpu;
        for (const [cell, amplitude] of currents.entries()) {
          if (amplitude <= -20) {
            // 0.1 mV by the gates that are not quite closed.
            expect(Math.abs((cpu[cell] ?? 0) - resting(amplitude)), `${amplitude} uA/cm2`).toBeLessThan(0.1);
          }
        }
        // A steady state: what remains is rounding, 1.5e-5 mV each time that V changes, which the leak (0.3/ms) does not
        // correct once V changes by less. Uncompensated sums of a method that changes V four times in 0.01 ms stop
        // 1.5e-5 / (0.01 / 4) / 0.3 = 0.02 mV away.
        expect(largestDifference(gpu, cpu)).toBeLessThan(0.025);
      });
    }
  }

  for (const integrator of ['euler', 'rk4'] as const) {
    for (const [dt, amplitude, diverges] of [
      [0.05, -10, false],
      [0.05, -100, true],
      [0.01, -50, true],
    ] as const) {
      gpuTest(
        `${diverges ? 'is refused' : 'is bearable'} on both engines: ${integrator}, ${dt} ms, ${amplitude} uA/cm2`,
        async ({ device }) => {
          const input: ExperimentInput = { integrator, dt, stimulus: { kind: 'constant', amplitude } };
          const cpu = await finalV(device, 'cpu', input);
          const gpu = await finalV(device, 'webgpu', input);
          expect([cpu, gpu].map((result) => result instanceof DivergedError)).toEqual([diverges, diverges]);
          if (cpu instanceof DivergedError || gpu instanceof DivergedError) {
            // Long before the end, whatever rounding the growth begins with.
            for (const error of [cpu, gpu]) expect((error as DivergedError).time).toBeLessThan(duration / 2);
            return;
          }
          expect(largestDifference(gpu, cpu)).toBeLessThan(0.01);
        },
      );
    }
  }

  for (const integrator of ['strang', 'exponential', 'strang-richardson'] as const) {
    gpuTest(
      `ends there at -170 uA/cm2 too, beyond the range of the rates: ${integrator}`,
      async ({ device }) => {
        const input: ExperimentInput = { integrator, stimulus: { kind: 'constant', amplitude: -170 } };
        const cpu = await finalV(device, 'cpu', input);
        const gpu = await finalV(device, 'webgpu', input);
        if (cpu instanceof DivergedError) throw cpu;
        if (gpu instanceof DivergedError) throw gpu;
        // 15 time constants of the leak leave 2e-4 mV of the way of 567 mV.
        expect(Math.abs(cpu[0]! - resting(-170))).toBeLessThan(0.01);
        expect(resting(-170)).toBeCloseTo(-621.07, 2);
        // Rounding, as above, of potentials beyond 512 mV: 6.1e-5 mV, in steps of 0.05 ms and their halves.
        expect(largestDifference(gpu, cpu)).toBeLessThan(0.01);
      },
    );

    gpuTest(
      `an absurd current is refused without advice that does not help: ${integrator}`,
      async ({ device }) => {
        for (const amplitude of [1e30, -1e30]) {
          const input: ExperimentInput = { integrator, stimulus: { kind: 'constant', amplitude } };
          for (const engine of ['cpu', 'webgpu'] as const) {
            const error = await finalV(device, engine, input);
            expect(error).toBeInstanceOf(DivergedError);
            const { message } = error as DivergedError;
            expect(message).toContain('use a smaller stimulus');
            expect(message).not.toContain('use a smaller dt');
            expect(message).not.toContain('or the integrator "strang"');
          }
        }
      },
    );
  }
});
