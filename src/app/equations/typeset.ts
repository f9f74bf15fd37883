import { nameMath } from '../../formula/math-names.ts';
import { fraction, type MathNode, mi, mo, node, row, xmlOf } from '../../formula/math-node.ts';
import { formulaMath } from '../../formula/mathml.ts';
import type { Current, Gate, Membrane } from '../../model/membrane.ts';
import { CAPACITANCE, gateParts, type Place } from './entry.ts';

/** An equation of a membrane in print. */
export interface Equation {
  /** What it says, and what can be written in its place. */
  readonly place: Place;
  readonly math: MathNode;
  readonly description?: string;
}

/** Equations under a heading. */
export interface Group {
  readonly about: 'potential' | 'currents' | 'gates' | 'states' | 'definitions';
  /** Those that belong together, the first of which says what they are about. */
  readonly sets: readonly (readonly Equation[])[];
}

/** The equation of the potential, and all that is in it, in the order of a textbook. */
export function groupsOf(membrane: Membrane): readonly Group[] {
  const { currents, gates, states, definitions } = membrane;
  const groups: Group[] = [
    { about: 'potential', sets: [[potentialEquation(membrane)]] },
    { about: 'currents', sets: currents.map((current) => [currentEquation(current)]) },
    { about: 'gates', sets: gates.map(gateEquations) },
    {
      about: 'states',
      sets: states.map(({ name, slope, description }) => [
        { place: { kind: 'state', name }, math: equation([change(name)], formulaMath(slope)), description },
      ]),
    },
    {
      about: 'definitions',
      sets: Object.entries(definitions).map(([name, formula]) => [
        { place: { kind: 'definition', name }, math: equation([nameMath(name)], formulaMath(formula)) },
      ]),
    },
  ];
  return groups.filter(({ sets }) => sets.length > 0);
}

/** C dV/dt = I - the currents. */
function potentialEquation({ capacitance, currents }: Membrane): Equation {
  const ionic = currents.flatMap(({ name }) => [mo('−'), nameMath(name)]);
  const left = [
    ...formulaMath(capacitance, 'factor'),
    mo('\u2062', { lspace: '0', rspace: '0.17em' }),
    change('V'),
  ];
  return {
    place: { kind: 'capacitance', name: CAPACITANCE },
    math: equation(left, [mi('I'), ...ionic]),
  };
}

function currentEquation(current: Current): Equation {
  const { name, description } = current;
  const formula =
    'density' in current ? current.density : `(${current.conductance}) * (V - (${current.reversal}))`;
  return {
    place: { kind: 'current', name },
    math: equation([nameMath(name)], formulaMath(formula)),
    description,
  };
}

/** How it changes, and below that what it is made of, unless that is a mere name which is in the equation already. */
function gateEquations(gate: Gate): readonly Equation[] {
  const { name, description } = gate;
  const place: Place = { kind: 'gate', name };
  if ('instantaneous' in gate)
    return [{ place, math: equation([nameMath(name)], formulaMath(gate.instantaneous)), description }];
  const names = { alpha: `alpha_${name}`, beta: `beta_${name}`, inf: `${name}_inf`, tau: `tau_${name}` };
  const law =
    'alpha' in gate
      ? `${names.alpha} * (1 - ${name}) - ${names.beta} * ${name}`
      : `(${names.inf} - ${name}) / ${names.tau}`;
  const formulas: Readonly<Record<string, string>> = { ...gate };
  const parts = gateParts.flatMap((part): Equation[] => {
    const formula = formulas[part];
    if (formula === undefined) return [];
    const [left, right] = [nameMath(names[part]), formulaMath(formula)];
    if (xmlOf(left) === xmlOf(row(right))) return [];
    return [{ place: { ...place, part }, math: equation([left], right) }];
  });
  return [{ place, math: equation([change(name)], formulaMath(law)), description }, ...parts];
}

const change = (name: string): MathNode => fraction([mi('d'), nameMath(name)], [mi('d'), mi('t')]);

const equation = (left: readonly MathNode[], right: readonly MathNode[]): MathNode =>
  node('math', [...left, mo('='), ...right], { display: 'block' });

/** A name by itself. */
export const nameAlone = (name: string): MathNode => node('math', [nameMath(name)]);
