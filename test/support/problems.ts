import { Numbers } from '../../src/engine/numbers.ts';
import { programOf } from '../../src/engine/program.ts';
import type { Formulas } from '../../src/formula/passes/pass.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { type Experiment, type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';

/** An experiment as people write it, or a problem, for systems that no experiment describes. */
export type Given = ExperimentInput | Problem;

/** What an engine is told. */
export function problemOf(given: Given): Problem {
  return 'system' in given ? given : prepare(parseExperiment(given));
}

/** The step of an experiment as formulas of its states, with its numbers as constants. */
export function stepFormulas(experiment: Experiment): { variables: readonly string[]; next: Formulas } {
  const problem = prepare(experiment);
  const { states, next } = programOf(problem, new Numbers(problem));
  return { variables: states, next };
}

/** Neurons that stay silent, neurons that fire soon, one that fires at its highest rate. */
export const five: ExperimentInput = {
  sweep: { x: { vary: 'stimulus.amplitude', values: [0, 3, 10, 20, 60] } },
  dt: 0.025,
  record: { spikes: true },
};
