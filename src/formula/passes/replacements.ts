import { callWith, type Expr, isCall } from '../expr.ts';
import type { Formulas } from './pass.ts';

/**
 * Formulas of interned expressions in which expressions are replaced by equal ones, with a count of how often each
 * expression is used: what a replacement saves is known from what it touches, without going through all formulas.
 */
export class Replacements {
  readonly #formulas: Formulas;
  readonly #uses = new Map<Expr, number>();
  readonly #replaced = new Map<Expr, Expr>();
  /** Different quotients in all formulas. */
  divisions = 0;

  constructor(formulas: Formulas) {
    this.#formulas = formulas;
    for (const expr of formulas.values()) this.#add(expr, 1);
  }

  /** What stands for an expression now. */
  current(expr: Expr): Expr {
    let current = expr;
    for (let next = this.#replaced.get(current); next; next = this.#replaced.get(current)) current = next;
    return current;
  }

  /** Whether any formula still contains an expression. */
  isUsed(expr: Expr): boolean {
    return this.#uses.has(expr);
  }

  /** All expressions in use, arguments before those that contain them. */
  expressions(): Expr[] {
    const found = new Set<Expr>();
    const visit = (arg: Expr) => {
      const expr = this.current(arg);
      if (found.has(expr)) return;
      if (expr.kind === 'call') expr.args.forEach(visit);
      found.add(expr);
    };
    for (const expr of this.#formulas.values()) visit(expr);
    return [...found];
  }

  /**
   * Replaces an expression if that leaves fewer divisions.
   * @param rewritten makes the replacement, while `isUsed` tells what is used outside of the expression
   */
  replaceIfCheaper(expr: Expr, rewritten: () => Expr): void {
    const before = this.divisions;
    const uses = this.#uses.get(expr)!;
    this.#remove(expr, uses);
    // What is merged keeps a division.
    if (before - this.divisions < 2) {
      this.#add(expr, uses);
      return;
    }
    const replacement = rewritten();
    this.#add(replacement, uses);
    if (this.divisions < before && !this.isUsed(expr)) {
      this.#replaced.set(expr, replacement);
    } else {
      this.#remove(replacement, uses);
      this.#add(expr, uses);
    }
  }

  /** The formulas with everything replaced. */
  formulas(): Formulas {
    const built = new Map<Expr, Expr>();
    const build = (arg: Expr): Expr => {
      const expr = this.current(arg);
      const known = built.get(expr);
      if (known) return known;
      let result = expr;
      if (expr.kind === 'call') {
        const args = expr.args.map(build);
        if (args.some((other, i) => other !== expr.args[i])) result = callWith(expr.operation, args);
      }
      built.set(expr, result);
      return result;
    };
    return new Map([...this.#formulas].map(([name, expr]) => [name, build(expr)]));
  }

  #add(arg: Expr, uses: number): void {
    const expr = this.current(arg);
    const known = this.#uses.get(expr) ?? 0;
    this.#uses.set(expr, known + uses);
    if (known > 0 || expr.kind !== 'call') return;
    if (isCall(expr, 'divide')) this.divisions++;
    for (const inner of expr.args) this.#add(inner, 1);
  }

  #remove(arg: Expr, uses: number): void {
    const expr = this.current(arg);
    const left = this.#uses.get(expr)! - uses;
    if (left > 0) {
      this.#uses.set(expr, left);
      return;
    }
    this.#uses.delete(expr);
    if (expr.kind !== 'call') return;
    if (isCall(expr, 'divide')) this.divisions--;
    for (const inner of expr.args) this.#remove(inner, 1);
  }
}
