import { operationCalls } from './calls.ts';
import { callWith, type Expr, type Operation } from './expr.ts';

/** Makes equal expressions one object, for as long as the interner lives. */
export class Interner {
  readonly #values = new Map<number, Expr>();
  readonly #symbols = new Map<string, Expr>();
  readonly #calls = operationCalls<Expr>();
  readonly #numbers = new Map<Expr, number>();
  readonly #seen = new Map<Expr, Expr>();

  /** The object that stands for an expression. */
  intern(expr: Expr): Expr {
    if (expr.kind === 'number') return this.#keepIn(this.#values, expr.value, expr);
    if (expr.kind === 'symbol') return this.#keepIn(this.#symbols, expr.name, expr);
    let interned = this.#seen.get(expr);
    if (interned) return interned;
    const args: Expr[] = [];
    let isItself = true;
    for (const arg of expr.args) {
      const known = this.intern(arg);
      args.push(known);
      isItself &&= known === arg;
    }
    interned = this.#keepCall(expr.operation, args, isItself ? expr : undefined);
    this.#seen.set(expr, interned);
    return interned;
  }

  /** A call of interned arguments. */
  call(operation: Operation, ...args: readonly Expr[]): Expr {
    return this.#keepCall(operation, args, undefined);
  }

  /** @param made the call itself, if there is one */
  #keepCall(operation: Operation, args: readonly Expr[], made: Expr | undefined): Expr {
    const numbers: number[] = [];
    for (const arg of args) numbers.push(this.#numbers.get(arg)!);
    let expr = this.#calls.get(operation, numbers);
    if (!expr) {
      expr = made ?? callWith(operation, args);
      this.#calls.set(operation, numbers, expr);
      this.#numbers.set(expr, this.#numbers.size);
    }
    return expr;
  }

  #keepIn<Key>(table: Map<Key, Expr>, key: Key, made: Expr): Expr {
    const known = table.get(key);
    if (known) return known;
    table.set(key, made);
    this.#numbers.set(made, this.#numbers.size);
    return made;
  }
}
