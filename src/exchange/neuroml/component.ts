import { evaluate } from '../../formula/evaluate.ts';
import {
  type Expr,
  multiply,
  number,
  or,
  select,
  substitute,
  symbol,
  symbolsOf,
} from '../../formula/expr.ts';
import { parse } from '../../formula/parse.ts';
import { FormulaError } from '../../formula/syntax.ts';
import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import { POTENTIAL } from '../../model/names.ts';
import type { XmlElement } from '../xml.ts';
import { parseLems } from './expressions.ts';
import { type DimensionName, isPassing, quantityOf, refused, textOf, whereOf } from './quantities.ts';

// What one component of a type that a document makes itself computes, as a formula of V.

export type Kind = 'Rate' | 'Time' | 'Variable';

/** A type of the standard that may be extended. */
export interface Base {
  readonly kind: Kind;
  /** The variable that it gives. */
  readonly exposure: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Dimensions of constants and parameters, with the powers of time and voltage in them. */
const dimensions: Readonly<Record<string, { readonly name: DimensionName; readonly powers: Powers }>> = {
  none: { name: 'none', powers: [0, 0] },
  time: { name: 'time', powers: [1, 0] },
  per_time: { name: 'rate', powers: [-1, 0] },
  voltage: { name: 'voltage', powers: [0, 1] },
  per_voltage: { name: 'inverseVoltage', powers: [0, -1] },
};
export type Powers = readonly [time: number, voltage: number];

/** How many of the units one ms and one mV are. */
export type Units = readonly [time: number, voltage: number];
export const inUnits = ([time, voltage]: Powers, units: Units) => units[0] ** time * units[1] ** voltage;

/** Most operations and names in a formula. */
const MAX_SIZE = 1500;
/** Potentials at which formulas are tried, mV: beside round ones, where many are 0/0. */
export const POTENTIALS = Array.from({ length: 40 }, (_, i) => -120.3 + 5.1 * i);

/** A component of such a type. */
export interface Component {
  readonly element: XmlElement;
  /** Its type, and what that extends. */
  readonly lineage: readonly XmlElement[];
  readonly base: Base;
  /** Formulas in 1/ms that the type may ask for, by name. */
  readonly given: Readonly<Record<string, string>>;
}

/** Puts what a type is made of together, in one system of units. */
export class Resolver {
  /** What names mean: parameters, constants and variables, those of the type itself before those that it extends. */
  readonly #members = new Map<string, XmlElement>();
  readonly #found = new Map<string, Expr>();
  readonly #sizes = new Map<Expr, number>();
  readonly #open = new Set<string>();

  constructor(
    private readonly component: Component,
    private readonly units: Units,
  ) {
    for (const type of component.lineage) {
      for (const child of type.children) this.#member(child);
    }
  }

  result(): Expr {
    return this.#of(this.component.base.exposure);
  }

  #member(child: XmlElement): void {
    if (isPassing(child) || ['Exposure', 'Requirement'].includes(child.name)) return;
    if (child.name === 'Dynamics') for (const one of child.children) this.#member(one);
    else if (
      ['Parameter', 'Constant', 'DerivedVariable', 'ConditionalDerivedVariable'].includes(child.name)
    ) {
      const name = textOf(child, 'name');
      if (!this.#members.has(name)) this.#members.set(name, child);
    } else throw refused(child, 'a type has parameters, constants and derived variables here');
  }

  /** What a name means, as a formula of V in mV. */
  #of(name: string): Expr {
    const known = this.#found.get(name);
    if (known) return known;
    const { element, lineage } = this.component;
    if (this.#open.has(name)) throw refused(lineage[0]!, `its "${shown(name)}" depends on itself`);
    this.#open.add(name);
    const member = this.#members.get(name);
    const expr = member ? this.#meaning(member, name) : this.#standard(name);
    if (this.#sizeOf(expr) > MAX_SIZE)
      throw refused(element, `the formula of its type has more than ${MAX_SIZE} operations and names`);
    this.#open.delete(name);
    this.#found.set(name, expr);
    return expr;
  }

  #standard(name: string): Expr {
    const { element, lineage, base, given } = this.component;
    const inherited = base.parameters?.[name];
    if (inherited) return number(this.#quantity(element, name, inherited));
    if (name === 'v') return multiply(symbol(POTENTIAL), number(inUnits([0, 1], this.units)));
    if (Object.hasOwn(given, name))
      return multiply(parse(given[name]!), number(inUnits([-1, 0], this.units)));
    throw refused(lineage[0]!, `it needs "${shown(name)}", and only v is known here`);
  }

  #meaning(member: XmlElement, name: string): Expr {
    const { element } = this.component;
    const dimension = () => member.attributes.get('dimension') ?? 'none';
    switch (member.name) {
      case 'Constant':
        return number(this.#quantity(member, 'value', dimension()));
      case 'Parameter':
        return number(this.#quantity(element, name, dimension()));
      case 'DerivedVariable':
        return this.#expression(member, 'value');
      default:
        return this.#choice(member);
    }
  }

  #quantity(element: XmlElement, attribute: string, dimension: string): number {
    const known = Object.hasOwn(dimensions, dimension) ? dimensions[dimension]! : undefined;
    if (known) return quantityOf(element, attribute, known.name) * inUnits(known.powers, this.units);
    throw refused(
      element,
      `dimension "${shown(dimension)}" is not one of ${Object.keys(dimensions).join(', ')}`,
    );
  }

  #expression(element: XmlElement, attribute: string): Expr {
    const text = textOf(element, attribute);
    let expr: Expr;
    try {
      expr = parseLems(text);
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      throw new InputError(
        `${whereOf(element)}: ${attribute} = "${shown(text)}": ${shown(error.reason, 200)}`,
      );
    }
    return substitute(expr, new Map([...symbolsOf(expr)].map((name) => [name, this.#of(name)])));
  }

  /** The first case whose condition holds. */
  #choice(element: XmlElement): Expr {
    const cases = element.children.filter(({ name }) => name === 'Case');
    const last = cases.at(-1);
    if (!last) throw new InputError(`${whereOf(element)} has no Case; give it one`);
    const conditions = cases.flatMap((one) =>
      one.attributes.has('condition') ? [this.#expression(one, 'condition')] : [],
    );
    if (conditions.length === cases.length) this.#checkComplete(element, conditions.reduce(or));
    else if (conditions.length < cases.length - 1 || last.attributes.has('condition'))
      throw new InputError(`${whereOf(element)}: only its last Case may be without a condition`);
    return cases
      .slice(0, -1)
      .reduceRight(
        (rest, one, i) => select(conditions[i]!, this.#expression(one, 'value'), rest),
        this.#expression(last, 'value'),
      );
  }

  #checkComplete(element: XmlElement, any: Expr): void {
    const without = POTENTIALS.find((V) => evaluate(any, { V }) === 0);
    if (without === undefined) return;
    throw refused(
      element,
      `none of its cases holds at ${without.toFixed(1)} mV; add one without a condition`,
    );
  }

  /** Operations and names in a formula as it is written: parts that stand there twice count twice. */
  #sizeOf(expr: Expr): number {
    if (expr.kind !== 'call') return 1;
    const known = this.#sizes.get(expr);
    if (known !== undefined) return known;
    const size = expr.args.reduce((sum, arg) => sum + this.#sizeOf(arg), 1);
    this.#sizes.set(expr, size);
    return size;
  }
}
