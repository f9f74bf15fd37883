// How many neuron-steps per second does every shipped membrane make with `strang` on 65,536 neurons, the steps alone, and is that what
// its operations cost at the rate of hodgkin-huxley? And how fast is a system that is no membrane?
import { Numbers } from '../src/engine/numbers.ts';
import { changingSymbols, programOf } from '../src/engine/program.ts';
import { WebGPUSimulation } from '../src/engine/webgpu/simulation.ts';
import type { Operation } from '../src/formula/expr.ts';
import { applyPasses, fastPasses } from '../src/formula/optimise.ts';
import { operationCounts, schedule } from '../src/formula/schedule.ts';
import { membranes } from '../src/model/catalogue.ts';
import type { Problem } from '../src/problem/problem.ts';
import { operationCosts } from './costs.ts';
import { lorenz } from './lorenz.ts';
import { conditions, digits, median, report, withDevice } from './machine.ts';
import { population, speedsOf } from './speed.ts';

const CELLS = 1 << 16;
const ROUNDS = 5;
const STANDARD = 'hodgkin-huxley';
/** Step of the Lorenz system. */
const LORENZ_STEP = 0.005;

/** @param names membranes besides hodgkin-huxley; all where none is named */
export default async function membraneSpeeds(names: readonly string[]): Promise<void> {
  const chosen = Object.keys(membranes).filter((name) => names.length === 0 || names.includes(name));
  const problems = new Map<string, Problem>([
    [STANDARD, problemOf(STANDARD)],
    ...chosen.map((name) => [name, problemOf(name)] as const),
    ['lorenz (rk4)', lorenz(CELLS, LORENZ_STEP)],
  ]);
  await withDevice(async (device, adapter) => {
    const costs = await operationCosts(device);
    const costOf = (problem: Problem) =>
      Object.entries(operationsPerStep(problem)).reduce(
        (sum, [name, count]) => sum + count * costs(name as Operation),
        0,
      );
    const standard = await WebGPUSimulation.create(device, problems.get(STANDARD)!, {
      adapter,
      measure: false,
    });
    const rows: Record<string, string | number>[] = [];
    for (const [name, problem] of problems) {
      const simulation = await WebGPUSimulation.create(device, problem, { adapter, measure: false });
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
        membrane: name,
        'million neuron-steps/s': digits(speed / 1e6),
        'exp/step': exp,
        'divisions/step': divide,
        'selections/step': select,
        'others/step': simple,
        'cost in additions': digits(cost),
        'billion operations/s': digits((speed * (exp + divide + select + simple)) / 1e9),
        // Above 1 it is slower than its operations say.
        'time by that of its operations': digits((slower * costOf(problems.get(STANDARD)!)) / cost),
      });
    }
    standard.destroy();
    report('membranes', conditions(adapter), rows);
    const known: Operation[] = [
      'divide',
      'exp',
      'log',
      'sqrt',
      'power',
      'select',
      'minimum',
      'within',
      'negate',
      'abs',
    ];
    console.log('cost in additions:', known.map((name) => `${name} ${digits(costs(name))}`).join(', '));
  });
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
