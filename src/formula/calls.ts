import { commutative, type Operation } from './expr.ts';

/** Two whole numbers below this make one that is exact in float64. */
const PAIR = 2 ** 26;

/** What is known of calls, found by what is called and the numbers of its arguments, of which there are one to three. */
export class Calls<Value, Called = Operation> {
  readonly #found = new Map<Called, Map<number, Value>>();
  readonly #pairs = new Map<number, number>();

  /** @param commutes calls that are the same whichever of two arguments is the first */
  constructor(private readonly commutes: (called: Called) => boolean) {}

  get(called: Called, args: readonly number[]): Value | undefined {
    return this.#found.get(called)?.get(this.#keyOf(called, args));
  }

  set(called: Called, args: readonly number[], value: Value): void {
    let found = this.#found.get(called);
    if (!found) {
      found = new Map();
      this.#found.set(called, found);
    }
    found.set(this.#keyOf(called, args), value);
  }

  #keyOf(called: Called, args: readonly number[]): number {
    const x = args[0]!;
    if (args.length === 1) return x;
    const y = args[1]!;
    if (args.length === 3) return x * PAIR + this.#pair(y * PAIR + args[2]!);
    return y < x && this.commutes(called) ? y * PAIR + x : x * PAIR + y;
  }

  #pair(key: number): number {
    let number = this.#pairs.get(key);
    if (number === undefined) {
      number = this.#pairs.size;
      this.#pairs.set(key, number);
    }
    return number;
  }
}

/** Of operations. */
export const operationCalls = <Value>(): Calls<Value> => new Calls((operation) => commutative.has(operation));
