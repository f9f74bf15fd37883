import { levenbergMarquardt } from '../analysis/levenberg-marquardt.ts';

/** A value and its derivatives by the parameters. */
type Model = (x: number, parameters: readonly number[]) => readonly [value: number, ...by: number[]];

interface Fit {
  readonly parameters: readonly number[];
  /** Root of the mean square of what is left. */
  readonly residual: number;
}

/** The parameters with the least sum of squares, from near by. */
function fitted(model: Model, xs: readonly number[], ys: readonly number[], start: readonly number[]): Fit {
  const { parameters, squares } = levenbergMarquardt(
    {
      residuals: (of) => xs.map((x, i) => model(x, of)[0] - ys[i]!),
      jacobian: (of) => xs.map((x) => model(x, of).slice(1)),
    },
    start,
  );
  return { parameters, residual: Math.sqrt(squares / xs.length) };
}

/** amplitude / (1 + exp(-(V - half) / slope)); `slope` is negative where the curve falls. */
export interface Boltzmann {
  readonly amplitude: number;
  /** mV */
  readonly half: number;
  readonly slope: number;
  /** Root of the mean square of what is left, in the unit of the values. */
  readonly residual: number;
  at(V: number): number;
}

/** Fits a Boltzmann curve to values (about 0 to 1) at ascending potentials (mV). */
export function boltzmannFit(potentials: readonly number[], values: readonly number[]): Boltzmann {
  const most = values.reduce((a, b) => Math.max(a, b));
  const crossing = values.findIndex((value, i) => i > 0 && value > most / 2 !== values[i - 1]! > most / 2);
  const half = potentials[Math.max(crossing, 0)]!;
  const rises = values.at(-1)! > values[0]!;
  const start = [most, half, rises ? 8 : -8];
  const { parameters, residual } = fitted(boltzmann, potentials, values, start);
  const [amplitude, at, slope] = parameters as [number, number, number];
  return { amplitude, half: at, slope, residual, at: (V) => boltzmann(V, parameters)[0] };
}

const boltzmann = (V: number, [amplitude, half, slope]: readonly number[]) => {
  const u = (V - half!) / slope!;
  const open = 1 / (1 + Math.exp(-u));
  const turn = (amplitude! * open * (1 - open)) / slope!;
  return [amplitude! * open, open, -turn, -turn * u] as const;
};

/** last + size exp(-t / tau) */
export interface Decay {
  readonly tau: number;
  readonly size: number;
  readonly last: number;
  readonly residual: number;
}

/** Fits an exponential to values at ascending times; undefined where they do not change, or not as an exponential that could be told from a line. */
export function decayFit(times: readonly number[], values: readonly number[]): Decay | undefined {
  const [first, end] = [values[0]!, values.at(-1)!];
  const size = first - end;
  const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!(Math.abs(size) > LEAST * scale)) return undefined;
  const passed = values.findIndex((value) => (value - end) / size < 1 / Math.E);
  const begin = times[Math.max(passed, 1)]! - times[0]!;
  const { parameters, residual } = fitted(
    exponential,
    times.map((time) => time - times[0]!),
    values,
    [Math.log(begin), size, end],
  );
  const [logarithm, height, last] = parameters as [number, number, number];
  const tau = Math.exp(logarithm);
  return tau <= LONGEST * (times.at(-1)! - times[0]!) ? { tau, size: height, last, residual } : undefined;
}

/** The least decay that has a time constant, as a part of the largest value. */
const LEAST = 1e-5;
/** The longest time constant, as a multiple of the time in which it is looked for: of a slower decay that is a straight line. */
const LONGEST = 10;

const exponential = (time: number, [logarithm, size, last]: readonly number[]) => {
  const u = time / Math.exp(logarithm!);
  const left = Math.exp(-u);
  return [last! + size! * left, size! * left * u, left, 1] as const;
};
