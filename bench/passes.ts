// What does each pass of the compiler gain? The speed without it, for an implicit and an exponential integrator.
import { WebGPUSimulation } from '../src/engine/webgpu/simulation.ts';
import { fastPasses } from '../src/formula/optimise.ts';
import { conditions, digits, report, withDevice } from './machine.ts';
import { population, speedsOf } from './speed.ts';

export default async function passes(): Promise<void> {
  await withDevice(async (device, adapter) => {
    const rows: Record<string, string | number>[] = [];
    for (const integrator of ['strang', 'exponential'] as const) {
      const names = [undefined, ...new Set(fastPasses.map((pass) => pass.name))];
      const simulations: WebGPUSimulation[] = [];
      for (const without of names) {
        const passes = fastPasses.filter((pass) => pass.name !== without);
        const experiment = population(1 << 15, { integrator });
        simulations.push(await WebGPUSimulation.create(device, experiment, { adapter, passes }));
      }
      const [all = Number.NaN, ...others] = await speedsOf(simulations, { rounds: 7, seconds: 0.5 });
      for (const simulation of simulations) simulation.destroy();
      rows.push({
        integrator,
        without: 'none (all passes)',
        'million neuron-steps/s': digits(all / 1e6),
        gain: '',
      });
      for (const [i, speed] of others.entries()) {
        rows.push({
          integrator,
          without: names[i + 1]!,
          'million neuron-steps/s': digits(speed / 1e6),
          gain: `${Math.round(100 * (all / speed - 1))} %`,
        });
      }
    }
    report('passes', conditions(adapter), rows);
  });
}
