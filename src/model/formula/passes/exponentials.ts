import { type Expr, exp, isCall, multiply, number, rewriteAll, symbol } from '../expr.ts';
import { linearForm } from '../linear.ts';
import type { Formulas, Pass } from './pass.ts';
import { wholePower } from './powers.ts';

/** Highest power of an exponential that replaces another: each doubling doubles the relative rounding error. */
const HIGHEST = 8;

/** exp(slope * symbol + offset). */
interface Exponential {
  readonly symbol: string;
  readonly slope: number;
  readonly offset: number;
}

/**
 * Exponentials of one symbol whose slopes are small multiples of one another are made from one: with
 * E = exp(-V/80), exp(-V/20) is E^4 and exp(-(V + 35)/10) is exp(-3.5) E^8.
 */
export const shareExponentials: Pass = {
  name: 'exponentials',
  description: 'exponentials with slopes that are small multiples of one another are made from one',
  error: 1e-14,
  apply: (formulas) => {
    const found = collect(formulas);
    const squares = new Map<Expr, Expr[]>();
    const bases = new Map<string, Expr>();
    for (const { symbol: name, slope } of found) {
      bases.set(keyOf(name, slope), exp(multiply(number(slope), symbol(name))));
    }
    return rewriteAll(formulas, (node) => {
      const own = isCall(node, 'exp') ? read(node.args[0]!) : undefined;
      if (!own) return node;
      const base = found
        .filter((other) => other.symbol === own.symbol && wholeRatio(own.slope, other.slope) !== undefined)
        .reduce((a, b) => (Math.abs(a.slope) <= Math.abs(b.slope) ? a : b));
      const n = wholeRatio(own.slope, base.slope)!;
      const power = wholePower(bases.get(keyOf(base.symbol, base.slope))!, n, squares);
      return multiply(number(Math.exp(own.offset)), power);
    });
  },
};

const keyOf = (name: string, slope: number): string => `${name} ${slope.toPrecision(12)}`;

function collect(formulas: Formulas): Exponential[] {
  const found = new Map<string, Exponential>();
  rewriteAll(formulas, (node) => {
    const exponential = isCall(node, 'exp') ? read(node.args[0]!) : undefined;
    if (exponential) {
      const key = keyOf(exponential.symbol, exponential.slope);
      if (!found.has(key)) found.set(key, exponential);
    }
    return node;
  });
  return [...found.values()];
}

/** Reads an exponent that is linear in one symbol; large offsets would overflow once they are taken out. */
function read(exponent: Expr): Exponential | undefined {
  const form = linearForm(exponent);
  if (!form) return undefined;
  const names = [...form.keys()].filter((name) => name !== '' && form.get(name) !== 0);
  const offset = form.get('') ?? 0;
  if (names.length !== 1 || Math.abs(offset) > 20) return undefined;
  return { symbol: names[0]!, slope: form.get(names[0]!)!, offset };
}

/** n with a = n b for a whole 1 <= n <= HIGHEST. */
function wholeRatio(a: number, b: number): number | undefined {
  const n = Math.round(a / b);
  return n >= 1 && n <= HIGHEST && Math.abs(a / b - n) < 1e-9 ? n : undefined;
}
