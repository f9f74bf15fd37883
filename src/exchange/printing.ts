import type { Call, Expr, Operation } from '../formula/expr.ts';
import { isCall, truths } from '../formula/expr.ts';
import { InputError } from '../input/schema.ts';

// Formulas as text of other languages.

/** What a language has for formulas. */
export interface Language {
  /** What it is called in messages. */
  readonly name: string;
  /** Operations that are functions of their arguments there, by name. */
  readonly functions: Readonly<Partial<Record<Operation, string>>>;
  /** x, but not below one value nor above another, where there is a function for it. */
  clamp?(x: string, low: string, high: string): string;
  /** x^y, of texts that need no parentheses around them. */
  power(x: string, y: string): string;
  /** y where a condition holds, else z. */
  select(condition: string, y: string, z: string): string;
  /** 1 where a condition holds, else 0. */
  truth(condition: string): string;
  /** Whether comparisons hold tighter than sums. */
  readonly tightComparisons?: boolean;
  readonly and: string;
  readonly or: string;
  /** Of a condition in parentheses. */
  not(condition: string): string;
  /** Any other operation, of texts that stand between commas. */
  other?(operation: Operation, args: readonly string[]): string | undefined;
}

/** How tightly texts hold together; what holds less than is needed gets parentheses. */
const level = { or: 1, and: 2, comparison: 3, sum: 4, product: 5, sign: 6, power: 7, atom: 8 } as const;

interface Printed {
  readonly text: string;
  readonly level: number;
}

/**
 * Prints formulas in a language.
 * @param nameOf what a symbol is called there
 */
export class Printer {
  constructor(
    private readonly language: Language,
    private readonly nameOf: (symbol: string) => string,
  ) {}

  /** @throws InputError if the language has no such operation */
  print(expr: Expr): string {
    return this.#value(expr).text;
  }

  /** The same where a condition is expected. */
  condition(expr: Expr): string {
    return this.#condition(expr).text;
  }

  /** A number with all its digits. */
  number(value: number): string {
    return numberText(value);
  }

  /** How tightly a side of a comparison holds together. */
  get #side(): number {
    return this.language.tightComparisons ? level.atom : level.sum;
  }

  #in(printed: Printed, least: number): string {
    return printed.level < least ? `(${printed.text})` : printed.text;
  }

  #value(expr: Expr): Printed {
    if (expr.kind === 'number')
      return { text: numberText(expr.value), level: expr.value < 0 ? level.sign : level.atom };
    if (expr.kind === 'symbol') return { text: this.nameOf(expr.name), level: level.atom };
    const { operation, args } = expr;
    if (truths.has(operation))
      return { text: this.language.truth(this.#condition(expr).text), level: level.atom };
    const value = (i: number, least: number) => this.#in(this.#value(args[i]!), least);
    switch (operation) {
      case 'add':
        return this.#sum(args, '+');
      case 'subtract':
        return this.#sum(args, '-');
      case 'multiply':
        return this.#product(args, '*');
      case 'divide':
        return this.#product(args, '/');
      case 'negate':
        return { text: `-${value(0, level.atom)}`, level: level.sign };
      case 'power':
        return { text: this.language.power(value(0, level.atom), value(1, level.atom)), level: level.power };
      case 'select':
        return {
          text: this.language.select(this.condition(args[0]), this.print(args[1]), this.print(args[2])),
          level: level.atom,
        };
      default:
        return { text: this.#function(expr), level: level.atom };
    }
  }

  #sum([x, y]: readonly [Expr, Expr], sign: '+' | '-'): Printed {
    const left = this.#in(this.#value(x), level.sum);
    // x + -3 is x - 3.
    if (y.kind === 'number' && y.value < 0) {
      const opposite = sign === '+' ? '-' : '+';
      return { text: `${left} ${opposite} ${numberText(-y.value)}`, level: level.sum };
    }
    return { text: `${left} ${sign} ${unsigned(this.#in(this.#value(y), level.product))}`, level: level.sum };
  }

  #product([x, y]: readonly [Expr, Expr], sign: '*' | '/'): Printed {
    const left = this.#in(this.#value(x), level.product);
    return { text: `${left} ${sign} ${this.#in(this.#value(y), level.power)}`, level: level.product };
  }

  #function(expr: Call): string {
    if (this.language.clamp && isCall(expr, 'minimum') && isCall(expr.args[0], 'maximum')) {
      const [[x, low], high] = [expr.args[0].args, expr.args[1]];
      return this.language.clamp(this.print(x), this.print(low), this.print(high));
    }
    const { operation, args } = expr;
    const texts = args.map((arg) => this.print(arg));
    const name = this.language.functions[operation];
    if (name) return `${name}(${texts.join(', ')})`;
    const text = this.language.other?.(operation, texts);
    if (text === undefined) throw this.#lacks(operation);
    return text;
  }

  #condition(expr: Expr): Printed {
    if (expr.kind !== 'call' || !truths.has(expr.operation))
      return { text: `${this.#in(this.#value(expr), this.#side)} != 0`, level: level.comparison };
    const { operation, args } = expr;
    const { and, or, not } = this.language;
    const value = (i: number) => unsigned(this.#in(this.#value(args[i]!), this.#side));
    const side = (i: number, least: number) => this.#in(this.#condition(args[i]!), least);
    switch (operation) {
      case 'less':
        return { text: `${value(0)} < ${value(1)}`, level: level.comparison };
      case 'lessEqual':
        return { text: `${value(0)} <= ${value(1)}`, level: level.comparison };
      case 'and':
        return { text: `${side(0, level.atom)} ${and} ${side(1, level.atom)}`, level: level.and };
      case 'or':
        return { text: `${side(0, level.atom)} ${or} ${side(1, level.atom)}`, level: level.or };
      case 'differ': {
        const [x, y] = [this.condition(args[0]), this.condition(args[1])];
        return { text: `((${x}) ${and} ${not(y)}) ${or} (${not(x)} ${and} (${y}))`, level: level.or };
      }
      default:
        return { text: not(this.condition(args[0])), level: level.comparison };
    }
  }

  #lacks(operation: string): InputError {
    return new InputError(
      `"${operation}" cannot be written for ${this.language.name}; choose another program, or leave it out of the formulas`,
    );
  }
}

/** Not every language reads a sign after another one or after a comparison. */
const unsigned = (text: string): string => (text.startsWith('-') ? `(${text})` : text);

/** A number with all its digits, as every language here reads it. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new InputError(`${value} cannot be written as a number`);
  return String(value + 0);
}
