import type { Traces } from '../../engine/simulation.ts';
import type { Course } from '../../view/charts/trace-chart.ts';

/** The last samples of one cell. */
export class TraceHistory {
  #time: number[] = [];
  #values: number[][] = [];

  /** @param span simulated time that is kept, ms */
  constructor(readonly span: number) {}

  clear(): void {
    this.#time = [];
    this.#values = [];
  }

  /** Adds the samples of the first traced cell. @param variables names, in the order in which they are kept */
  append({ cells, time, values }: Traces, variables: readonly string[]): void {
    if (this.#values.length !== variables.length) this.#values = variables.map(() => []);
    for (let i = 0; i < time.length; i++) {
      this.#time.push(time[i]!);
      for (const [v, name] of variables.entries()) this.#values[v]!.push(values[name]![i * cells.length]!);
    }
    const now = this.#time.at(-1) ?? 0;
    const old = this.#time.findIndex((t) => t >= now - this.span);
    if (old > 0) for (const list of [this.#time, ...this.#values]) list.splice(0, old);
  }

  /** The kept samples of some variables, by position. @param now ms */
  course(now: number, from: number, to: number): Course {
    return {
      time: this.#time.map((t) => t - now),
      values: this.#values.slice(from, to).map((list) => [...list]),
    };
  }

  /** The latest value of the first variable. */
  get latest(): number | undefined {
    return this.#values[0]?.at(-1);
  }
}
