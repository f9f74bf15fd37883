import type { ActivationFit } from './activation-fit.ts';
import type { Finding } from './study.ts';
import { said } from './words.ts';

/** What is said besides of a curve. */
interface About {
  readonly slope: Finding;
  /** Current beyond which the rate falls; NaN where it does not. */
  readonly turn: number;
  readonly unit: string;
}

/** Which function fits best, and what threshold and slope it has: two sentences. @param fits best first */
export function activationSentences(
  model: string,
  fits: readonly ActivationFit[],
  { slope, turn, unit }: About,
): string[] {
  const [best, next] = fits as [ActivationFit, ActivationFit];
  const { function: one, parameters } = best;
  const threshold = one.parameters.findIndex(({ name }) => name === 'threshold');
  const others = one.parameters.flatMap(({ name, unit: unitOf }, i) =>
    i === threshold ? [] : [`${name} ${withUnit(parameters[i]!, unitOf(unit))}`],
  );
  const falls = Number.isFinite(turn)
    ? `; but the rate falls beyond ${withUnit(turn, unit)}, and no function here does: a lower highest current fits better`
    : '';
  return [
    `Of ${fits.length} functions ${one.words} fits the f-I curve of ${model} best: ${said(best.rms)} Hz root mean square, R2 ${said(best.r2)}, AICc ${said(next.delta)} below that of ${next.function.words}${falls}.`,
    `Its threshold (${one.parameters[threshold]!.words}) is ${withUnit(parameters[threshold]!, unit)}, with ${others.join(' and ')}; midway from there to the highest current its gain is ${withUnit(slope.value, slope.unit)}.`,
  ];
}

const withUnit = (value: number, unit: string): string =>
  unit === '1' ? said(value) : `${said(value)} ${unit}`;
