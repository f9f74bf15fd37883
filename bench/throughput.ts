// How many neuron-steps per second does each integrator make on 65,536 neurons, measuring included?
import { integrators } from '../src/engine/integrators/catalogue.ts';
import { WebGPUSimulation } from '../src/engine/webgpu/simulation.ts';
import { integratorNames } from '../src/protocol/experiment.ts';
import { conditions, digits, report, withDevice } from './machine.ts';
import { population, speedOf } from './speed.ts';

export default async function throughput(): Promise<void> {
  await withDevice(async (device, adapter) => {
    const rows: Record<string, string | number>[] = [];
    for (const integrator of integratorNames) {
      const simulation = await WebGPUSimulation.create(device, population(1 << 16, { integrator }), {
        adapter,
      });
      const speed = await speedOf(simulation);
      rows.push({
        integrator,
        'evaluations per step': integrators[integrator].evaluations,
        'million neuron-steps/s': digits(speed / 1e6),
      });
      simulation.destroy();
    }
    report('throughput', conditions(adapter), rows);
  });
}
