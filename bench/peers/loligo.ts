import { version } from '../../package.json';
import type { Digits } from '../../src/engine/cpu/kernel.ts';
import { CpuSimulation, cpuAdapter } from '../../src/engine/cpu/simulation.ts';
import { ReferenceSimulation } from '../../src/engine/reference/simulation.ts';
import { runExperiment } from '../../src/engine/run.ts';
import type { Simulation } from '../../src/engine/simulation.ts';
import type { Acquired } from '../../src/engine/webgpu/device.ts';
import { WebGPUSimulation } from '../../src/engine/webgpu/simulation.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { type Experiment, parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';
import { nodeThreads } from '../../src/threads/node.ts';
import { population } from '../speed.ts';
import { type Contender, threads } from './contender.ts';

/** Loligo's engines; events, rates and extremes are measured all the time. */
export const onWebGPU = ({ device, adapter }: Acquired): Contender =>
  loligo(`WebGPU on ${adapter.name}`, (problem) => WebGPUSimulation.create(device, problem, { adapter }));
export const onCpu = (digits: Digits): Contender =>
  loligo(cpuAdapter(digits, threads()).name, (problem) =>
    CpuSimulation.create(problem, { digits, threads: nodeThreads() }),
  );

function loligo(engine: string, create: (problem: Problem) => Promise<Simulation>): Contender {
  return {
    name: `Loligo ${version} (${engine})`,
    methods: { strang: [0.1, 0.0875, 0.08, 0.05], 'strang-richardson': [0.2, 0.16, 0.1] },
    plain: 'strang',
    rates: async (method, dt, currents) => {
      const simulation = await create(rateProblem(method, dt, currents));
      const { rate } = await runExperiment(simulation);
      simulation.destroy();
      return [...rate];
    },
    prepare: async (method, dt, cells, duration) => {
      const problem = population(cells, { integrator: method as Experiment['integrator'], dt });
      const simulation = await create(problem);
      const steps = Math.round(duration / dt);
      await simulation.advance(steps);
      return {
        run: async () => {
          const started = performance.now();
          await simulation.advance(steps);
          return (performance.now() - started) / 1000;
        },
        end: () => simulation.destroy(),
      };
    },
  };
}

/** Rates in float64 with a step so small that its error is nothing beside 0.1 %. */
export async function exactRates(currents: readonly number[]): Promise<number[]> {
  const { rate } = await runExperiment(await ReferenceSimulation.create(rateProblem('rk4', 0.005, currents)));
  return [...rate];
}

function rateProblem(integrator: string, dt: number, currents: readonly number[]): Problem {
  const experiment = parseExperiment({
    sweep: { x: { vary: 'stimulus.amplitude', values: [...currents] } },
    duration: 500,
    dt,
    integrator: integrator as Experiment['integrator'],
    measure: { from: 100 },
  });
  return prepare(experiment);
}
