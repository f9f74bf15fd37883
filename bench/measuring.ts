// What do measuring events and recording traces cost?
import { WebGPUSimulation } from '../src/engine/webgpu/simulation.ts';
import { conditions, digits, report, withDevice } from './machine.ts';
import { population, speedOf } from './speed.ts';

const cells = 1 << 16;
const traced = Array.from({ length: 16 }, (_, i) => Math.floor((i * cells) / 16));

export default async function measuring(): Promise<void> {
  await withDevice(async (device, adapter) => {
    const speedWith = async (options: Parameters<typeof population>[1], measure: boolean) => {
      const simulation = await WebGPUSimulation.create(device, population(cells, options), {
        adapter,
        measure,
      });
      const speed = await speedOf(simulation);
      simulation.destroy();
      return speed;
    };
    const bare = await speedWith({}, false);
    const measured = await speedWith({}, true);
    const recorded = await speedWith({ record: { traces: { cells: traced, every: 0.1 } } }, true);
    const row = (what: string, speed: number, than: number) => ({
      what,
      'million neuron-steps/s': digits(speed / 1e6),
      cost: `${(100 * (than / speed - 1)).toFixed(1)} %`,
    });
    report('measuring', conditions(adapter), [
      row('steps alone', bare, bare),
      row('with events, rates and extremes', measured, bare),
      row('and traces of 16 cells every 0.1 ms', recorded, measured),
    ]);
  });
}
