import { substitute } from '../formula/expr.ts';
import { boundsOf, type Range } from '../formula/intervals.ts';
import type { Problem } from '../problem/problem.ts';
import { closure } from '../system/equations.ts';
import { STAGE, STEP } from '../system/system.ts';
import { Numbers } from './numbers.ts';

/** What a peak may be too high by, mV: it is that of a polynomial through potentials. */
const MARGIN = 1;
/** Most neurons that are looked at, spread over the population. */
const MOST = 4096;

/** A neuron whose potential has been where nothing can drive it. */
export interface ImpossiblePeak {
  readonly cell: number;
  /** mV */
  readonly peak: number;
}

/**
 * The highest peak to which V cannot have risen: 1 mV below it V falls at any time of the run, whatever all other states are
 * within their ranges. For conductances that is beyond all reversal potentials and what the stimulus adds to them; it means that the
 * step was too large.
 * @param peaks of all neurons, mV
 */
export function impossiblePeak(problem: Problem, peaks: Float64Array): ImpossiblePeak | undefined {
  const { system, population, steps, initial } = problem;
  const { states, processes, potential } = system;
  // A clamp can put a potential anywhere.
  if (system.clamp) return undefined;
  const numbers = new Numbers(problem);
  const slope = substitute(states.find(({ name }) => name === potential)!.slope, closure(system));
  const ranges = new Map<string, Range>([
    ...states.map(({ name, range }) => [name, range] as const),
    [STEP, [0, steps]],
    [STAGE, [0, 1]],
  ]);
  const begun = initial === 'rest' ? Number.NEGATIVE_INFINITY : initial.potential;
  const looked = Math.min(MOST, peaks.length);
  let found: ImpossiblePeak | undefined;
  for (let k = 0; k < looked; k++) {
    const i = Math.floor((k * peaks.length) / looked);
    const below = peaks[i]! - MARGIN;
    if (!(below > begun && peaks[i]! > (found?.peak ?? Number.NEGATIVE_INFINITY))) continue;
    const cell = population.first + i;
    ranges.set(potential, [below, below]);
    for (const { symbol } of numbers.sources) {
      const value = numbers.value(symbol, cell);
      ranges.set(symbol, [value, value]);
    }
    for (const { name, extent } of processes) {
      const [least, most] = extent.map((end) => boundsOf(end, ranges));
      if (least && most) ranges.set(name, [least[0], most[1]]);
    }
    const bounds = boundsOf(slope, ranges);
    if (bounds && bounds[1] < 0) found = { cell, peak: peaks[i]! };
  }
  return found;
}
