// What does a fluctuating current, or synapses, make of the cost of a step?
import { availableParallelism } from 'node:os';
import { CpuSimulation } from '../src/engine/cpu/simulation.ts';
import type { Simulation } from '../src/engine/simulation.ts';
import { WebGPUSimulation } from '../src/engine/webgpu/simulation.ts';
import { integratorNames } from '../src/integrators/catalogue.ts';
import type { Problem } from '../src/problem/problem.ts';
import type { ExperimentInput } from '../src/protocol/experiment.ts';
import { nodeThreads } from '../src/threads/node.ts';
import { conditions, digits, report, withDevice } from './machine.ts';
import { population, speedsOf } from './speed.ts';

const cells = 1 << 16;
const excitatory = { kind: 'synapses', name: 'exc', rate: 10, count: 100, weight: 0.02, decay: 3 } as const;
const inhibitory = { ...excitatory, name: 'inh', weight: 0.05, decay: 8, reversal: -75 } as const;
/** What is injected, and what is varied of it. */
const stimuli = {
  silent: [{ kind: 'constant', amplitude: 10 }, 'stimulus.amplitude', 60],
  ou: [{ kind: 'ou', mean: 10, sigma: 3, tau: 5 }, 'stimulus.mean', 60],
  synapses: [excitatory, 'stimulus.weight', 0.1],
  'excitation and inhibition': [[excitatory, inhibitory], 'stimulus.exc.weight', 0.1],
} as const;

/** @param names integrators; strang where none is named */
export default async function noise(names: readonly string[]): Promise<void> {
  const wanted =
    names.length > 0 ? integratorNames.filter((name) => names.includes(name)) : ['strang' as const];
  await withDevice(async (device, adapter) => {
    const rows: Record<string, string | number>[] = [];
    const threads = availableParallelism();
    const engines: Record<string, (problem: Problem) => Promise<Simulation>> = {
      webgpu: (problem) => WebGPUSimulation.create(device, problem, { adapter }),
      'webgpu, steps alone': (problem) =>
        WebGPUSimulation.create(device, problem, { adapter, measure: false }),
      cpu: (problem) => CpuSimulation.create(problem, { threads: nodeThreads(threads) }),
      'cpu, steps alone': (problem) =>
        CpuSimulation.create(problem, { threads: nodeThreads(threads), measure: false }),
      'cpu-f64': (problem) =>
        CpuSimulation.create(problem, { threads: nodeThreads(threads), digits: 'float64' }),
    };
    for (const integrator of wanted) {
      const problems = Object.values(stimuli).map(([stimulus, vary, to]) =>
        population(cells, {
          stimulus: stimulus as ExperimentInput['stimulus'],
          sweep: { x: { vary, from: 0, to, count: cells } },
          integrator,
        }),
      );
      for (const [engine, create] of Object.entries(engines)) {
        const simulations = await Promise.all(problems.map(create));
        const speeds = await speedsOf(simulations, { rounds: 5, seconds: 0.4, stretch: 256 });
        for (const simulation of simulations) simulation.destroy();
        for (const [i, name] of Object.keys(stimuli).entries())
          rows.push({
            engine,
            integrator,
            stimulus: name,
            'million neuron-steps/s': digits(speeds[i]! / 1e6),
            'times a silent step': digits(speeds[0]! / speeds[i]!),
          });
      }
    }
    report('noise', conditions(adapter), rows);
  });
}
