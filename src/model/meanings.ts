import { formulaFault } from './fault.ts';
import { formulasOf } from './formulas.ts';
import type { Membrane } from './membrane.ts';
import { POTENTIAL } from './names.ts';
import type { Point } from './point.ts';

/**
 * Looks for numbers that no membrane has and that do not change: a capacitance that is not positive, with which all runs away from where it
 * would stay, and a state that begins where it cannot be.
 * @param capacitance uF/cm2
 * @param starts what states begin with, where that is said
 * @throws InputError with the formula
 */
export function checkConstants(
  membrane: Membrane,
  capacitance: number,
  starts: ReadonlyMap<string, number>,
): void {
  const formulas = formulasOf(membrane);
  if (!(capacitance > 0 && capacitance <= LARGEST))
    throw formulaFault(
      formulas.capacitance,
      `it is ${brief(capacitance)}, and must be greater than 0${capacitance > 0 ? ' and finite' : ''}`,
      0,
    );
  for (const { name, range } of membrane.states) {
    const start = starts.get(name);
    if (start !== undefined && !(start >= range[0] && start <= range[1]))
      throw formulaFault(
        formulas.initials.get(name)!,
        `it begins at ${brief(start)}, out of the range, ${range[0]} to ${range[1]}`,
        0,
      );
  }
}

/**
 * Looks for time constants that are not positive, with which gates run away from where they would stay. (The steady state of a gate may be
 * larger than 1, as that of A is in Connor and Stevens' axon.)
 * @param points states that are tried
 * @param values of the membrane there, by name
 * @throws InputError with the formula and the potential
 */
export function checkTimeConstants(
  membrane: Membrane,
  points: readonly Point[],
  values: ReadonlyMap<string, ArrayLike<number>>,
): void {
  const formulas = formulasOf(membrane);
  for (const { name } of membrane.gates) {
    const formula = formulas.values.find((value) => value.name === `${name}.tau`)?.formula;
    const tau = values.get(`${name}.tau`);
    const wrong = tau ? points.findIndex((_, i) => !(tau[i]! > 0)) : -1;
    if (!formula || wrong < 0) continue;
    const where = `${brief(points[wrong]![POTENTIAL]!)} mV`;
    throw formulaFault(
      formula,
      `it is ${brief(tau![wrong]!)} at V = ${where}, and must be greater than 0`,
      0,
    );
  }
}

/** Of float32. */
const LARGEST = 3.4e38;

const brief = (value: number): string => String(Number(value.toPrecision(6)));
