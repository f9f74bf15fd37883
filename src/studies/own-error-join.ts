import type { OwnError, Worst } from './own-error.ts';

/** What is known of a part: how many neurons it has, and how far those lie from float64, unless that was not asked for. */
export interface PartError {
  readonly neurons: number;
  readonly error?: OwnError | undefined;
}

/**
 * The estimates of the parts of a population as one of the whole: the largest errors, of the neurons of all parts that were run
 * again, over the time for which all of them were.
 * @returns undefined if no part has one
 */
export function joinErrors(parts: readonly PartError[]): OwnError | undefined {
  const errors = parts.flatMap(({ error }) => error ?? []);
  const [first] = errors;
  if (!first) return undefined;
  const sum = (of: (error: OwnError) => number) => errors.reduce((total, error) => total + of(error), 0);
  return {
    ...first,
    cells: sum(({ cells }) => cells),
    ofCells: parts.reduce((total, { neurons }) => total + neurons, 0),
    duration: Math.min(...errors.map(({ duration }) => duration)),
    firing: sum(({ firing }) => firing),
    otherSpikes: errors.flatMap(({ otherSpikes }) => otherSpikes),
    total: worstOf(errors.map(({ total }) => total)),
    rounding: worstOf(errors.map(({ rounding }) => rounding)),
    sensitive: errors.flatMap(({ sensitive }) => sensitive),
  };
}

function worstOf(all: readonly Worst[]): Worst {
  const rate = all.reduce((worst, one) => (one.ratePercent > worst.ratePercent ? one : worst));
  const last = all.reduce((worst, one) => ((one.lastSpike ?? -1) > (worst.lastSpike ?? -1) ? one : worst));
  return {
    ratePercent: rate.ratePercent,
    rateCell: rate.rateCell,
    lastSpike: last.lastSpike,
    lastSpikeCell: last.lastSpikeCell,
  };
}
