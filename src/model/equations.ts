import { add, divide, type Expr, multiply, substitute, subtract, symbol } from '../formula/expr.ts';
import { POTENTIALS } from '../formula/ranges.ts';
import type { NumberInput, Quantity, State } from '../system/system.ts';
import { formulasOf, type MembraneFormulas } from './formulas.ts';
import type { Gate, Membrane } from './membrane.ts';
import { IONIC, POTENTIAL, STIMULUS } from './names.ts';

export { IONIC, POTENTIAL, STIMULUS } from './names.ts';

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
 * @throws InputError that names a formula which cannot be read or uses a name that is not known
 */
export function membraneEquations(
  membrane: Membrane,
  values: Readonly<Record<string, number>> = {},
): MembraneEquations {
  const formulas = formulasOf(membrane);
  const potential: State = {
    name: POTENTIAL,
    unit: 'mV',
    description: 'Membrane potential',
    range: POTENTIALS,
    slope: divide(subtract(symbol(STIMULUS), symbol(IONIC)), formulas.capacitance.expr),
  };
  const quantity = ({ name, unit, expr }: MembraneFormulas['values'][number]): Quantity => ({
    name,
    unit,
    formula: expr,
  });
  return {
    states: [potential, ...gateStates(membrane), ...variableStates(membrane, formulas)],
    algebraic: formulas.values.map(quantity),
    observables: formulas.values
      .filter(({ name, unit, observable }) => observable && !(unit === '1' && formulas.isConstant(name)))
      .map(quantity),
    numbers: Object.entries(membrane.parameters).map(([name, { unit, value }]) => ({
      path: `parameters.${name}`,
      symbol: name,
      unit,
      value: Object.hasOwn(values, name) ? values[name]! : value,
    })),
  };
}

function gateStates({ gates }: Membrane): State[] {
  return gates.flatMap((gate) => {
    const slope = slopeOf(gate);
    const { name, description } = gate;
    return slope ? [{ name, unit: '1', description, range: [0, 1], slope }] : [];
  });
}

/** Of a gate that takes its time. */
function slopeOf(gate: Gate): Expr | undefined {
  const [x, part] = [symbol(gate.name), (key: string) => symbol(`${gate.name}.${key}`)];
  if ('instantaneous' in gate) return undefined;
  if ('inf' in gate) return divide(subtract(part('inf'), x), part('tau'));
  return subtract(part('alpha'), multiply(add(part('alpha'), part('beta')), x));
}

function variableStates({ states }: Membrane, { values, slopes, initials }: MembraneFormulas): State[] {
  const closed = new Map<string, Expr>();
  for (const { name, expr } of values) closed.set(name, substitute(expr, closed));
  return states.map(({ name, unit, description, range }) => {
    const formula = initials.get(name);
    const initial = formula && substitute(formula.expr, closed);
    return { name, unit, description, range, slope: slopes.get(name)!.expr, ...(initial ? { initial } : {}) };
  });
}
