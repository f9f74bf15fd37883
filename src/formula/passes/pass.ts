import type { Expr } from '../expr.ts';
import { type Range, Ranges } from '../ranges.ts';

/** Formulas that are computed together, by the name of what they give. */
export type Formulas = ReadonlyMap<string, Expr>;

/** What is known of the symbols in formulas. */
export interface PassContext {
  /** Declared range of symbols: states, and whatever else is bounded. */
  readonly ranges: ReadonlyMap<string, Range>;
  /** Names of formulas whose value stays in the declared range of the symbol of that name, as the next value of a state. */
  readonly closed?: ReadonlySet<string>;
}

/** A rewriting of formulas that keeps their values: exactly in real arithmetic, or within `error`. */
export interface Pass {
  readonly name: string;
  /** What it does, for people. */
  readonly description: string;
  /** Largest relative change of a value in float64, apart from rounding. */
  readonly error: number;
  apply(formulas: Formulas, context: PassContext): Formulas;
}

/** Ranges of what formulas are made of. @param undeclared range of symbols that have none */
export function rangesOf(formulas: Formulas, { ranges, closed }: PassContext, undeclared?: Range): Ranges {
  const known = new Ranges(ranges, undeclared);
  for (const name of closed ?? []) {
    const [expr, range] = [formulas.get(name), ranges.get(name)];
    if (expr && range) known.declare(expr, range);
  }
  return known;
}
