// What does each pass of the compiler gain? The speed without it, for an implicit and an exponential integrator.
import { WebGPUSimulation } from '../src/engine/webgpu/simulation.ts';
import { fastPasses } from '../src/model/formula/optimise.ts';
import { conditions, digits, report, withDevice } from './machine.ts';
import { population, speedOf } from './speed.ts';

export default async function passes(): Promise<void> {
  await withDevice(async (device, adapter) => {
    const rows: Record<string, string | number>[] = [];
    for (const integrator of ['strang', 'exponential'] as const) {
      const speedWith = async (chosen: typeof fastPasses) => {
        const options = { adapter, passes: chosen };
        const simulation = await WebGPUSimulation.create(
          device,
          population(1 << 15, { integrator }),
          options,
        );
        const speed = await speedOf(simulation, { rounds: 3, seconds: 0.7 });
        simulation.destroy();
        return speed;
      };
      const all = await speedWith(fastPasses);
      rows.push({
        integrator,
        without: 'none (all passes)',
        'million neuron-steps/s': digits(all / 1e6),
        gain: '',
      });
      for (const name of new Set(fastPasses.map((pass) => pass.name))) {
        const speed = await speedWith(fastPasses.filter((pass) => pass.name !== name));
        rows.push({
          integrator,
          without: name,
          'million neuron-steps/s': digits(speed / 1e6),
          gain: `${Math.round(100 * (all / speed - 1))} %`,
        });
      }
    }
    report('passes', conditions(adapter), rows);
  });
}
