import { evaluate } from '../../formula/evaluate.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import { stimulusEquations, stimulusNumbers } from '../../protocol/stimulus.ts';

/** The processes of an experiment's stimuli, by name: states beside those of the membrane. */
export const processesOf = ({ stimulus, dt }: Experiment): readonly string[] =>
  stimulusEquations(stimulus, { dt }).processes.map(({ name }) => name);

/** Whether a change can be seen only from time 0 on: another beginning, or a stimulus that does something later, and once. */
export function beginsAnew(former: Experiment, next: Experiment): boolean {
  if (!equal(former.initial, next.initial)) return true;
  if (!happensLater(next)) return false;
  return (['stimulus', 'sweep', 'sample'] as const).some((key) => !equal(former[key], next[key]));
}

/** Whether some moment of the stimuli is later than time 0. */
function happensLater({ stimulus, dt }: Experiment): boolean {
  const numbers = stimulusNumbers(stimulus);
  return stimulusEquations(stimulus, { dt }).times.some(({ at }) => evaluate(at, numbers) > 0);
}

/** Whether two parts of a document say the same. */
function equal(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => equal(item, b[i]));
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => equal((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}
