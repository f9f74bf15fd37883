import type { RatePoints } from '../../analysis/curve.ts';
import { type ActivationFit, fitActivation, LEAST_POINTS } from '../../studies/activation-fit.ts';

// The functions of artificial units, fitted to the curve that is shown.

export interface FitsQuestion {
  readonly about: 'fits';
  readonly currents: readonly number[];
  /** Hz */
  readonly rates: readonly number[];
  /** Of the currents. */
  readonly unit: string;
}

/** A function that was fitted, best first in a list. */
export interface FittedFunction {
  readonly name: string;
  readonly words: string;
  readonly formula: string;
  /** Its numbers, with units as the data write them. */
  readonly numbers: readonly { readonly name: string; readonly value: number; readonly unit: string }[];
  /** What it gives at the currents, Hz. */
  readonly rates: readonly number[];
  /** Root of the mean square of what it is off by, Hz. */
  readonly rms: number;
}

export interface FitsAnswer {
  readonly question: FitsQuestion;
  readonly fits: readonly FittedFunction[];
}

/** Points that are fitted: more take longer and tell nothing more. */
const POINTS = 81;
/** Rates above 0 that three parameters need at least. */
const LEAST_FIRING = 4;
/** Rates that have changed by less than this on average are fitted no better by another fit, Hz. */
const SAME = 0.1;

/** What there is to be asked of a curve; undefined where it fires at too few points. */
export function questionOf(curve: RatePoints, unit: string): FitsQuestion | undefined {
  const firing = curve.rate.filter((rate) => rate > 0).length;
  if (curve.x.length < LEAST_POINTS || firing < LEAST_FIRING) return undefined;
  const count = Math.min(POINTS, curve.x.length);
  const kept = Array.from({ length: count }, (_, i) => Math.round((i * (curve.x.length - 1)) / (count - 1)));
  return {
    about: 'fits',
    currents: kept.map((i) => curve.x[i]!),
    rates: kept.map((i) => curve.rate[i]!),
    unit,
  };
}

/** Whether both are of the same currents. */
export const isOfSame = (a: FitsQuestion, b: FitsQuestion): boolean =>
  a.unit === b.unit && a.currents.join() === b.currents.join();

/** Whether the answer to one holds for the other. */
export function isAsGood(a: FitsQuestion, b: FitsQuestion): boolean {
  if (!isOfSame(a, b)) return false;
  const squares = a.rates.map((rate, i) => (rate - b.rates[i]!) ** 2);
  return squares.reduce((sum, one) => sum + one, 0) <= SAME ** 2 * squares.length;
}

export function fitsTo(question: FitsQuestion): FitsAnswer {
  const { currents, rates, unit } = question;
  return { question, fits: fitActivation(currents, rates).map((fit) => fittedOf(fit, unit)) };
}

function fittedOf({ function: one, parameters, rates, rms }: ActivationFit, unit: string): FittedFunction {
  const { name, words, formula } = one;
  const numbers = one.parameters.map((parameter, i) => ({
    name: parameter.name,
    value: parameters[i]!,
    unit: parameter.unit(unit),
  }));
  return { name, words, formula, numbers, rates, rms };
}
