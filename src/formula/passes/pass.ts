import type { Expr } from '../expr.ts';

/** Formulas that are computed together, by the name of what they give. */
export type Formulas = ReadonlyMap<string, Expr>;

/** A rewriting of formulas that keeps their values: exactly in real arithmetic, or within `error`. */
export interface Pass {
  readonly name: string;
  /** What it does, for people. */
  readonly description: string;
  /** Largest relative change of a value in float64, apart from rounding. */
  readonly error: number;
  apply(formulas: Formulas): Formulas;
}
