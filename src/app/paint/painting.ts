import type { Column } from '../../population/column.ts';
import type { Problem } from '../../problem/problem.ts';
import { validRange } from '../../protocol/experiment.ts';

/** What was painted on a number, in each cell: what is added to it for good, and what as long as a brush is pressed. */
interface Layer {
  readonly lasting: Float64Array;
  readonly brief: Float64Array;
}

/** Numbers that differ between cells because they were painted. */
export class Painting {
  readonly #layers = new Map<string, Layer>();

  /** @param count cells of the whole population */
  constructor(private readonly count: number) {}

  /** Adds to a number in some cells. @param change what is added by what was added before */
  paint(path: string, cells: Iterable<number>, change: (added: number, cell: number) => number): void {
    const { lasting } = this.#layer(path);
    for (const cell of cells) lasting[cell] = change(lasting[cell]!, cell);
  }

  /** Adds to a number in some cells for a while. */
  press(path: string, cells: Iterable<number>, amount: number): void {
    const { brief } = this.#layer(path);
    for (const cell of cells) brief[cell] = amount;
  }

  /** Ends what is added for a while. */
  release(path: string, cells: Iterable<number>): void {
    const brief = this.#layers.get(path)?.brief;
    if (brief) for (const cell of cells) brief[cell] = 0;
  }

  /** Takes away what was painted on some cells. */
  wash(cells: Iterable<number>): void {
    for (const cell of cells)
      for (const { lasting, brief } of this.#layers.values()) lasting[cell] = brief[cell] = 0;
  }

  /** Takes away all of it, or all that was painted on one number. */
  clear(path?: string): void {
    if (path === undefined) this.#layers.clear();
    else this.#layers.delete(path);
  }

  /** Whether anything is there that stays. */
  get isVisible(): boolean {
    return [...this.#layers.values()].some(({ lasting }) => lasting.some((added) => added !== 0));
  }

  /** The problem with what was painted on those of its numbers that it still has, none beyond its valid range. */
  applied(problem: Problem, validRange: (path: string) => readonly [number, number] | undefined): Problem {
    const { columns, count } = problem.population;
    const painted = [...this.#layers].flatMap(([path, { lasting, brief }]): Column[] => {
      const number = problem.system.numbers.find((one) => one.path === path);
      if (!number) return [];
      const base = columns.find((column) => column.path === path);
      const [low, high] = validRange(path) ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
      const value = (cell: number) => (base?.value(cell) ?? number.value) + lasting[cell]! + brief[cell]!;
      return [
        {
          path,
          value: (cell) => Math.min(high, Math.max(low, value(cell))),
          extremes: [low, high],
          length: count,
          stride: 1,
        },
      ];
    });
    if (painted.length === 0) return problem;
    const others = columns.filter(({ path }) => !painted.some((column) => column.path === path));
    return { ...problem, population: { ...problem.population, columns: [...others, ...painted] } };
  }

  #layer(path: string): Layer {
    let layer = this.#layers.get(path);
    if (!layer) {
      layer = { lasting: new Float64Array(this.count), brief: new Float64Array(this.count) };
      this.#layers.set(path, layer);
    }
    return layer;
  }
}

/** The valid range of a number, where it has one. */
export const rangeOf = (model: Parameters<typeof validRange>[0]) => (path: string) => {
  const range = validRange(model, path);
  return range && ([range[0], range[1]] as const);
};
