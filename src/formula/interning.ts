import { type Call, call, commutative, type Expr, type Operation } from './expr.ts';

/** Makes equal expressions one object, for as long as the interner lives. */
export class Interner {
  readonly #byKey = new Map<string, Expr>();
  readonly #numbers = new Map<Expr, number>();
  readonly #seen = new Map<Expr, Expr>();

  /** The object that stands for an expression. */
  intern(expr: Expr): Expr {
    const known = this.#seen.get(expr);
    if (known) return known;
    const interned =
      expr.kind === 'call'
        ? this.#keepCall(
            expr,
            expr.args.map((arg) => this.intern(arg)),
          )
        : this.#keep(expr.kind === 'number' ? `n${expr.value}` : `s${expr.name}`, () => expr);
    this.#seen.set(expr, interned);
    return interned;
  }

  /** A call of interned arguments. */
  call(operation: Operation, ...args: readonly Expr[]): Expr {
    return this.#keepCall({ kind: 'call', operation, args }, args);
  }

  #keepCall(expr: Call, args: readonly Expr[]): Expr {
    const numbers = args.map((arg) => this.#numbers.get(arg)!);
    if (commutative.has(expr.operation)) numbers.sort((a, b) => a - b);
    return this.#keep(`${expr.operation} ${numbers}`, () =>
      args.every((arg, i) => arg === expr.args[i]) ? expr : call(expr.operation, ...args),
    );
  }

  #keep(key: string, make: () => Expr): Expr {
    let expr = this.#byKey.get(key);
    if (!expr) {
      expr = make();
      this.#byKey.set(key, expr);
      this.#numbers.set(expr, this.#numbers.size);
    }
    return expr;
  }
}
