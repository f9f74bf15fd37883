import type { Expr, Operation } from '../expr.ts';
import { Interner } from '../interning.ts';
import type { Range, Ranges } from '../ranges.ts';
import { type Pass, rangesOf } from './pass.ts';
import { Replacements } from './replacements.ts';

/** Largest product that may be made where there was none: float32 ends at 3.4e38, and sums follow. */
const LARGEST = 1e37;
/** Smallest denominator that may be made: float32 knows 0 alone below 1.2e-38. */
const SMALLEST = 1e-37;
/** What a symbol without a declared range is taken for: a number that people write. */
const UNDECLARED: Range = [-1e6, 1e6];

/** numerator / denominator; no denominator means 1. */
interface Fraction {
  readonly numerator: Expr;
  readonly denominator?: Expr | undefined;
}

/**
 * Brings sums, products and quotients of fractions over one denominator, where that leaves fewer divisions: a rate
 * that is itself a quotient then costs no division of its own inside an implicit step. No product is made that can
 * leave float32 within the declared ranges.
 */
export const mergeQuotients: Pass = {
  name: 'quotients',
  description: 'nested quotients are brought over one denominator where that saves divisions',
  error: 0,
  apply: (formulas, context) => {
    const interner = new Interner();
    const interned = new Map([...formulas].map(([name, expr]) => [name, interner.intern(expr)]));
    const replacements = new Replacements(interned);
    const merger = new Merger(interner, replacements, rangesOf(interned, context, UNDECLARED));
    // Quotients before sums: x + a/b rounds less than (bx + a)/b where both have one division.
    for (const operations of [['divide'], ['add', 'subtract']] as const) {
      // The outermost first: what is merged into one is not tried by itself again.
      for (const node of candidates(replacements, operations).reverse()) {
        if (replacements.isUsed(node)) replacements.replaceIfCheaper(node, () => merger.merged(node));
      }
    }
    return replacements.formulas();
  },
};

/** Operations that a denominator can be taken out of. */
const transparent: ReadonlySet<Operation> = new Set(['add', 'subtract', 'multiply', 'negate']);

/** Calls of some operations that have a quotient directly inside; inner ones before those that contain them. */
function candidates(replacements: Replacements, operations: readonly Operation[]): Expr[] {
  const found: Expr[] = [];
  const holders = new Set<Expr>();
  for (const node of replacements.expressions()) {
    if (node.kind !== 'call') continue;
    const holds = node.args.some((arg) => holders.has(replacements.current(arg)));
    if (holds && operations.includes(node.operation)) found.push(node);
    if (node.operation === 'divide' || (holds && transparent.has(node.operation))) holders.add(node);
  }
  return found;
}

/** Writes expressions as one fraction each. */
class Merger {
  readonly #interner: Interner;
  readonly #replacements: Replacements;
  readonly #ranges: Ranges;

  constructor(interner: Interner, replacements: Replacements, ranges: Ranges) {
    this.#interner = interner;
    this.#replacements = replacements;
    this.#ranges = ranges;
  }

  /** An expression over one denominator; what is used outside of it stays a value of its own inside. */
  merged(expr: Expr): Expr {
    return this.#value(this.#fraction(expr, new Map()));
  }

  #fraction(arg: Expr, cache: Map<Expr, Fraction>): Fraction {
    const expr = this.#replacements.current(arg);
    if (expr.kind !== 'call' || this.#replacements.isUsed(expr)) return { numerator: expr };
    const known = cache.get(expr);
    if (known) return known;
    const fractions = expr.args.map((inner) => this.#fraction(inner, cache));
    const result = this.#compute(expr.operation, fractions);
    cache.set(expr, result);
    return result;
  }

  #compute(operation: Operation, fractions: readonly Fraction[]): Fraction {
    const x = fractions[0]!;
    const y = fractions[1];
    const wholes = fractions.map((fraction) => this.#value(fraction));
    if (operation === 'divide') return this.#quotient(x, y!, wholes[0]!, wholes[1]!);
    // A function takes the value of its arguments; their own quotients are merged among themselves.
    const apart = { numerator: this.#interner.call(operation, ...wholes) };
    if (!transparent.has(operation)) return apart;
    // Two different denominators are not multiplied: that costs as much as it saves, and their product may overflow.
    if (x.denominator && y?.denominator && (x.denominator !== y.denominator || operation === 'multiply'))
      return apart;
    const denominator = x.denominator ?? y?.denominator;
    if (!denominator) return apart;
    const terms = fractions.map((term) =>
      operation === 'multiply' ? term.numerator : this.#over(term, denominator),
    );
    const numerator = this.#interner.call(operation, ...terms);
    return this.#isWithin(numerator, LARGEST) && terms.every((expr) => this.#isWithin(expr, LARGEST))
      ? { numerator, denominator }
      : apart;
  }

  /** A quotient of two fractions. */
  #quotient(x: Fraction, y: Fraction, whole: Expr, divisor: Expr): Fraction {
    const apart = { numerator: whole, denominator: divisor };
    if (x.denominator && y.denominator && x.denominator !== y.denominator) return apart;
    const common = x.denominator ?? y.denominator;
    if (!common) return apart;
    const numerator = this.#over(x, common);
    const denominator = this.#over(y, common);
    const fits =
      this.#isWithin(numerator, LARGEST) &&
      this.#isWithin(denominator, LARGEST) &&
      this.#isBeyond(denominator, SMALLEST);
    return fits ? { numerator, denominator } : apart;
  }

  /** The numerator of a fraction that is brought over a denominator, its own or that of another one. */
  #over({ numerator, denominator }: Fraction, common: Expr): Expr {
    return denominator ? numerator : this.#interner.call('multiply', numerator, common);
  }

  #value({ numerator, denominator }: Fraction): Expr {
    return denominator ? this.#interner.call('divide', numerator, denominator) : numerator;
  }

  /** False if it is known that a value can be larger. */
  #isWithin(expr: Expr, largest: number): boolean {
    return this.#ranges.holds(expr, (range) => Math.max(-range[0], range[1]) <= largest);
  }

  /** False if it is known that a value other than 0 can be smaller. */
  #isBeyond(expr: Expr, smallest: number): boolean {
    const hasZero = (range: Range) => range[0] <= 0 && range[1] >= 0;
    const isLarge = (range: Range) => Math.min(Math.abs(range[0]), Math.abs(range[1])) >= smallest;
    return this.#ranges.holds(
      expr,
      (range) => hasZero(range) || isLarge(range),
      (range) => !hasZero(range) && isLarge(range),
    );
  }
}
