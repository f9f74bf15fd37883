// What do measuring events and recording traces cost?
import { WebGPUSimulation } from '../src/engine/webgpu/simulation.ts';
import { conditions, digits, report, withDevice } from './machine.ts';
import { population, speedsOf } from './speed.ts';

const cells = 1 << 16;
const traced = Array.from({ length: 16 }, (_, i) => Math.floor((i * cells) / 16));

export default async function measuring(): Promise<void> {
  await withDevice(async (device, adapter) => {
    const simulate = (options: Parameters<typeof population>[1], measure: boolean) =>
      WebGPUSimulation.create(device, population(cells, options), { adapter, measure });
    const simulations = [
      await simulate({}, false),
      await simulate({}, true),
      await simulate({ record: { traces: { cells: traced, every: 0.1 } } }, true),
    ];
    const [bare = Number.NaN, measured = Number.NaN, recorded = Number.NaN] = await speedsOf(simulations, {
      rounds: 11,
    });
    for (const simulation of simulations) simulation.destroy();
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
