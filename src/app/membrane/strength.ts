import { evaluate } from '../../formula/evaluate.ts';
import { formulasOf } from '../../model/formulas.ts';
import type { Membrane } from '../../model/membrane.ts';
import { rounded, type Strength } from '../../protocol/stimuli/kind.ts';
import { tellingCurrent } from './telling-currents.ts';

/** A sudden depolarisation that makes membranes fire, mV. */
const RISE = 40;

/** What it takes to make a membrane answer. */
export const strengthOf = (membrane: Membrane): Strength => ({
  current: tellingCurrent(membrane),
  charge: rounded(RISE * capacitanceOf(membrane)),
});

/** uF/cm2, of the membrane's own parameters. */
function capacitanceOf(membrane: Membrane): number {
  const { values, capacitance, isConstant } = formulasOf(membrane);
  const known: Record<string, number> = Object.fromEntries(
    Object.entries(membrane.parameters).map(([name, { value }]) => [name, value]),
  );
  for (const { name, expr } of values) if (isConstant(name)) known[name] = evaluate(expr, known);
  return evaluate(capacitance.expr, known);
}
