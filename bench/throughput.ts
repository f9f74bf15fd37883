// How many neuron-steps per second does each integrator make on 65,536 neurons, measuring included, and how near is that
// to what the adapter can do?
import { Numbers } from '../src/engine/numbers.ts';
import { changingSymbols, programOf } from '../src/engine/program.ts';
import { WebGPUSimulation } from '../src/engine/webgpu/simulation.ts';
import { applyPasses, fastPasses } from '../src/formula/optimise.ts';
import { operationCounts, schedule } from '../src/formula/schedule.ts';
import { integratorNames, integrators } from '../src/integrators/catalogue.ts';
import type { Problem } from '../src/problem/problem.ts';
import { peakOperations } from './limit.ts';
import { conditions, digits, report, withDevice } from './machine.ts';
import { population, speedsOf } from './speed.ts';

/** @param names integrators; all where none is named */
export default async function throughput(names: readonly string[]): Promise<void> {
  await withDevice(async (device, adapter) => {
    const rows: Record<string, string | number>[] = [];
    for (const integrator of integratorNames.filter((name) => names.length === 0 || names.includes(name))) {
      const problem = population(1 << 16, { integrator });
      const simulation = await WebGPUSimulation.create(device, problem, { adapter });
      // The limit is measured next to the speed, since a machine is not always as fast.
      const before = await peakOperations(device);
      const [speed = Number.NaN] = await speedsOf([simulation]);
      const peak = Math.max(before, await peakOperations(device));
      simulation.destroy();
      const { exp = 0, divide = 0, ...others } = operationsPerStep(problem);
      const simple = Object.values(others).reduce((sum, count) => sum + count, 0);
      rows.push({
        integrator,
        'evaluations/step': integrators[integrator].evaluations,
        'million neuron-steps/s': digits(speed / 1e6),
        'exp/step': exp,
        'divisions/step': divide,
        'other operations/step': simple,
        'limit (billion operations/s)': digits(peak / 1e9),
        // An exponential or a division counts as one operation, so the share is a lower bound.
        'share of the limit': `${Math.round((100 * speed * (simple + exp + divide)) / peak)} %`,
      });
    }
    report('throughput', conditions(adapter), rows);
  });
}

/** Operations of a step as the shader does it, without measuring. */
function operationsPerStep(problem: Problem) {
  const program = programOf(problem, new Numbers(problem));
  const next = applyPasses(program.next, fastPasses, program.context);
  return operationCounts(schedule(next, changingSymbols(program), program.types));
}
