// Is the cost of a step the same for few and for many neurons? On hardware this goes to ten million.
import { WebGPUSimulation } from '../src/engine/webgpu/simulation.ts';
import { conditions, digits, report, withDevice } from './machine.ts';
import { population, speedsOf } from './speed.ts';

export default async function scaling(): Promise<void> {
  await withDevice(async (device, adapter) => {
    const rows: Record<string, string | number>[] = [];
    for (const cells of [1e3, 1e4, 1e5, 1e6, ...(adapter.software ? [] : [1e7])]) {
      const simulation = await WebGPUSimulation.create(device, population(cells), { adapter });
      const [speed = Number.NaN] = await speedsOf([simulation], { rounds: 3 });
      rows.push({
        neurons: cells,
        'million neuron-steps/s': digits(speed / 1e6),
        'ns per neuron-step': digits(1e9 / speed),
      });
      simulation.destroy();
    }
    report('scaling', conditions(adapter), rows);
  });
}
