import type { Loop } from '../loop.ts';
import type { State } from '../state.ts';
import { type Brush, brushesOf } from './brushes.ts';

/** Least simulated time for which a brush acts that lasts as long as it is pressed, ms. */
const LEAST_PULSE = 2;

/** What a brush does from a press to the release. */
interface Stroke {
  readonly brush: Brush;
  readonly strength: number;
  /** Cells that it has come to: each is painted once. */
  readonly touched: Set<number>;
  /** Those that are still to be painted, and those that are. */
  waiting: Set<number>;
  readonly painted: Set<number>;
  /** Simulated time at which it began, ms. */
  readonly begun: number;
}

/** Applies brushes to the cells of a population while it runs. */
export class Easel {
  #stroke: Stroke | undefined;
  #busy = false;

  constructor(
    private readonly state: State,
    private readonly loop: Loop,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Begins a stroke. @param id of the brush @returns false if there is none of that name */
  begin(id: string | undefined): boolean {
    const brush = brushesOf(this.loop.population.experiment).find((one) => one.id === id);
    this.#stroke = brush && {
      brush,
      strength: this.state.strengths.value[brush.id] ?? brush.strength,
      touched: new Set(),
      waiting: new Set(),
      painted: new Set(),
      begun: this.loop.time,
    };
    return brush !== undefined;
  }

  /** Paints cells with the brush of the present stroke. */
  touch(cells: Iterable<number>): void {
    const stroke = this.#stroke;
    if (!stroke) return;
    for (const cell of cells) {
      if (stroke.touched.has(cell)) continue;
      stroke.touched.add(cell);
      stroke.waiting.add(cell);
    }
    void this.#apply(stroke);
  }

  /** Ends the stroke: what lasts only while the pointer is pressed goes, and what was changed for good is measured anew. */
  end(): void {
    const stroke = this.#stroke;
    this.#stroke = undefined;
    if (!stroke || stroke.touched.size === 0) return;
    if (stroke.brush.brief) this.#takeBack(stroke);
    else this.#do(async () => this.loop.changed('values'));
  }

  /** Takes away all that was painted. */
  wash(): void {
    this.#do(async () => {
      const { population } = this.loop;
      population.painting.wash();
      await population.repaint();
      this.state.painted.value = false;
      this.loop.changed('values');
    });
  }

  /** Applies a stroke to all that waits, in one change; what comes meanwhile waits for the next. */
  async #apply(stroke: Stroke): Promise<void> {
    if (this.#busy || stroke.waiting.size === 0) return;
    this.#busy = true;
    const cells = stroke.waiting;
    stroke.waiting = new Set();
    try {
      await this.loop.exclusive(() => this.#paint(stroke, cells));
    } catch (error) {
      this.onError(error);
    } finally {
      this.#busy = false;
    }
    await this.#apply(stroke);
  }

  async #paint({ brush, strength, painted }: Stroke, cells: ReadonlySet<number>): Promise<void> {
    const { population } = this.loop;
    const { painting } = population;
    if (brush.path === undefined) painting.wash(cells);
    else {
      const own = this.#ownValue(brush.path);
      painting.paint(brush.path, cells, population.simulation.cells, (added, cell) => {
        return added + brush.change(own(cell) + added, strength);
      });
    }
    await population.repaint();
    for (const cell of cells) painted.add(cell);
    if (!brush.brief) this.state.painted.value = painting.isVisible;
  }

  /** Ends what lasts as long as the brush is pressed, but not before it has acted. */
  #takeBack(stroke: Stroke): void {
    const { brush, strength, painted, begun } = stroke;
    this.#do(async () => {
      const { population, time } = this.loop;
      if (this.state.running.value && time >= begun && time < begun + LEAST_PULSE) {
        setTimeout(() => this.#takeBack(stroke), 10);
        return;
      }
      population.painting.paint(
        brush.path!,
        painted,
        population.simulation.cells,
        (added) => added - strength,
      );
      await population.repaint();
    });
  }

  /** Value of a number in a cell, without what was painted. */
  #ownValue(path: string): (cell: number) => number {
    const { unpainted } = this.loop.population;
    const column = unpainted.population.columns.find((one) => one.path === path);
    const value = unpainted.system.numbers.find((one) => one.path === path)!.value;
    return (cell) => column?.value(cell) ?? value;
  }

  #do(job: () => Promise<void>): void {
    this.loop.exclusive(job).catch(this.onError);
  }
}
