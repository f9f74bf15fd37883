import type { Problem } from '../../src/problem/problem.ts';
import { type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';

/** An experiment as people write it, or a problem, for systems that no experiment describes. */
export type Given = ExperimentInput | Problem;

/** What an engine is told. */
export function problemOf(given: Given): Problem {
  return 'system' in given ? given : prepare(parseExperiment(given));
}
