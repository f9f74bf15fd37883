import { inBands } from '../../src/engine/bands.ts';
import type { Digits } from '../../src/engine/cpu/kernel.ts';
import { CpuSimulation } from '../../src/engine/cpu/simulation.ts';
import type { Lend } from '../../src/studies/study.ts';

/** Lends simulations on the CPU, in this thread. */
export const lendCpu =
  (digits: Digits = 'float32'): Lend =>
  async (problem, use) => {
    const simulation = await inBands(problem, (one) => CpuSimulation.create(one, { digits }));
    try {
      return await use(simulation);
    } finally {
      simulation.destroy();
    }
  };
