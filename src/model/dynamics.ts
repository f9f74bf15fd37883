import {
  add,
  divide,
  type Expr,
  multiply,
  substitute,
  subtract,
  sum,
  symbol,
  symbolsOf,
} from '../formula/expr.ts';
import { FormulaError, parse } from '../formula/parse.ts';
import type { Membrane } from './membrane.ts';

/** Opening and closing rate of a gate, 1/ms. */
export interface Rates {
  readonly alpha: Expr;
  readonly beta: Expr;
}

/** The equations of a membrane as formulas of its state and of its parameters' symbols. */
export interface Dynamics {
  readonly gates: readonly string[];
  /** Rates of every gate at a potential. */
  rates(V: Expr): readonly Rates[];
  /** Sum of the conductances, mS/cm2, and sum of conductance x reversal potential, uA/cm2. */
  conductance(gates: readonly Expr[]): { readonly total: Expr; readonly driving: Expr };
  /** Reversal potential of every current, mV. */
  readonly reversals: readonly Expr[];
  /** uF/cm2. */
  readonly capacitance: Expr;
}

/** The symbol of the membrane potential in all formulas. */
export const V = symbol('V');

/**
 * Reads all formulas of a membrane.
 * @throws FormulaError if one cannot be read or uses a name that is not known there
 */
export function dynamics(membrane: Membrane): Dynamics {
  const parameters = Object.keys(membrane.parameters);
  const definitions = new Map<string, Expr>();
  for (const [name, text] of Object.entries(membrane.definitions)) {
    definitions.set(name, read(membrane, text, [...parameters, ...definitions.keys()], definitions));
  }
  const ofParameters = [...parameters, ...definitions.keys()];
  const gateNames = membrane.gates.map((gate) => gate.name);

  const rates = membrane.gates.map(({ alpha, beta }) => ({
    alpha: read(membrane, alpha, ['V', ...ofParameters], definitions),
    beta: read(membrane, beta, ['V', ...ofParameters], definitions),
  }));
  const currents = membrane.currents.map(({ conductance, reversal }) => ({
    conductance: read(membrane, conductance, [...gateNames, ...ofParameters], definitions),
    reversal: read(membrane, reversal, ofParameters, definitions),
  }));

  return {
    gates: gateNames,
    reversals: currents.map(({ reversal }) => reversal),
    capacitance: read(membrane, membrane.capacitance, ofParameters, definitions),
    rates: (potential) => {
      const at = new Map([['V', potential]]);
      return rates.map(({ alpha, beta }) => ({ alpha: substitute(alpha, at), beta: substitute(beta, at) }));
    },
    conductance: (gates) => {
      const at = new Map(gateNames.map((name, i) => [name, gates[i]!]));
      const terms = currents.map(({ conductance, reversal }) => ({
        g: substitute(conductance, at),
        reversal,
      }));
      return {
        total: sum(terms.map(({ g }) => g)),
        driving: sum(terms.map(({ g, reversal }) => multiply(g, reversal))),
      };
    },
  };
}

/** Steady-state value of a gate, alpha / (alpha + beta). */
export function steadyState({ alpha, beta }: Rates): Expr {
  return divide(alpha, add(alpha, beta));
}

/** dx/dt of a gate, 1/ms. */
export function gateSlope({ alpha, beta }: Rates, x: Expr): Expr {
  return subtract(alpha, multiply(add(alpha, beta), x));
}

/** Ionic current at a potential, outward positive, uA/cm2. */
export function ionicCurrent(equations: Dynamics, potential: Expr, gates: readonly Expr[]): Expr {
  const { total, driving } = equations.conductance(gates);
  return subtract(multiply(total, potential), driving);
}

/** dV/dt for a stimulus (uA/cm2), mV/ms. */
export function potentialSlope(
  equations: Dynamics,
  potential: Expr,
  gates: readonly Expr[],
  stimulus: Expr,
): Expr {
  return divide(subtract(stimulus, ionicCurrent(equations, potential, gates)), equations.capacitance);
}

function read(
  membrane: Membrane,
  text: string,
  known: readonly string[],
  definitions: ReadonlyMap<string, Expr>,
): Expr {
  const expr = parse(text);
  for (const name of symbolsOf(expr)) {
    if (known.includes(name)) continue;
    throw new FormulaError(
      `model "${membrane.name}": the formula "${text}" uses "${name}", which is not known there; known: ${known.join(', ')}`,
    );
  }
  return substitute(expr, definitions);
}
