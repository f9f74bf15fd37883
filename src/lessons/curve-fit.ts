import { suggestion } from '../input/nearest.ts';
import { InputError } from '../input/schema.ts';
import { shown } from '../input/shown.ts';
import { unitOf } from '../protocol/experiment.ts';
import { type ActivationFit, fitActivation, LEAST_POINTS } from '../studies/activation-fit.ts';
import { type ActivationFunction, activationFunctions } from '../studies/activation-functions.ts';
import type { Cells } from './cells.ts';

/** A number of a function that is fitted to the firing rate curve, such as `sigmoid.width`. */
export interface CurveFit {
  readonly kind: 'fit';
  readonly cells: Cells;
  readonly function: ActivationFunction;
  /** A parameter of the function, `rms` or `r2`. */
  readonly number: string;
}

/** How well it fits, and the units of that: in Hz, and as a part of the variance. */
const qualities: Readonly<Record<string, string>> = { rms: 'Hz', r2: '1' };

/** @throws InputError if there is no such function or number, or no curve to be fitted */
export function readCurveFit(text: string, cells: Cells): CurveFit {
  const [name = '', number = ''] = text.split('.');
  const one = activationFunctions.find((known) => known.name === name);
  if (!one) {
    const names = activationFunctions.map((known) => known.name);
    throw new InputError(`fit: there is no function "${shown(name)}"${suggestion(name, names)}`);
  }
  const numbers = [...one.parameters.map((parameter) => parameter.name), ...Object.keys(qualities)];
  if (!numbers.includes(number))
    throw new InputError(`fit: ${name} has no "${shown(number)}"${suggestion(number, numbers)}`);
  const { columns } = cells.problem.population;
  if (columns.length !== 1 || columns[0]!.length < LEAST_POINTS)
    throw new InputError(`fit: a curve needs one quantity that varies, with ${LEAST_POINTS} values at least`);
  return { kind: 'fit', cells, function: one, number };
}

/** The unit of the number. */
export function unitOfFit({ cells, function: one, number }: CurveFit): string {
  const [column] = cells.problem.population.columns;
  const parameter = one.parameters.find(({ name }) => name === number);
  return parameter?.unit(unitOf(cells.experiment, column!.path)) ?? qualities[number]!;
}

/** The number, with the mean rate of all trials at each value. @param rates of all cells, Hz */
export function fittedNumber({ cells, function: one, number }: CurveFit, rates: ArrayLike<number>): number {
  const { length, value } = cells.problem.population.columns[0]!;
  const trials = cells.count / length;
  const points = Array.from({ length }, (_, i) => ({
    x: value(i),
    rate:
      Array.from({ length: trials }, (__, trial) => rates[trial * length + i]!).reduce((a, b) => a + b) /
      trials,
  })).sort((a, b) => a.x - b.x);
  const [fit] = fitActivation(
    points.map(({ x }) => x),
    points.map(({ rate }) => rate),
    [one],
  );
  return numberIn(fit!, number);
}

function numberIn({ function: one, parameters, rms, r2 }: ActivationFit, number: string): number {
  const at = one.parameters.findIndex(({ name }) => name === number);
  return parameters[at] ?? { rms, r2 }[number]!;
}
