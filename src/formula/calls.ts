import { commutative, type Operation } from './expr.ts';

/** Two whole numbers below this make one that is exact in float64. */
const PAIR = 2 ** 26;

/** What is known of calls, found by their operation and the numbers of their arguments, in any order where that does not matter. */
export class Calls<Value> {
  readonly #found = new Map<Operation, Map<number, Value>>();
  readonly #pairs = new Map<number, number>();

  get(operation: Operation, args: readonly number[]): Value | undefined {
    return this.#found.get(operation)?.get(this.#keyOf(operation, args));
  }

  set(operation: Operation, args: readonly number[], value: Value): void {
    let found = this.#found.get(operation);
    if (!found) {
      found = new Map();
      this.#found.set(operation, found);
    }
    found.set(this.#keyOf(operation, args), value);
  }

  #keyOf(operation: Operation, args: readonly number[]): number {
    const x = args[0]!;
    if (args.length === 1) return x;
    const y = args[1]!;
    if (args.length === 3) return x * PAIR + this.#pair(y * PAIR + args[2]!);
    return y < x && commutative.has(operation) ? y * PAIR + x : x * PAIR + y;
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
