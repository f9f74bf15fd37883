// Is the cost of a step the same for few and for many neurons, and how much memory do they take? On a GPU and on the CPU this goes
// to ten million.
import { CpuSimulation } from '../src/engine/cpu/simulation.ts';
import type { Simulation } from '../src/engine/simulation.ts';
import { WebGPUSimulation } from '../src/engine/webgpu/simulation.ts';
import type { Problem } from '../src/problem/problem.ts';
import { nodeThreads } from '../src/threads/node.ts';
import { conditions, digits, report, withDevice } from './machine.ts';
import { population, speedsOf } from './speed.ts';

/** @param engines `cpu` or `webgpu`; both where none is named */
export default async function scaling(engines: readonly string[]): Promise<void> {
  const wanted = (name: string) => engines.length === 0 || engines.includes(name);
  const rows: Record<string, string | number>[] = [];
  const measure = async (sizes: readonly number[], create: (problem: Problem) => Promise<Simulation>) => {
    for (const cells of sizes) {
      const simulation = await create(population(cells));
      const [speed = Number.NaN] = await speedsOf([simulation], { rounds: 3 });
      rows.push({
        engine: simulation.adapter.name,
        neurons: cells,
        'million neuron-steps/s': digits(speed / 1e6),
        'ns per neuron-step': digits(1e9 / speed),
        'memory of the process (MiB)': Math.round(process.memoryUsage.rss() / 2 ** 20),
      });
      simulation.destroy();
    }
  };
  const sizes = [1e3, 1e4, 1e5, 1e6];
  if (wanted('cpu'))
    await measure([...sizes, 1e7], (problem) => CpuSimulation.create(problem, { threads: nodeThreads() }));
  if (wanted('webgpu'))
    await withDevice((device, adapter) =>
      measure(adapter.software ? sizes : [...sizes, 1e7], (problem) =>
        WebGPUSimulation.create(device, problem, { adapter }),
      ),
    );
  report('scaling', conditions(), rows);
}
