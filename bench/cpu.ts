// How many neuron-steps per second does the CPU engine make, measuring included, on one thread and on all of
// them, and how near is that to what the machine can do with the same instructions?
import { availableParallelism } from 'node:os';
import { canFuse, type Digits, generateKernel } from '../src/engine/cpu/kernel.ts';
import { CpuSimulation } from '../src/engine/cpu/simulation.ts';
import { Numbers } from '../src/engine/numbers.ts';
import { changingSymbols, programOf } from '../src/engine/program.ts';
import { applyPasses, fastPasses, precisePasses } from '../src/formula/optimise.ts';
import { schedule } from '../src/formula/schedule.ts';
import { lower } from '../src/formula/wasm/lower.ts';
import { f32x4, f64x2 } from '../src/formula/wasm/precision.ts';
import { Vectors } from '../src/formula/wasm/vectors.ts';
import { integratorNames } from '../src/integrators/catalogue.ts';
import { membranes } from '../src/model/catalogue.ts';
import type { Problem } from '../src/problem/problem.ts';
import { nodeThreads } from '../src/threads/node.ts';
import { peakOperationsOfThread } from './limit-cpu.ts';
import { conditions, digits, report } from './machine.ts';
import { population, speedsOf } from './speed.ts';

/** Neurons under hodgkin-huxley, and under the others: a step costs as much whatever their number. */
const CELLS = { standard: 1 << 16, other: 1 << 13 } as const;
const precisions = { float32: f32x4, float64: f64x2 } as const;

/** @param names integrators and membranes; all where none is named */
export default async function cpu(names: readonly string[]): Promise<void> {
  const wanted = (name: string) => names.length === 0 || names.includes(name);
  const problems = [
    ...integratorNames.map((integrator) => ['hodgkin-huxley', integrator] as const),
    ...Object.keys(membranes)
      .filter((model) => model !== 'hodgkin-huxley')
      .map((model) => [model, 'strang'] as const),
  ].filter(([model, integrator]) => wanted(model === 'hodgkin-huxley' ? integrator : model));
  const rows: Record<string, string | number>[] = [];
  console.log(canFuse() ? 'with multiply-add' : 'without multiply-add');
  for (const kind of ['float32', 'float64'] as const) {
    for (const [model, integrator] of problems) {
      const cells = model === 'hodgkin-huxley' && integrator === 'strang' ? CELLS.standard : CELLS.other;
      const problem = population(cells, { model, integrator });
      const most = availableParallelism();
      const create = (threads: number, measure: boolean) =>
        CpuSimulation.create(problem, { digits: kind, measure, threads: nodeThreads(threads) });
      const simulations = [await create(1, true), await create(most, true), await create(most, false)];
      const speeds = await speedsOf(simulations, { rounds: 3, seconds: 0.15 });
      const [one = Number.NaN, all = Number.NaN, bare = Number.NaN] = speeds;
      for (const simulation of simulations) simulation.destroy();
      const peak = peakOperationsOfThread(precisions[kind]);
      const operations = operationsOfStep(problem, kind);
      rows.push({
        numbers: kind,
        neurons: cells,
        membrane: model,
        integrator,
        'one thread, million neuron-steps/s': digits(one / 1e6),
        [`${most} threads`]: digits(all / 1e6),
        'steps alone': digits(bare / 1e6),
        'cost of measuring': `${(100 * (bare / all - 1)).toFixed(0)} %`,
        'operations/step': operations,
        'limit of a thread (billion operations/s)': digits(peak / 1e9),
        // Measuring is not counted, and a division counts as one operation: the share is a lower bound.
        'share of the limit': `${Math.round((100 * one * operations) / peak)} %`,
        'module (bytes)': generateKernel(problem, { digits: kind }).bytes.length,
      });
    }
  }
  report('cpu', conditions(), rows);
}

/** Instructions on vectors that a step of one vector takes. */
function operationsOfStep(problem: Problem, kind: Digits): number {
  const program = programOf(problem, new Numbers(problem));
  const passes = kind === 'float32' ? fastPasses : precisePasses;
  const plan = schedule(
    applyPasses(program.next, passes, program.context),
    changingSymbols(program),
    program.types,
  );
  const v = new Vectors(precisions[kind]);
  const lowered = lower(plan, v, {
    stored: (id) =>
      plan.nodes[id]!.invariant && plan.nodes[id]!.kind === 'call' ? v.input(`${id}`) : undefined,
  });
  for (const id of plan.outputs.values()) lowered.value(id);
  return v.nodes.filter(({ kind: what }) => what === 'operation').length;
}
