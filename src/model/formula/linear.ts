import type { Expr } from './expr.ts';

/** A sum of symbols with numeric factors; the constant stands under the empty name. */
export type LinearForm = ReadonlyMap<string, number>;

/** The linear form of an expression, or undefined if it is not a sum of symbols with numeric factors. */
export function linearForm(expr: Expr): LinearForm | undefined {
  if (expr.kind === 'number') return new Map([['', expr.value]]);
  if (expr.kind === 'symbol') return new Map([[expr.name, 1]]);
  const forms = expr.args.map(linearForm);
  if (forms.includes(undefined)) return undefined;
  const [x, y] = forms as [LinearForm, LinearForm];
  switch (expr.operation) {
    case 'add':
      return combine(x, y, 1);
    case 'subtract':
      return combine(x, y, -1);
    case 'negate':
      return scale(x, -1);
    case 'multiply':
      if (isConstant(x)) return scale(y, x.get('') ?? 0);
      if (isConstant(y)) return scale(x, y.get('') ?? 0);
      return undefined;
    case 'divide':
      return isConstant(y) ? scale(x, 1 / (y.get('') ?? 0)) : undefined;
    default:
      return undefined;
  }
}

/** The factor c with a = c b, or undefined if there is none. */
export function ratio(a: LinearForm, b: LinearForm): number | undefined {
  const [name] = [...b.keys()]
    .filter((key) => b.get(key) !== 0)
    .sort()
    .reverse();
  if (name === undefined) return undefined;
  const factor = (a.get(name) ?? 0) / b.get(name)!;
  const names = new Set([...a.keys(), ...b.keys()]);
  for (const key of names) {
    const expected = factor * (b.get(key) ?? 0);
    // Decimal constants such as 0.1 * 40 are off by a few units in the last place.
    if (Math.abs((a.get(key) ?? 0) - expected) > 1e-12 * Math.max(1, Math.abs(expected))) return undefined;
  }
  return factor;
}

export function isConstant(form: LinearForm): boolean {
  return [...form].every(([name, factor]) => name === '' || factor === 0);
}

function scale(form: LinearForm, factor: number): LinearForm {
  return new Map([...form].map(([name, value]) => [name, value * factor]));
}

function combine(x: LinearForm, y: LinearForm, sign: number): LinearForm {
  const result = new Map(x);
  for (const [name, value] of y) result.set(name, (result.get(name) ?? 0) + sign * value);
  return result;
}
