// How many neuron-steps per second does every shipped membrane make with `strang` on 65,536 neurons, on a thread of the CPU, measuring
// included and without, and the steps alone on an adapter, and is that what its operations cost at the rate of hodgkin-huxley? And how fast is a system that is no membrane?
import { CpuSimulation } from '../src/engine/cpu/simulation.ts';
import { Numbers } from '../src/engine/numbers.ts';
import { changingSymbols, programOf } from '../src/engine/program.ts';
import type { AdapterDescription, Simulation } from '../src/engine/simulation.ts';
import { WebGPUSimulation } from '../src/engine/webgpu/simulation.ts';
import type { Operation } from '../src/formula/expr.ts';
import { applyPasses, fastPasses } from '../src/formula/optimise.ts';
import { operationCounts, schedule } from '../src/formula/schedule.ts';
import { f32x4 } from '../src/formula/wasm/precision.ts';
import { membranes } from '../src/model/catalogue.ts';
import type { Problem } from '../src/problem/problem.ts';
import { nodeThreads } from '../src/threads/node.ts';
import { operationCosts, shaderChains, threadChains } from './costs.ts';
import { lorenz } from './lorenz.ts';
import { conditions, digits, median, report, withDevice } from './machine.ts';
import { population, speedsOf } from './speed.ts';

const CELLS = 1 << 16;
const ROUNDS = 5;
const STANDARD = 'hodgkin-huxley';
/** Step of the Lorenz system. */
const LORENZ_STEP = 0.005;

/** What runs a problem, and what an operation costs there. */
interface Engine {
  create(problem: Problem): Promise<Simulation>;
  cost(operation: Operation): number;
}

const onThread = async (measure: boolean): Promise<Engine> => ({
  create: (problem) => CpuSimulation.create(problem, { digits: 'float32', measure, threads: nodeThreads(1) }),
  cost: await operationCosts(threadChains(f32x4)),
});

/** By the names under which they can be asked for: a thread of the CPU with all that a user gets, and the steps alone. */
const engines = {
  cpu: () => onThread(true),
  'cpu-steps': () => onThread(false),
  'webgpu-steps': async (device: GPUDevice, adapter: AdapterDescription): Promise<Engine> => ({
    create: (problem) => WebGPUSimulation.create(device, problem, { adapter, measure: false }),
    cost: await operationCosts(shaderChains(device)),
  }),
} as const;

/** @param chosen engines, and membranes besides hodgkin-huxley; all where none is named */
export default async function membraneSpeeds(chosen: readonly string[]): Promise<void> {
  const among = <Name extends string>(all: readonly Name[]) => {
    const named = all.filter((name) => chosen.includes(name));
    return named.length > 0 ? named : all;
  };
  const problems = new Map<string, Problem>([
    [STANDARD, problemOf(STANDARD)],
    ...among(Object.keys(membranes)).map((name) => [name, problemOf(name)] as const),
    ['lorenz (rk4)', lorenz(CELLS, LORENZ_STEP)],
  ]);
  await withDevice(async (device, adapter) => {
    const rows: Record<string, string | number>[] = [];
    for (const name of among(['cpu', 'cpu-steps', 'webgpu-steps'] as const)) {
      const engine = await engines[name](device, adapter);
      rows.push(...(await rowsOn(name, engine, problems)));
      const known: Operation[] = [
        'divide',
        'exp',
        'log',
        'sqrt',
        'cbrt',
        'power',
        'select',
        'minimum',
        'within',
        'negate',
        'abs',
      ];
      const costs = known.map((operation) => `${operation} ${digits(engine.cost(operation))}`);
      console.log(`cost in additions, ${name}: ${costs.join(', ')}`);
    }
    report('membranes', conditions(adapter), rows);
  });
}

async function rowsOn(name: string, engine: Engine, problems: ReadonlyMap<string, Problem>) {
  const costOf = (problem: Problem) =>
    Object.entries(operationsPerStep(problem)).reduce(
      (sum, [operation, count]) => sum + count * engine.cost(operation as Operation),
      0,
    );
  const standardCost = costOf(problems.get(STANDARD)!);
  const standard = await engine.create(problems.get(STANDARD)!);
  const rows: Record<string, string | number>[] = [];
  for (const [membrane, problem] of problems) {
    const simulation = await engine.create(problem);
    // Next to hodgkin-huxley in turns, since a machine is not always as fast.
    const turns: number[][] = [];
    for (let round = 0; round < ROUNDS; round++)
      turns.push(await speedsOf([standard, simulation], { rounds: 1, seconds: 0.3, stretch: 256 }));
    const speed = median(turns.map(([, own]) => own!));
    const slower = median(turns.map(([reference, own]) => reference! / own!));
    simulation.destroy();
    const { exp = 0, divide = 0, select = 0, ...others } = operationsPerStep(problem);
    const simple = Object.values(others).reduce((sum, count) => sum + count, 0);
    const cost = costOf(problem);
    rows.push({
      engine: name,
      membrane,
      'million neuron-steps/s': digits(speed / 1e6),
      'exp/step': exp,
      'divisions/step': divide,
      'selections/step': select,
      'others/step': simple,
      'cost in additions': digits(cost),
      'billion operations/s': digits((speed * (exp + divide + select + simple)) / 1e9),
      // Above 1 it is slower than its operations say.
      'time by that of its operations': digits((slower * standardCost) / cost),
    });
  }
  standard.destroy();
  return rows;
}

/** Currents from 0 to 10 uA/cm2, where every membrane is silent or fires. */
function problemOf(model: string): Problem {
  return population(CELLS, {
    model,
    sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 10, count: CELLS } },
  });
}

/** Operations of a step as the shader does it, without measuring. */
function operationsPerStep(problem: Problem) {
  const program = programOf(problem, new Numbers(problem));
  const next = applyPasses(program.next, fastPasses, program.context);
  return operationCounts(schedule(next, changingSymbols(program), program.types));
}
