import { float64Operations } from '../evaluate.ts';
import {
  add,
  call,
  callsOf,
  divide,
  type Expr,
  exp,
  multiply,
  number,
  type Operation,
  rewriteAll,
  select,
  subtract,
} from '../expr.ts';
import { Interner } from '../interning.ts';
import { expressionOf, type LinearForm, leadingFactor, linearForm } from '../linear.ts';
import { polynomial } from '../polynomial.ts';
import { LARGEST_EXPONENT, limitedExp } from './limits.ts';
import { type Pass, rangesOf } from './pass.ts';

/** Taylor coefficients of a function at 0, and how far out they are used where the function stands alone. */
interface Series {
  readonly coefficients: readonly number[];
  readonly reach: number;
}

/** Terms that a series has at most: as many as float64 can need. */
const TERMS = 26;
const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
const terms = (coefficient: (n: number, before: readonly number[]) => number): number[] => {
  const all: number[] = [];
  while (all.length < TERMS) all.push(coefficient(all.length, all));
  return all;
};
const series: Readonly<Record<'bernoulli' | 'exprel' | 'exprel2' | 'tanh' | 'sinh', Series>> = {
  bernoulli: {
    // The product with the series of exprel is 1.
    coefficients: terms((n, before) => {
      if (n > 1 && n % 2 === 1) return 0;
      return (n === 0 ? 1 : 0) - before.reduce((sum, b, k) => sum + b / factorial(n - k + 1), 0);
    }),
    reach: 0.4,
  },
  exprel: { coefficients: terms((n) => 1 / factorial(n + 1)), reach: 0.5 },
  exprel2: { coefficients: terms((n) => 1 / factorial(n + 2)), reach: 1 },
  tanh: {
    // Its derivative is 1 - tanh^2.
    coefficients: terms((n, before) => {
      if (n % 2 === 0) return 0;
      const square = before.reduce((sum, c, k) => sum + c * (before[n - 1 - k] ?? 0), 0);
      return ((n === 1 ? 1 : 0) - square) / n;
    }),
    reach: 0.3,
  },
  sinh: { coefficients: terms((n) => (n % 2 === 0 ? 0 : 1 / factorial(n))), reach: 0.5 },
};

type Special = keyof typeof series;
const isSpecial = (operation: Operation): operation is Special => Object.hasOwn(series, operation);

/**
 * The functions that WGSL lacks, or has only with less digits or range, are written with exponentials and, near 0 where
 * those lose digits, with their Taylor series; the choice is a select, not a branch. Functions of the same argument
 * share the exponential and the choice.
 * @param error largest relative error of a series where it is used: that of the quotient it stands for
 */
export const expandSpecialFunctions = (error: number): Pass => ({
  name: 'special functions',
  description:
    'u / (exp(u) - 1), (exp(u) - 1) / u and hyperbolic functions are written without branches, with a series near 0',
  error,
  apply: (formulas, context) => {
    const interner = new Interner();
    const interned = new Map([...formulas].map(([name, expr]) => [name, interner.intern(expr)]));
    const ranges = rangesOf(interned, context);
    const reaches = reachesOf(interned);
    const forms = new Map<Expr, LinearForm>();
    const expanded = new Map<Expr, Argument>();
    return rewriteAll(interned, (node, original) => {
      if (node.kind !== 'call' || original.kind !== 'call') return node;
      if (!isSpecial(node.operation) && node.operation !== 'cosh') return node;
      const [x, before] = [node.args[0], original.args[0]];
      let argument = expanded.get(x);
      if (!argument) {
        argument = new Argument(
          x,
          forms,
          reaches.get(before) ?? 0,
          () => ranges.of(before)?.[1] ?? Number.POSITIVE_INFINITY,
          error,
        );
        expanded.set(x, argument);
      }
      return argument[node.operation]();
    });
  },
});

/** How far out the series of each argument are used: where several functions share it, as far as any of them needs. */
function reachesOf(formulas: ReadonlyMap<string, Expr>): Map<Expr, number> {
  const reaches = new Map<Expr, number>();
  for (const { operation, args } of callsOf(formulas)) {
    const [x] = args;
    if (isSpecial(operation)) reaches.set(x, Math.max(reaches.get(x) ?? 0, series[operation].reach));
  }
  return reaches;
}

/** An argument of such functions, and what they share of it. */
class Argument {
  /** x = scale * base: an argument that is a sum as scale * (symbol + shift), so that the scale goes into coefficients. */
  readonly #x: Expr;
  readonly #scale: number;
  readonly #base: Expr;
  readonly #square: Expr;
  readonly #growth: Expr;
  readonly #reach: number;
  readonly #largest: () => number;
  readonly #error: number;

  /**
   * @param reach how far out the series are used
   * @param largest a value that x is known not to exceed
   * @param error largest relative error of a series
   */
  constructor(x: Expr, forms: Map<Expr, LinearForm>, reach: number, largest: () => number, error: number) {
    const form = linearForm(x, forms);
    this.#scale = leadingFactor(form) || 1;
    this.#base = leadingFactor(form) === 0 ? x : expressionOf(form, this.#scale);
    this.#x = leadingFactor(form) === 0 ? x : this.#times(1);
    this.#square = multiply(this.#base, this.#base);
    this.#growth = subtract(exp(this.#x), number(1));
    this.#reach = reach;
    this.#largest = largest;
    this.#error = error;
  }

  bernoulli(): Expr {
    // One division with its numerator and denominator chosen: the quotient can be merged with others.
    const near = this.#near('bernoulli');
    return divide(this.#choose(near, this.#x), this.#choose(number(1), this.#growth));
  }

  exprel(): Expr {
    return this.#choose(this.#near('exprel'), divide(this.#growth, this.#x));
  }

  exprel2(): Expr {
    const far = divide(subtract(this.#growth, this.#x), multiply(this.#x, this.#x));
    return this.#choose(this.#near('exprel2'), far);
  }

  /** (exp(2x) - 1) / (exp(2x) + 1) is -1 or 1 far out, if exp(2x) is not infinite. */
  tanh(): Expr {
    const exponent = this.#times(2);
    const growth = 2 * this.#largest() <= LARGEST_EXPONENT ? exp(exponent) : limitedExp(exponent);
    return divide(
      this.#choose(this.#nearOdd('tanh'), subtract(growth, number(1))),
      this.#choose(number(1), add(growth, number(1))),
    );
  }

  sinh(): Expr {
    const far = multiply(number(0.5), subtract(exp(this.#x), exp(this.#times(-1))));
    return this.#choose(this.#nearOdd('sinh'), far);
  }

  cosh(): Expr {
    return multiply(number(0.5), add(exp(this.#x), exp(this.#times(-1))));
  }

  #times(factor: number): Expr {
    return multiply(number(factor * this.#scale), this.#base);
  }

  #choose(near: Expr, far: Expr): Expr {
    const isNear = call('less', this.#square, number((this.#reach / this.#scale) ** 2));
    return select(isNear, near, far);
  }

  #near(name: Special): Expr {
    return polynomial(this.#base, this.#coefficients(name));
  }

  /** The series of an odd function, x times one in x^2. */
  #nearOdd(name: Special): Expr {
    const odd = this.#coefficients(name).filter((_, n) => n % 2 === 1);
    return multiply(this.#base, polynomial(this.#square, odd));
  }

  /** The coefficients that are needed as far as the series are used, of powers of `base`. */
  #coefficients(name: Special): number[] {
    const { coefficients } = series[name];
    const odd = coefficients[0] === 0;
    const value = (x: number) => Math.abs(float64Operations[name](x, 0, 0) / (odd ? x : 1));
    const tolerance = this.#error * Math.min(value(this.#reach), value(-this.#reach));
    const size = (n: number) => Math.abs(coefficients[n]!) * this.#reach ** (odd ? n - 1 : n);
    const needed = coefficients.findLastIndex((_, n) => size(n) > tolerance) + 1;
    return coefficients.slice(0, needed).map((c, n) => c * this.#scale ** n);
  }
}
