import { inverseDiagonal } from '../analysis/least-squares.ts';
import { levenbergMarquardt } from '../analysis/levenberg-marquardt.ts';
import { type ActivationFunction, activationFunctions, type Scales } from './activation-functions.ts';

/** A function that was fitted to a curve. */
export interface ActivationFit {
  readonly function: ActivationFunction;
  /** In the order of the function. */
  readonly parameters: readonly number[];
  /** Standard errors of the parameters, as if residuals were independent; NaN where the curve does not tell. */
  readonly errors: readonly number[];
  /** Rates that it gives, Hz. */
  readonly rates: readonly number[];
  /** Root of the mean square of the residuals, Hz. */
  readonly rms: number;
  /** Part of the variance of the rates that it explains. */
  readonly r2: number;
  /** Corrected information criterion (N. Sugiura, Commun. Stat. A 7 (1978) 13-26; C. M. Hurvich and C.-L. Tsai, Biometrika 76 (1989) 297-307). */
  readonly aicc: number;
  /** How far it is above that of the best. */
  readonly delta: number;
}

/** Least number of points: the criterion needs two more than a function has parameters, the variance being one. */
export const LEAST_POINTS = 3 + 3;
/** Most thresholds from which fits begin. */
const MOST_STARTS = 40;
/** Iterations that every start gets, and how many of the best then get as many as they take. */
const [FIRST_ITERATIONS, FINALISTS] = [12, 5];
/** What a scaled curve rises by at least in a start; a curve may have fallen at its end. */
const LEAST_RISE = 0.1;
/** A number whose error is so many times itself is not told by the curve. */
const UNTOLD = 1e3;
/** Rates of float32 have no more digits than this: a smaller residual is no better. */
const ROUNDING = 2 ** -24;
/** Bounds of the logarithm of what is positive, and of thresholds, in scaled numbers: beyond the curve says nothing. */
const BOUNDS = { logarithm: [-14, 14], threshold: [-20, 20] } as const;

/**
 * Fits all functions to a curve, best first.
 * @param currents ascending, at least LEAST_POINTS of them
 * @param rates Hz, not all of them 0
 */
export function fitActivation(
  currents: readonly number[],
  rates: readonly number[],
  functions: readonly ActivationFunction[] = activationFunctions,
): ActivationFit[] {
  const fits = functions.map((one) => fitOne(one, currents, rates));
  const least = fits.reduce((best, { aicc }) => Math.min(best, aicc), Number.POSITIVE_INFINITY);
  return fits.map((fit) => ({ ...fit, delta: fit.aicc - least })).sort((a, b) => a.aicc - b.aicc);
}

function fitOne(
  one: ActivationFunction,
  currents: readonly number[],
  rates: readonly number[],
): Omit<ActivationFit, 'delta'> {
  const scales: Scales = {
    from: currents[0]!,
    span: currents.at(-1)! - currents[0]!,
    highest: rates.reduce((a, b) => Math.max(a, b)),
  };
  const x = currents.map((current) => (current - scales.from) / scales.span);
  const y = rates.map((rate) => rate / scales.highest);
  const parameters = one.unscaled(bestOf(one, x, y), scales);
  const fitted = currents.map((current) => one.value(parameters, current));
  const residuals = rates.map((rate, i) => rate - fitted[i]!);
  const squares = sum(residuals.map((r) => r * r));
  const mean = sum(rates) / rates.length;
  const count = rates.length;
  const free = parameters.length;
  return {
    function: one,
    parameters,
    errors: errorsOf(one, parameters, currents, squares / (count - free)),
    rates: fitted,
    rms: Math.sqrt(squares / count),
    r2: 1 - squares / sum(rates.map((rate) => (rate - mean) ** 2)),
    aicc: correctedCriterion(Math.max(squares, count * (ROUNDING * scales.highest) ** 2), count, free + 1),
  };
}

/** n ln(squares / n) + 2 K + 2 K (K + 1) / (n - K - 1), K with the variance of the residuals. */
function correctedCriterion(squares: number, count: number, free: number): number {
  return count * Math.log(squares / count) + 2 * free + (2 * free * (free + 1)) / (count - free - 1);
}

/** The best fit of a scaled curve, from starts at many thresholds. What is positive is fitted by its logarithm. */
function bestOf(one: ActivationFunction, x: readonly number[], y: readonly number[]): readonly number[] {
  const isLog = one.parameters.map(({ positive }) => positive);
  const back = (q: readonly number[]) => q.map((value, i) => (isLog[i] ? Math.exp(value) : value));
  const forth = (p: readonly number[]) => p.map((value, i) => (isLog[i] ? Math.log(value) : value));
  const fitted = {
    residuals: (q: readonly number[]) => {
      const p = back(q);
      return x.map((current, i) => one.value(p, current) - y[i]!);
    },
    jacobian: (q: readonly number[]) => {
      const p = back(q);
      return x.map((current) =>
        one.gradient(p, current).map((slope, i) => (isLog[i] ? slope * p[i]! : slope)),
      );
    },
    bounds: isLog.map((log) => (log ? BOUNDS.logarithm : BOUNDS.threshold)),
  };
  const tried = thresholdsIn(x)
    .flatMap((at) => one.starts(at, Math.max(y.at(-1)!, LEAST_RISE)))
    .map((start) => levenbergMarquardt(fitted, forth(start), FIRST_ITERATIONS))
    .sort((a, b) => a.squares - b.squares)
    .slice(0, FINALISTS);
  const minima = tried.map(({ parameters }) => levenbergMarquardt(fitted, parameters));
  return back(minima.reduce((a, b) => (b.squares < a.squares ? b : a)).parameters);
}

/** Between points a threshold is a smooth parameter, and at a point it is none: each gap has a start, or every so many. */
function thresholdsIn(x: readonly number[]): number[] {
  const gaps = x.slice(0, -1).map((low, i) => (low + x[i + 1]!) / 2);
  const every = Math.ceil(gaps.length / MOST_STARTS);
  return [-0.5, -0.05, ...gaps.filter((_, i) => i % every === 0)];
}

/** Standard errors, of residuals with this variance. */
function errorsOf(
  one: ActivationFunction,
  parameters: readonly number[],
  currents: readonly number[],
  variance: number,
): number[] {
  const diagonal = inverseDiagonal(currents.map((current) => one.gradient(parameters, current)));
  return parameters.map((parameter, i) => {
    const error = diagonal ? Math.sqrt(variance * diagonal[i]!) : Number.NaN;
    const isTold = one.parameters[i]!.positive ? error <= UNTOLD * parameter : Number.isFinite(error);
    return isTold ? error : Number.NaN;
  });
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
