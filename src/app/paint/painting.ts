import type { Column } from '../../population/column.ts';
import type { Problem } from '../../problem/problem.ts';
import { validRange } from '../../protocol/experiment.ts';

/** What was painted on a number: what is added to it in each cell. */
type Layer = Float64Array;

/** Numbers that differ between cells because they were painted: what is added to each, by path and cell. */
export class Painting {
  readonly #layers = new Map<string, Layer>();

  /** Changes what is added to a number in some cells. @param cells of the whole population */
  paint(
    path: string,
    cells: Iterable<number>,
    count: number,
    change: (added: number, cell: number) => number,
  ): void {
    let layer = this.#layers.get(path);
    if (!layer) {
      layer = new Float64Array(count);
      this.#layers.set(path, layer);
    }
    for (const cell of cells) layer[cell] = change(layer[cell]!, cell);
  }

  /** Takes away what was painted, on some cells or on all. */
  wash(cells?: Iterable<number>): void {
    if (!cells) for (const layer of this.#layers.values()) layer.fill(0);
    else for (const cell of cells) for (const layer of this.#layers.values()) layer[cell] = 0;
  }

  /** Whether anything is painted. */
  get isVisible(): boolean {
    return [...this.#layers.values()].some((layer) => layer.some((added) => added !== 0));
  }

  /** The problem with what was painted in its numbers, none beyond its valid range. */
  applied(problem: Problem, validRange: (path: string) => readonly [number, number] | undefined): Problem {
    if (this.#layers.size === 0) return problem;
    const { columns, count } = problem.population;
    const painted = [...this.#layers].map(([path, layer]): Column => {
      const base = columns.find((column) => column.path === path);
      const own = problem.system.numbers.find((number) => number.path === path)!.value;
      const [low, high] = validRange(path) ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
      return {
        path,
        value: (cell) => Math.min(high, Math.max(low, (base?.value(cell) ?? own) + layer[cell]!)),
        extremes: [low, high],
        length: count,
        stride: 1,
      };
    });
    const others = columns.filter(({ path }) => !this.#layers.has(path));
    return { ...problem, population: { ...problem.population, columns: [...others, ...painted] } };
  }
}

/** The valid range of a number, where it has one. */
export const rangeOf = (model: Parameters<typeof validRange>[0]) => (path: string) => {
  const range = validRange(model, path);
  return range && ([range[0], range[1]] as const);
};
