import {
  type Expr,
  multiply,
  number,
  rewrite,
  substitute,
  subtract,
  sum,
  symbol,
  symbolsOf,
  within,
} from '../formula/expr.ts';
import { type Located, locate } from '../formula/parse.ts';
import { POTENTIALS } from '../formula/ranges.ts';
import { FormulaError } from '../formula/syntax.ts';
import { suggestion } from '../input/nearest.ts';
import { InputError } from '../input/schema.ts';
import { formulaFault, type Written } from './fault.ts';
import type { Membrane } from './membrane.ts';
import { conductanceName, IONIC, POTENTIAL } from './names.ts';

/** A formula of a document that has been read. */
export interface Formula extends Written, Located {}

/** A value that follows at once: a definition, a rate, a gate without delay, a conductance, a current. */
export interface Value {
  readonly name: string;
  readonly unit: string;
  /** What it is made of: its formula, and what stands beside it. */
  readonly expr: Expr;
  /** Where it comes from; the sum of all currents is written nowhere. */
  readonly formula: Formula | undefined;
  /** Whether it can be asked for. */
  readonly observable: boolean;
}

/** All formulas of a membrane. */
export interface MembraneFormulas {
  /** In an order in which what a value is made of comes before it. */
  readonly values: readonly Value[];
  readonly capacitance: Formula;
  /** Of the states that are no gates. */
  readonly slopes: ReadonlyMap<string, Formula>;
  readonly initials: ReadonlyMap<string, Formula>;
  /** Whether a name stands for what does not change: a parameter, or a definition made of nothing else. */
  isConstant(name: string): boolean;
}

/** Most operations inside one another, with everything that a formula is made of. */
const DEEPEST = 250;

/** Functions of steps and of tables: a membrane does not know the time, and brings no tables. */
const notOfMembranes = ['elapsed', 'lookup'];

/**
 * Reads every formula of a membrane.
 * @throws InputError that names a formula and the place in it, if it cannot be read, uses a name that is not known, or makes
 * a circle; or a name that means two things
 */
export function formulasOf(membrane: Membrane): MembraneFormulas {
  const known = meaningsOf(membrane);
  const read = (path: string, text: string): Formula => readFormula({ path, text }, known);

  const values = inOrder(valuesOf(membrane, read));
  const depths = depthsOf(values);
  const changing = new Set([POTENTIAL, ...statesOf(membrane)]);
  for (const { name, expr } of values) {
    if ([...symbolsOf(expr)].some((used) => changing.has(used))) changing.add(name);
  }
  const isConstant = (name: string) => !changing.has(name);
  const shallow = (path: string, text: string): Formula => {
    const formula = read(path, text);
    checkDepth(formula, formula.expr, depths);
    return formula;
  };
  const constant = (path: string, text: string): Formula => {
    const formula = shallow(path, text);
    for (const [part, at] of formula.places) {
      if (part.kind === 'symbol' && changing.has(part.name))
        throw formulaFault(formula, `"${part.name}" changes, and this must not`, at);
    }
    return formula;
  };
  return {
    values,
    capacitance: constant('capacitance', membrane.capacitance),
    slopes: new Map(
      membrane.states.map(({ name, slope }, i) => [name, shallow(`states.${i}.slope`, slope)] as const),
    ),
    initials: new Map(
      membrane.states.flatMap(({ name, initial }, i) =>
        initial === undefined ? [] : [[name, constant(`states.${i}.initial`, initial)] as const],
      ),
    ),
    isConstant,
  };
}

/** Names of the states but the potential: gates that take their time, and what is no gate. */
export function statesOf({ gates, states }: Membrane): string[] {
  const slow = gates.filter((gate) => !('instantaneous' in gate));
  return [...slow, ...states].map(({ name }) => name);
}

/** Every name that formulas can use. @throws InputError if one means two things */
function meaningsOf({ parameters, definitions, gates, states, currents }: Membrane): string[] {
  const meanings = new Map([[POTENTIAL, 'the membrane potential']]);
  const add = (name: string, meaning: string): void => {
    const other = meanings.get(name);
    if (other)
      throw new InputError(
        `${meaning}: "${name}" has two meanings, the other is ${other}; rename one of them`,
      );
    meanings.set(name, meaning);
  };
  for (const name of Object.keys(parameters)) add(name, `parameters.${name}`);
  for (const name of Object.keys(definitions)) add(name, `definitions.${name}`);
  for (const [list, entries] of Object.entries({ gates, states, currents })) {
    for (const [i, { name }] of entries.entries()) add(name, `${list}.${i}.name`);
  }
  for (const [i, current] of currents.entries()) {
    if ('conductance' in current) add(conductanceName(current.name), `currents.${i}.conductance`);
  }
  add(IONIC, 'the sum of the currents');
  return [...meanings.keys()];
}

function readFormula(written: Written, known: readonly string[]): Formula {
  let located: Located;
  try {
    located = locate(written.text, notOfMembranes);
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    throw formulaFault(written, error.reason, error.at);
  }
  for (const [part, at] of located.places) {
    // Also in a branch that is never taken a kernel has to hold it.
    if (part.kind === 'number' && !Number.isFinite(Math.fround(part.value)))
      throw formulaFault(written, `${part.value} does not fit into float32: at most 3.4e38`, at);
    if (part.kind !== 'symbol' || known.includes(part.name)) continue;
    throw formulaFault(written, `unknown symbol "${part.name}"${suggestion(part.name, known)}`, at);
  }
  return { ...written, ...located };
}

type Reader = (path: string, text: string) => Formula;

/**
 * The potential as formulas take it: where a cell is driven beyond the range, as at its nearer end. Only the force that drives a
 * current, V - reversal, goes on, and brings the cell back.
 */
const limited = within(symbol(POTENTIAL), number(POTENTIALS[1]));

/** Every value, in the order of the document. */
function valuesOf({ definitions, gates, currents }: Membrane, read: Reader): Value[] {
  const values: Value[] = [];
  const inRange = (expr: Expr) => substitute(expr, new Map([[POTENTIAL, limited]]));
  const add = (
    name: string,
    unit: string,
    formula: Formula,
    observable: boolean,
    expr = inRange(formula.expr),
  ) => values.push({ name, unit, expr, formula, observable });
  for (const [name, text] of Object.entries(definitions)) {
    add(name, '1', read(`definitions.${name}`, text), true);
  }
  for (const [i, gate] of gates.entries()) {
    const part = (key: string, text: string, unit: string) =>
      add(`${gate.name}.${key}`, unit, read(`gates.${i}.${key}`, text), false);
    if ('instantaneous' in gate) {
      add(gate.name, '1', read(`gates.${i}.instantaneous`, gate.instantaneous), true);
    } else if ('alpha' in gate) {
      part('alpha', gate.alpha, '1/ms');
      part('beta', gate.beta, '1/ms');
    } else {
      part('inf', gate.inf, '1');
      part('tau', gate.tau, 'ms');
    }
  }
  for (const [i, current] of currents.entries()) {
    if (!('conductance' in current)) continue;
    const open = read(`currents.${i}.conductance`, current.conductance);
    add(conductanceName(current.name), 'mS/cm2', open, true);
  }
  for (const [i, current] of currents.entries()) {
    if ('density' in current) {
      add(current.name, 'uA/cm2', read(`currents.${i}.density`, current.density), true);
      continue;
    }
    const reversal = read(`currents.${i}.reversal`, current.reversal);
    const driven = subtract(symbol(POTENTIAL), inRange(reversal.expr));
    const whole = multiply(symbol(conductanceName(current.name)), driven);
    add(current.name, 'uA/cm2', reversal, true, whole);
  }
  const ionic = sum(currents.map(({ name }) => symbol(name)));
  values.push({ name: IONIC, unit: 'uA/cm2', expr: ionic, formula: undefined, observable: true });
  return values;
}

/** What a value is made of before it. @throws InputError if values make a circle */
function inOrder(values: readonly Value[]): readonly Value[] {
  const byName = new Map(values.map((value) => [value.name, value]));
  const ordered = new Set<Value>();
  const open: Value[] = [];
  const visit = (value: Value): void => {
    if (ordered.has(value)) return;
    open.push(value);
    for (const name of symbolsOf(value.expr)) {
      const used = byName.get(name);
      if (!used) continue;
      const begin = open.indexOf(used);
      if (begin >= 0) throw circle(open.slice(begin), name);
      visit(used);
    }
    open.pop();
    ordered.add(value);
  };
  for (const value of values) visit(value);
  return [...ordered];
}

/** How many operations stand inside one another in each value, with what it is made of. */
function depthsOf(values: readonly Value[]): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  for (const { name, expr, formula } of values) depths.set(name, checkDepth(formula, expr, depths));
  return depths;
}

/** @throws InputError if it is more than can be worked on: everything that goes through a formula takes its part of the stack */
function checkDepth(formula: Formula | undefined, expr: Expr, depths: ReadonlyMap<string, number>): number {
  const found = new Map<Expr, number>();
  rewrite(expr, (_, node) => {
    const inside = node.kind === 'call' ? 1 + Math.max(0, ...node.args.map((arg) => found.get(arg)!)) : 0;
    found.set(node, node.kind === 'symbol' ? (depths.get(node.name) ?? 0) : inside);
    return node;
  });
  const depth = found.get(expr)!;
  const reason = `with its definitions ${depth} operations are inside one another; at most ${DEEPEST} can be`;
  if (depth > DEEPEST)
    throw formula ? formulaFault(formula, reason, 0) : new InputError(`currents: ${reason}`);
  return depth;
}

/** @param name of the value that the last one leads back to */
function circle(values: readonly Value[], name: string): InputError {
  const way = [...values.map((value) => value.name), name].join(' -> ');
  const { formula } = values.findLast((value) => value.formula)!;
  const place = [...formula!.places].find(([part]) => part.kind === 'symbol' && part.name === name);
  return formulaFault(formula!, `a circle of definitions, ${way}`, place?.[1] ?? 0);
}
