import { evaluate } from '../../formula/evaluate.ts';
import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import type { XmlElement } from '../xml.ts';
import { type Base, inUnits, type Kind, POTENTIALS, type Powers, Resolver, type Units } from './component.ts';
import { formulaText } from './expressions.ts';
import { refused, textOf, whereOf } from './quantities.ts';

// Types of components that a document makes itself (LEMS: R. C. Cannon et al., Front. Neuroinform. 8 (2014) 79) for the rates, times and
// variables of its gates, as formulas of V.

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

/** The powers of time and voltage in what types give. */
const results: Readonly<Record<Kind, Powers>> = { Rate: [-1, 0], Time: [1, 0], Variable: [0, 0] };

const OURS: Units = [1, 1];
/** LEMS computes in these: where v is not divided by a unit it counts volts. */
const SI: Units = [1e-3, 1e-3];

/** Most types that extend one another. */
const MAX_LINEAGE = 8;
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
