import { formulaFault } from './fault.ts';
import { formulasOf } from './formulas.ts';
import type { Membrane } from './membrane.ts';
import { POTENTIAL } from './names.ts';
import type { Point } from './point.ts';

/**
 * Looks for numbers that no membrane has: a time constant or a capacitance that is not positive, with which states run away from where
 * they would stay. (The steady state of a gate may be larger than 1, as that of A is in Connor and Stevens' axon.)
 * @param capacitance uF/cm2
 * @param points states that are tried
 * @param values of the membrane there, by name
 * @throws InputError with the formula, and the potential if it depends on that
 */
export function checkMeanings(
  membrane: Membrane,
  capacitance: number,
  points: readonly Point[],
  values: ReadonlyMap<string, ArrayLike<number>>,
): void {
  const formulas = formulasOf(membrane);
  if (!(capacitance > 0))
    throw formulaFault(formulas.capacitance, `it is ${brief(capacitance)}, and must be greater than 0`, 0);
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

const brief = (value: number): string => String(Number(value.toPrecision(6)));
