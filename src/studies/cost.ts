import { Numbers } from '../engine/numbers.ts';
import { changingSymbols, programOf } from '../engine/program.ts';
import type { Operation } from '../formula/expr.ts';
import { applyPasses, fastPasses } from '../formula/optimise.ts';
import { operationCounts, schedule } from '../formula/schedule.ts';
import type { Problem } from '../problem/problem.ts';

/** Operations that are made of many instructions, which count as so many of the others. */
const LONG: readonly Operation[] = ['exp', 'log', 'power', 'tanh', 'sinh', 'cosh', 'cbrt'];
const LENGTH = 14;

/** What a step of one neuron costs, in additions: counted in the formulas that engines are compiled from, and so the same everywhere. */
export function operationsPerStep(problem: Problem): number {
  const program = programOf(problem, new Numbers(problem));
  const { next, context, types } = program;
  const counts = operationCounts(
    schedule(applyPasses(next, fastPasses, context), changingSymbols(program), types),
  );
  return Object.entries(counts).reduce(
    (sum, [operation, count]) => sum + count * (LONG.includes(operation as Operation) ? LENGTH : 1),
    0,
  );
}
