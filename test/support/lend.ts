import type { Digits } from '../../src/engine/cpu/kernel.ts';
import { CpuSimulation } from '../../src/engine/cpu/simulation.ts';
import type { Lend } from '../../src/studies/study.ts';

/** Lends simulations on the CPU, in this thread. */
export const lendCpu =
  (digits: Digits = 'float32'): Lend =>
  async (problem, use) => {
    const simulation = await CpuSimulation.create(problem, { digits });
    try {
      return await use(simulation);
    } finally {
      simulation.destroy();
    }
  };
