// How near does Loligo come to what a GPU can do: to the instructions that the chip can issue, and to a CUDA program that
// does the same steps and measures nothing? The comparison needs an NVIDIA GPU and nvcc; without them the sizes alone are run.
import { WebGPUSimulation } from '../src/engine/webgpu/simulation.ts';
import { type CudaResult, hasCuda, runCuda } from './cuda/cuda.ts';
import { conditions, digits, report, withDevice } from './machine.ts';
import { population, speedsOf } from './speed.ts';

/** Instructions that a multiprocessor issues in a cycle, counted in lanes: four schedulers, 32 lanes each. */
const LANES = 4 * 32;

export default async function hardware(): Promise<void> {
  await withDevice(async (device, adapter) => {
    const sizes = adapter.software ? [1e3, 1e4, 1e5] : [1e3, 1e4, 1e5, 1e6, 1e7];
    const compares = !adapter.software && hasCuda();
    if (!compares) console.log('no CUDA comparison: it needs an NVIDIA GPU as the adapter, and nvcc');
    const rows: Record<string, string | number>[] = [];
    for (const integrator of ['euler', 'strang'] as const) {
      const cuda = compares ? await runCuda(population(2, { integrator }), sizes) : undefined;
      for (const [i, cells] of sizes.entries()) {
        const problem = population(cells, { integrator });
        const simulations = [
          await WebGPUSimulation.create(device, problem, { adapter }),
          await WebGPUSimulation.create(device, problem, { adapter, measure: false }),
        ];
        const [measured = Number.NaN, bare = Number.NaN] = await speedsOf(simulations, {
          rounds: 5,
          seconds: 0.3,
        });
        for (const simulation of simulations) simulation.destroy();
        rows.push({
          integrator,
          neurons: cells,
          'billion neuron-steps/s': digits(measured / 1e9),
          'steps alone': digits(bare / 1e9),
          ...(cuda && comparison(cuda, i, measured, bare)),
        });
      }
    }
    report('hardware', conditions(adapter), rows);
  });
}

function comparison(cuda: CudaResult, i: number, measured: number, bare: number) {
  const speed = cuda.speeds[i]!;
  const limit = (cuda.processors * LANES * cuda.hertz) / cuda.instructionsPerStep;
  return {
    'CUDA, steps alone': digits(speed / 1e9),
    'of CUDA': digits(measured / speed),
    'steps alone of CUDA': digits(bare / speed),
    'instructions/step': cuda.instructionsPerStep,
    'of the issue limit': digits(measured / limit),
  };
}
