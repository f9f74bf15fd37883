import { evaluate } from '../../formula/evaluate.ts';
import { type Expr, isCall } from '../../formula/expr.ts';
import { linearForm } from '../../formula/linear.ts';
import { POTENTIAL } from '../../model/names.ts';

/** One of the three forms of rates in NeuroML 2, with x = (V - midpoint) / scale. */
export interface Form {
  /** rate exp(x), rate / (1 + exp(-x)), or rate x / (1 - exp(-x)). */
  readonly kind: 'HHExp' | 'HHSigmoid' | 'HHExpLinear';
  readonly rate: number;
  /** mV */
  readonly midpoint: number;
  readonly scale: number;
}

const values: Readonly<Record<Form['kind'], (rate: number, x: number) => number>> = {
  HHExp: (rate, x) => rate * Math.exp(x),
  HHSigmoid: (rate, x) => rate / (1 + Math.exp(-x)),
  HHExpLinear: (rate, x) => (x === 0 ? rate : (-rate * x) / Math.expm1(-x)),
};

/** Potentials at which a form must be the formula, mV, and how near. */
const TRIED = [-113, -71.3, -40.7, -3.1, 47.9];
const NEAR = 1e-10;

/**
 * The form that a formula of V has.
 * @param expr of V alone, with singularities removed
 * @returns undefined if it has none of them
 */
export function formOf(expr: Expr): Form | undefined {
  const form = rounded(shapeOf(expr));
  if (!form) return undefined;
  const fits = TRIED.every((V) => {
    const [here, there] = [
      evaluate(expr, { [POTENTIAL]: V }),
      values[form.kind](form.rate, (V - form.midpoint) / form.scale),
    ];
    return Math.abs(here - there) <= NEAR * Math.abs(here);
  });
  return fits ? form : undefined;
}

/** Digits of numbers that people wrote come back: 10 for 1 / 0.1. */
const tidy = (x: number): number => Number(x.toPrecision(13)) + 0;

const rounded = (form: Form | undefined): Form | undefined =>
  form && { ...form, rate: tidy(form.rate), midpoint: tidy(form.midpoint), scale: tidy(form.scale) };

function shapeOf(expr: Expr): Form | undefined {
  const { factor, above, below } = product(expr);
  const [only, ...others] = [...above, ...below];
  if (!only || others.length > 0) return undefined;
  const upside = above.length === 1;
  const make = (kind: Form['kind'], argument: Expr, sign: number, rate = factor): Form | undefined => {
    const line = lineOf(argument);
    // sign (slope V + constant) = (V - midpoint) / scale
    return line && { kind, rate, midpoint: -line.constant / line.slope, scale: sign / line.slope };
  };
  if (isCall(only, 'exp')) return make('HHExp', only.args[0], upside ? 1 : -1);
  if (upside && isCall(only, 'bernoulli')) return make('HHExpLinear', only.args[0], -1);
  if (!upside && isCall(only, 'exprel')) return make('HHExpLinear', only.args[0], -1);
  if (!isCall(only, 'add')) return undefined;
  const [x, y] = only.args;
  const [one, other] = x.kind === 'number' ? [x, y] : [y, x];
  if (one.kind !== 'number' || one.value !== 1) return undefined;
  if (!upside && isCall(other, 'exp')) return make('HHSigmoid', other.args[0], -1);
  // 1 + tanh(u) = 2 / (1 + exp(-2 u))
  if (upside && isCall(other, 'tanh')) {
    const half = make('HHSigmoid', other.args[0], 1, 2 * factor);
    return half && { ...half, scale: half.scale / 2 };
  }
  return undefined;
}

/** A product as its numbers, and what else stands above and below the line. */
function product(expr: Expr): { factor: number; above: Expr[]; below: Expr[] } {
  if (expr.kind === 'number') return { factor: expr.value, above: [], below: [] };
  if (isCall(expr, 'negate')) {
    const inner = product(expr.args[0]);
    return { ...inner, factor: -inner.factor };
  }
  if (isCall(expr, 'multiply') || isCall(expr, 'divide')) {
    const [x, y] = [product(expr.args[0]), product(expr.args[1])];
    return expr.operation === 'multiply'
      ? { factor: x.factor * y.factor, above: [...x.above, ...y.above], below: [...x.below, ...y.below] }
      : { factor: x.factor / y.factor, above: [...x.above, ...y.below], below: [...x.below, ...y.above] };
  }
  return { factor: 1, above: [expr], below: [] };
}

/** An argument that is a straight line in V. */
function lineOf(expr: Expr): { slope: number; constant: number } | undefined {
  const { terms, constant } = linearForm(expr);
  const [term, ...others] = terms.values();
  if (!term || others.length > 0 || term.atom.kind !== 'symbol' || term.factor === 0) return undefined;
  return { slope: term.factor, constant };
}
