import type { Call, Expr } from './expr.ts';
import { kernels } from './float64.ts';
import { boundsOf, callRange, EVERYTHING, type Range } from './intervals.ts';

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
  readonly #foundWider = new Map<Expr, Range | undefined>();
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
    this.#foundWider.set(expr, range);
  }

  /**
   * Whether something is true of the range of an expression, or nothing is known of it. The wider range that interval arithmetic alone
   * finds is looked at first: that is many times less work.
   * @param ofWider what is true of every part of a range if it is true of the range; then the other need not be asked
   */
  holds(expr: Expr, ofRange: (range: Range) => boolean, ofWider = ofRange): boolean {
    const wider = this.#wider(expr);
    if (wider && ofWider(wider)) return true;
    const range = this.of(expr);
    return !range || ofRange(range);
  }

  #wider(expr: Expr): Range | undefined {
    return boundsOf(expr, this.#declared, this.#foundWider, this.#undeclared);
  }

  /** The range of an expression, or undefined if it is not bounded or not known. */
  of(expr: Expr): Range | undefined {
    const range = this.#intervalOf(expr);
    return range && Number.isFinite(range[0]) && Number.isFinite(range[1]) ? range : undefined;
  }

  /** The range with infinite bounds where there are none; undefined where there may be a pole or no number. */
  readonly #intervalOf = (expr: Expr): Range | undefined => {
    const known = this.#found.get(expr);
    if (known || this.#found.has(expr)) return known;
    const range = this.#compute(expr);
    this.#found.set(expr, range);
    return range;
  };

  #compute(expr: Expr): Range | undefined {
    if (expr.kind === 'number') return [expr.value, expr.value];
    if (expr.kind === 'symbol') return this.#declared.get(expr.name) ?? this.#undeclared;
    // Where interval arithmetic alone sees no pole, samples say it all, and the ranges of the parts are not needed.
    const sampled = this.#wider(expr) && this.#bySamples(expr);
    if (sampled) return sampled;
    const range = callRange(expr, this.#intervalOf);
    return range && (this.#bySamples(expr) ?? range);
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
