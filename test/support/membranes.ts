import { type Expr, number, substitute } from '../../src/formula/expr.ts';
import { membranes } from '../../src/model/catalogue.ts';
import { membraneEquations } from '../../src/model/equations.ts';
import type { Membrane } from '../../src/model/membrane.ts';
import { closure } from '../../src/system/equations.ts';

export const hodgkinHuxley = membranes['hodgkin-huxley']!;
/** The membranes with the rates of 1952: what is known of these rates is not so of others. */
export const squidAxons = [hodgkinHuxley, membranes.lecture!];

/** The default value of every parameter. */
export function defaults({ parameters }: Membrane): Record<string, number> {
  return Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value]));
}

/** The rates of all gates as formulas of V alone: `alpha_m`, `beta_m`, ... in 1/ms. */
export function rateFormulas(membrane: Membrane): Map<string, Expr> {
  const constants = new Map(Object.entries(defaults(membrane)).map(([name, value]) => [name, number(value)]));
  const rates = membraneEquations(membrane).algebraic.filter(({ unit }) => unit === '1/ms');
  const closed = closure({ inputs: [], algebraic: membraneEquations(membrane).algebraic });
  return new Map(
    rates.map(({ name }) => {
      const [gate, part] = name.split('.');
      return [`${part}_${gate}`, substitute(closed.get(name)!, constants)];
    }),
  );
}
