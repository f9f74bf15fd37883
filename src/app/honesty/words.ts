import { plain } from '../numbers/format.ts';
import { texts } from '../texts/language.ts';
import type { Estimate } from './estimate.ts';

/** Error of a rate from which on it is told as something that is wrong, %. */
const WRONG = 1;

/** Smaller errors are told as this, % or ms. */
const LEAST = 0.001;

export const isWrong = ({ otherSpikes, ratePercent = 0 }: Estimate): boolean =>
  otherSpikes > 0 || ratePercent > WRONG;

/** The errors of rates and of spikes. */
export function saidOfError(estimate: Estimate | undefined): string {
  if (!estimate) return '–';
  const without = withoutNumbers(estimate);
  return without ?? [limited(estimate.ratePercent, '%'), limited(estimate.spikeTime, 'ms')].join(', ');
}

/** The error of rates alone, where there is little room. */
export const saidOfRate = (estimate: Estimate): string =>
  withoutNumbers(estimate) ?? limited(estimate.ratePercent, '%');

/** What is said where there is nothing that numbers could be of. */
function withoutNumbers({ random, firing, otherSpikes, cells }: Estimate): string | undefined {
  const words = texts.value.time;
  if (random) return words.errorUnknown;
  if (otherSpikes > 0) return words.otherSpikes(otherSpikes, cells);
  return firing === 0 ? words.noSpikes : undefined;
}

/** A number with its unit, as far as it is worth being told. */
function limited(value: number | undefined, unit: string): string {
  if (value === undefined) return '–';
  return value < LEAST ? `< ${plain(LEAST)} ${unit}` : `${plain(value, 2)} ${unit}`;
}
