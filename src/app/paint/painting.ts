import type { Column } from '../../population/column.ts';
import type { Problem } from '../../problem/problem.ts';
import { validRange } from '../../protocol/experiment.ts';
import { type Change, combined, type Painted, paintedValue, runsOf, unchanged } from './painted.ts';

/** What was painted on a number, in each cell: a change for good, and what is added as long as a brush is pressed. */
interface Layer {
  readonly factors: Float64Array;
  readonly added: Float64Array;
  readonly brief: Float64Array;
}

/** Numbers that differ between cells because they were painted. */
export class Painting {
  readonly #layers = new Map<string, Layer>();

  /** @param count cells of the whole population */
  constructor(private readonly count: number) {}

  /** Changes a number in some cells, after what was painted on it before. */
  paint(path: string, cells: Iterable<number>, change: Change): void {
    const layer = this.#layer(path);
    for (const cell of cells) put(layer, cell, combined(changeIn(layer, cell), change));
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
      for (const layer of this.#layers.values()) {
        put(layer, cell, unchanged);
        layer.brief[cell] = 0;
      }
  }

  /** Takes away all of it, or all that was painted on one number. */
  clear(path?: string): void {
    if (path === undefined) this.#layers.clear();
    else this.#layers.delete(path);
  }

  /** What stays of it. */
  get painted(): Painted {
    return [...this.#layers].flatMap(([of, layer]) => {
      const changes = runsOf(this.count, (cell) => changeIn(layer, cell));
      return changes.length > 0 ? [{ of, changes }] : [];
    });
  }

  /** Becomes what was painted elsewhere, as far as it has cells. */
  become(painted: Painted): void {
    this.clear();
    for (const { of, changes } of painted) {
      const layer = this.#layer(of);
      for (const [factor, added, runs] of changes) {
        for (let i = 0, end = 0; i + 1 < runs.length; i += 2) {
          const from = end + runs[i]!;
          end = from + runs[i + 1]!;
          layer.factors.fill(factor, from, end);
          layer.added.fill(added, from, end);
        }
      }
    }
  }

  /** The problem with what was painted on those of its numbers that it still has, none beyond its valid range. */
  applied(problem: Problem, validRange: (path: string) => readonly [number, number] | undefined): Problem {
    const { columns, count } = problem.population;
    const painted = [...this.#layers].flatMap(([path, layer]): Column[] => {
      const number = problem.system.numbers.find((one) => one.path === path);
      if (!number) return [];
      const base = columns.find((column) => column.path === path);
      const range = validRange(path) ?? ([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const);
      const own = (cell: number) => base?.value(cell) ?? number.value;
      return [
        {
          path,
          value: (cell) => {
            const { factor, added } = changeIn(layer, cell);
            return paintedValue(own(cell), { factor, added: added + layer.brief[cell]! }, range);
          },
          extremes: range,
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
      const [factors, added, brief] = [1, 0, 0].map((value) => new Float64Array(this.count).fill(value));
      layer = { factors: factors!, added: added!, brief: brief! };
      this.#layers.set(path, layer);
    }
    return layer;
  }
}

const changeIn = ({ factors, added }: Layer, cell: number): Change => ({
  factor: factors[cell]!,
  added: added[cell]!,
});

function put({ factors, added }: Layer, cell: number, change: Change): void {
  factors[cell] = change.factor;
  added[cell] = change.added;
}

/** The valid range of a number, where it has one. */
export const rangeOf = (model: Parameters<typeof validRange>[0]) => (path: string) => {
  const range = validRange(model, path);
  return range && ([range[0], range[1]] as const);
};
