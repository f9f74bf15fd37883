import { rateAt } from '../../analysis/curve.ts';
import { InputError } from '../../input/schema.ts';
import { spacedValue } from '../../population/sweep.ts';
import { bistability } from '../../studies/bistability.ts';
import { lendCpu } from '../../studies/firing.ts';
import type { Report } from '../../studies/study.ts';
import type { Conditions } from './conditions.ts';
import type { Stage } from './inquiry.ts';

// The f-I curve of neurons that come slowly from rest, and of those that come from firing.

export interface BranchesQuestion extends Conditions {
  readonly about: 'branches';
}

/** A branch of the curve, ascending. */
export interface Branch {
  readonly x: readonly number[];
  /** Hz */
  readonly rate: readonly number[];
}

export interface BranchesAnswer {
  readonly rest: Branch;
  readonly firing: Branch;
  /** Currents between which the membrane rests or fires, as it did before; undefined where there are none. */
  readonly window: readonly [number, number] | undefined;
}

/** Currents of each branch, and how long (ms) neurons settle at them and are measured. */
const CURRENTS = 121;
const TIMES = { lead: 4000, measured: 1000 } as const;
const STAGES = 5;

/**
 * @param onStage gets what is looked for
 * @throws InputError if the membrane neither rests nor can be made to fire
 */
export async function branchesOf(
  { model, parameters, unit, from, to }: BranchesQuestion,
  onStage: (stage: Stage) => void,
): Promise<BranchesAnswer> {
  const currents = Array.from({ length: CURRENTS }, (_, i) => spacedValue(from, to, CURRENTS, i));
  let stage = 0;
  const study = {
    model,
    parameters,
    unit,
    currents,
    ...TIMES,
    fromRest: true,
    fromFiring: true,
    onStage: (words: string) => onStage({ number: ++stage, of: STAGES, words }),
  };
  try {
    return answerOf(await bistability(study, lendCpu('float32')));
  } catch (error) {
    // Here nobody has given options.
    throw error instanceof InputError
      ? new InputError(error.message.replace(/; leave out --.*$/, ''))
      : error;
  }
}

/** Of the report, with what curves need at their ends. */
export function answerOf({ columns, findings }: Pick<Report, 'columns' | 'findings'>): BranchesAnswer {
  const [x, rest, firing] = columns.map(({ values }) => Array.from(values as ArrayLike<number>));
  const number = (name: string) => findings[name]?.value ?? Number.NaN;
  const [begins, ends] = [number('firesFromRest'), number('firesFromFiring')];
  const above = withEdge({ x: x!, rate: firing! }, ends, number('rateThere'));
  return {
    // What leaves rest fires as if it had come from firing.
    rest: withEdge({ x: x!, rate: rest! }, begins, rateAt(above, begins)),
    firing: above,
    window: number('width') > 0 ? [ends, begins] : undefined,
  };
}

/** The branch with an upright edge where firing begins. @param there rate at the edge */
function withEdge(branch: Branch, edge: number, there = Number.NaN): Branch {
  const { x, rate } = branch;
  const next = x.findIndex((value) => value > edge);
  if (next <= 0 || !Number.isFinite(there)) return branch;
  return { x: x.toSpliced(next, 0, edge, edge), rate: rate.toSpliced(next, 0, 0, there) };
}
