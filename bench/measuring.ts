// What do measuring events and the shape of spikes and recording traces cost, in a population whose neighbours fire together, in one where
// they do not, and in a noisy one? And how often does some neuron of a subgroup have something to be looked at?
import { WebGPUSimulation } from '../src/engine/webgpu/simulation.ts';
import type { Problem } from '../src/problem/problem.ts';
import { dueGroups, laneCounts } from './lanes.ts';
import { conditions, digits, report, withDevice } from './machine.ts';
import { population, speedsOf } from './speed.ts';

const cells = 1 << 16;
const traced = Array.from({ length: 16 }, (_, i) => Math.floor((i * cells) / 16));
/** Currents from 0 to 60 uA/cm2, in order, drawn, and fluctuating: neighbours are in step, or have nothing in common. */
const populations = {
  'in step': {},
  'out of step': {
    sweep: {},
    sample: { count: cells, method: 'random', vary: { 'stimulus.amplitude': { from: 0, to: 60 } } },
  },
  noisy: {
    stimulus: { kind: 'ou', mean: 10, sigma: 3, tau: 5 },
    sweep: { x: { vary: 'stimulus.mean', from: 0, to: 60, count: cells } },
  },
} as const;

export default async function measuring(): Promise<void> {
  await withDevice(async (device, adapter) => {
    const rows: Record<string, string | number>[] = [];
    for (const [neighbours, options] of Object.entries(populations)) {
      const problem = population(cells, options);
      const { statistics } = population(cells, { ...options, statistics: ['amplitude', 'ahp', 'width'] });
      const create = (measure: boolean, changed: Partial<Problem> = {}) =>
        WebGPUSimulation.create(device, { ...problem, ...changed }, { adapter, measure });
      const traces = { cells: traced, every: 4, values: problem.system.states.map(({ name }) => name) };
      const simulations = [
        await create(false),
        await create(true),
        await create(true, { record: { ...problem.record, traces } }),
        await create(true, { statistics }),
      ];
      const [bare = Number.NaN, measured = Number.NaN, recorded = Number.NaN, shaped = Number.NaN] =
        await speedsOf(simulations, { rounds: 7 });
      for (const simulation of simulations) simulation.destroy();
      const speed = (value: number) => digits(value / 1e6);
      const shares = await dueGroups(problem);
      rows.push({
        neighbours,
        'steps alone, million neuron-steps/s': speed(bare),
        'with events, rates and extremes': speed(measured),
        'cost of that': `${(100 * (bare / measured - 1)).toFixed(1)} %`,
        'and traces of 16 cells every 0.1 ms': speed(recorded),
        'or the shape of spikes': speed(shaped),
        ...Object.fromEntries(
          laneCounts.map((lanes, i) => [`due in ${lanes} lanes`, `${(100 * shares[i]!).toFixed(0)} %`]),
        ),
      });
    }
    report('measuring', conditions(adapter), rows);
  });
}
