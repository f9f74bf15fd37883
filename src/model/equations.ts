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
import type { Range } from '../formula/ranges.ts';
import type { NumberInput, Quantity, State } from '../system/system.ts';
import type { Membrane } from './membrane.ts';

/** The name of the membrane potential in formulas, and the range that membranes are right for, mV. */
export const POTENTIAL = 'V';
export const POTENTIALS: Range = [-150, 150];
/** The name of what is injected, in formulas. */
export const STIMULUS = 'stimulus';

/** What a membrane brings to a system. */
export interface MembraneEquations {
  readonly states: readonly State[];
  readonly algebraic: readonly Quantity[];
  readonly observables: readonly Quantity[];
  readonly numbers: readonly NumberInput[];
}

/**
 * The equations of a membrane under a stimulus.
 * @param values of its parameters; those that are not given have their defaults
 * @throws FormulaError if a formula cannot be read or uses a name that is not known there
 */
export function membraneEquations(
  membrane: Membrane,
  values: Readonly<Record<string, number>> = {},
): MembraneEquations {
  const parameters = Object.keys(membrane.parameters);
  const definitions = new Map<string, Expr>();
  const read = (text: string, known: readonly string[]): Expr =>
    substitute(readFormula(membrane, text, [...known, ...parameters, ...definitions.keys()]), definitions);
  for (const [name, text] of Object.entries(membrane.definitions)) definitions.set(name, read(text, []));

  const gates = membrane.gates.map(({ name }) => name);
  const rates = membrane.gates.flatMap(({ name, alpha, beta }): Quantity[] => [
    { name: `alpha_${name}`, unit: '1/ms', formula: read(alpha, [POTENTIAL]) },
    { name: `beta_${name}`, unit: '1/ms', formula: read(beta, [POTENTIAL]) },
  ]);
  const conductances = membrane.currents.map(
    ({ name, conductance }): Quantity => ({
      name: conductanceName(name),
      unit: 'mS/cm2',
      formula: read(conductance, gates),
    }),
  );
  const currents = membrane.currents.map(
    ({ name, reversal }): Quantity => ({
      name,
      unit: 'uA/cm2',
      formula: multiply(symbol(conductanceName(name)), subtract(symbol(POTENTIAL), read(reversal, []))),
    }),
  );
  const ionic = sum(currents.map(({ name }) => symbol(name)));
  const potential: State = {
    name: POTENTIAL,
    unit: 'mV',
    description: 'Membrane potential',
    range: POTENTIALS,
    slope: divide(subtract(symbol(STIMULUS), ionic), read(membrane.capacitance, [])),
  };
  return {
    states: [potential, ...membrane.gates.map(gateState)],
    algebraic: [...rates, ...conductances, ...currents],
    observables: [...conductances, ...currents],
    numbers: Object.entries(membrane.parameters).map(([name, { unit, value }]) => ({
      path: `parameters.${name}`,
      symbol: name,
      unit,
      value: values[name] ?? value,
    })),
  };
}

/** dx/dt = alpha (1 - x) - beta x. */
function gateState({ name, description }: Membrane['gates'][number]): State {
  const [alpha, beta] = [symbol(`alpha_${name}`), symbol(`beta_${name}`)];
  return {
    name,
    unit: '1',
    description,
    range: [0, 1],
    slope: subtract(alpha, multiply(add(alpha, beta), symbol(name))),
  };
}

/** `gNa_open` of the current `INa`: what of its conductance is open. */
const conductanceName = (current: string): string => `g${current.replace(/^I/, '')}_open`;

function readFormula(membrane: Membrane, text: string, known: readonly string[]): Expr {
  const expr = parse(text);
  for (const name of symbolsOf(expr)) {
    if (known.includes(name)) continue;
    throw new FormulaError(
      `model "${membrane.name}": the formula "${text}" uses "${name}", which is not known there; known: ${known.join(', ')}`,
    );
  }
  return expr;
}
