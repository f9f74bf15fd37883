import type { Call, Expr } from './expr.ts';
import { kernels } from './float64.ts';
import { EVERYTHING, intervals, type Range } from './intervals.ts';

export type { Range } from './intervals.ts';

/** Potentials that formulas are kept right for, mV. */
export const POTENTIALS: Range = [-150, 150];
/** Values that an expression of one symbol is tried at; over 300 mV they are 0.25 mV apart, finer than rates change. */
const SAMPLES = 1201;

/**
 * Ranges of expressions, from those of the symbols in them: by interval arithmetic, which knows a value from everything
 * but its correlations, and where an expression is of one symbol alone by sampling, which sees those as well.
 */
export class Ranges {
  readonly #declared: ReadonlyMap<string, Range>;
  readonly #undeclared: Range;
  readonly #found = new Map<Expr, Range | undefined>();
  readonly #symbols = new Map<Expr, string | undefined>();
  readonly #samples = new Map<Expr, Float64Array>();

  /**
   * @param declared ranges of symbols
   * @param undeclared range of all other symbols
   */
  constructor(declared: ReadonlyMap<string, Range>, undeclared: Range = EVERYTHING) {
    this.#declared = declared;
    this.#undeclared = undeclared;
  }

  /** Says that an expression lies in a range, whatever its parts do. */
  declare(expr: Expr, range: Range): void {
    this.#found.set(expr, range);
  }

  /** The range of an expression, or undefined if it is not bounded or not known. */
  of(expr: Expr): Range | undefined {
    const range = this.#intervalOf(expr);
    return range?.every(Number.isFinite) ? range : undefined;
  }

  /** The range with infinite bounds where there are none; undefined where there may be a pole or no number. */
  #intervalOf(expr: Expr): Range | undefined {
    if (!this.#found.has(expr)) this.#found.set(expr, this.#compute(expr));
    return this.#found.get(expr);
  }

  #compute(expr: Expr): Range | undefined {
    if (expr.kind === 'number') return [expr.value, expr.value];
    if (expr.kind === 'symbol') return this.#declared.get(expr.name) ?? this.#undeclared;
    const range = this.#byArguments(expr);
    return range && (this.#bySamples(expr) ?? range);
  }

  #byArguments({ operation, args }: Call): Range | undefined {
    const ranges = args.map((arg) => this.#intervalOf(arg));
    const [x = EVERYTHING, y = EVERYTHING, z = EVERYTHING] = ranges;
    if (ranges.includes(undefined)) return undefined;
    const range = intervals[operation](x, y, z);
    return range?.some(Number.isNaN) ? undefined : range;
  }

  #bySamples(expr: Call): Range | undefined {
    // With one argument that varies there are no correlations to be seen.
    if (expr.args.filter((arg) => this.#symbolIn(arg) !== '').length < 2) return undefined;
    if (!this.#symbolIn(expr)) return undefined;
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const value of this.#samplesOf(expr)) {
      if (!Number.isFinite(value)) return undefined;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return [low, high];
  }

  /** The one declared symbol of an expression; '' if it has no symbol, undefined if it has several or another. */
  #symbolIn(expr: Expr): string | undefined {
    if (expr.kind === 'number') return '';
    if (expr.kind === 'symbol') return this.#declared.has(expr.name) ? expr.name : undefined;
    if (this.#symbols.has(expr)) return this.#symbols.get(expr);
    let name: string | undefined = '';
    for (const arg of expr.args) {
      const other = this.#symbolIn(arg);
      if (other === '' || other === name) continue;
      name = name === '' ? other : undefined;
      if (name === undefined) break;
    }
    this.#symbols.set(expr, name);
    return name;
  }

  #samplesOf(expr: Expr): Float64Array {
    const known = this.#samples.get(expr);
    if (known) return known;
    const values = this.#sample(expr);
    this.#samples.set(expr, values);
    return values;
  }

  #sample(expr: Expr): Float64Array {
    const values = new Float64Array(SAMPLES);
    if (expr.kind === 'number') return values.fill(expr.value);
    if (expr.kind === 'symbol') {
      const [low, high] = this.#declared.get(expr.name)!;
      return values.map((_, i) => low + ((high - low) * i) / (SAMPLES - 1));
    }
    const [x, y, z] = expr.args.map((arg) => this.#samplesOf(arg));
    kernels[expr.operation](values, x!, y!, z!, SAMPLES);
    return values;
  }
}
