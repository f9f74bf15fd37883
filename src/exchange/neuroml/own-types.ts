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
import { formulaText, parseLems } from './expressions.ts';
import { type DimensionName, isPassing, quantityOf, refused, textOf, whereOf } from './quantities.ts';

// Types of components that a document makes itself (LEMS: R. C. Cannon et al., Front. Neuroinform. 8 (2014) 79) for the rates, times and
// variables of its gates, as formulas of V.

export type Kind = 'Rate' | 'Time' | 'Variable';

interface Base {
  readonly kind: Kind;
  /** The variable that it gives. */
  readonly exposure: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** The types of the standard that may be extended. */
const bases: Readonly<Record<string, Base>> = {
  baseVoltageDepRate: { kind: 'Rate', exposure: 'r' },
  baseVoltageDepTime: { kind: 'Time', exposure: 't' },
  baseVoltageDepVariable: { kind: 'Variable', exposure: 'x' },
  baseHHRate: {
    kind: 'Rate',
    exposure: 'r',
    parameters: { rate: 'per_time', midpoint: 'voltage', scale: 'voltage' },
  },
  baseHHVariable: {
    kind: 'Variable',
    exposure: 'x',
    parameters: { rate: 'none', midpoint: 'voltage', scale: 'voltage' },
  },
};

/** Dimensions of constants and parameters, with the powers of time and voltage in them. */
const dimensions: Readonly<Record<string, { readonly name: DimensionName; readonly powers: Powers }>> = {
  none: { name: 'none', powers: [0, 0] },
  time: { name: 'time', powers: [1, 0] },
  per_time: { name: 'rate', powers: [-1, 0] },
  voltage: { name: 'voltage', powers: [0, 1] },
  per_voltage: { name: 'inverseVoltage', powers: [0, -1] },
};
type Powers = readonly [time: number, voltage: number];

const results: Readonly<Record<Kind, Powers>> = { Rate: [-1, 0], Time: [1, 0], Variable: [0, 0] };

/** How many of the units one ms and one mV are. */
type Units = readonly [time: number, voltage: number];
const OURS: Units = [1, 1];
/** LEMS computes in these: where v is not divided by a unit it counts volts. */
const SI: Units = [1e-3, 1e-3];
const inUnits = ([time, voltage]: Powers, units: Units) => units[0] ** time * units[1] ** voltage;

/** Most types that extend one another, and most operations and names in a formula. */
const MAX_LINEAGE = 8;
const MAX_SIZE = 1500;
/** Potentials at which formulas are compared, mV: beside round ones, where many are 0/0. */
const POTENTIALS = Array.from({ length: 40 }, (_, i) => -120.3 + 5.1 * i);
/** What rounding makes of a formula in other units. */
const ROUNDING = 1e-6;

export class OwnTypes {
  readonly #types = new Map<string, XmlElement>();

  /** @param elements each a `ComponentType` */
  constructor(elements: readonly XmlElement[]) {
    for (const element of elements) {
      const name = textOf(element, 'name');
      if (this.#types.has(name))
        throw new InputError(`${whereOf(element)} "${shown(name)}" is there twice; keep one`);
      this.#types.set(name, element);
    }
  }

  /**
   * The formula of an element whose type is one of these, in 1/ms, ms or without a unit.
   * @param given formulas in 1/ms that its type may ask for, by name
   * @returns undefined if its type is none of these
   */
  formula(element: XmlElement, kind: Kind, given: Readonly<Record<string, string>> = {}): string | undefined {
    const type = this.#types.get(textOf(element, 'type'));
    if (!type) return undefined;
    const { lineage, base } = this.#lineageOf(type);
    if (base.kind !== kind)
      throw refused(element, `its type gives a ${base.kind.toLowerCase()}, not a ${kind.toLowerCase()}`);
    const component = { element, lineage, base, given };
    const expr = new Resolver(component, OURS).result();
    const exact = new Resolver(component, SI).result();
    const scale = inUnits(results[kind], SI);
    for (const V of POTENTIALS) {
      const [own, other] = [evaluate(expr, { V }), evaluate(exact, { V }) / scale];
      if (isNear(own, other)) continue;
      throw refused(
        type,
        'its formula has other values in V and s than in mV and ms; divide v by a Constant such as "1 mV"',
      );
    }
    return formulaText(expr);
  }

  #lineageOf(type: XmlElement): { lineage: readonly XmlElement[]; base: Base } {
    const lineage = [type];
    for (;;) {
      const last = lineage.at(-1)!;
      const name = textOf(last, 'extends');
      if (Object.hasOwn(bases, name)) return { lineage, base: bases[name]! };
      const next = this.#types.get(name);
      if (!next || lineage.length === MAX_LINEAGE)
        throw refused(
          last,
          `it extends "${shown(name)}", and only ${Object.keys(bases).join(', ')} are known here`,
        );
      lineage.push(next);
    }
  }
}

const isNear = (a: number, b: number): boolean =>
  Object.is(a, b) ||
  (!Number.isFinite(a) && !Number.isFinite(b)) ||
  Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b));

interface Component {
  readonly element: XmlElement;
  /** Its type, and what that extends. */
  readonly lineage: readonly XmlElement[];
  readonly base: Base;
  readonly given: Readonly<Record<string, string>>;
}

/** Puts what a type is made of together, in one system of units. */
class Resolver {
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
