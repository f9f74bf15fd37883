import { batch } from '@preact/signals';
import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import type { Loop } from '../session/loop.ts';
import type { State } from '../state.ts';
import { type Brush, brushesOf } from './brushes.ts';
import type { Painted } from './painted.ts';
import type { Painting } from './painting.ts';

/** Least simulated time for which a brush acts that lasts as long as it is pressed, ms. */
const LEAST_PULSE = 2;

/** What a brush does from a press to the release. */
export interface Stroke {
  /** Paints cells; each is painted once. */
  touch(cells: Iterable<number>): void;
  /** What lasts only while the brush is pressed goes; what was changed for good is measured anew. */
  end(): void;
}

/** Applies brushes to the cells of a population while it runs. */
export class Easel {
  #stroke: Stroke | undefined;

  constructor(
    private readonly state: State,
    private readonly loop: Loop,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Begins a stroke, which ends one that has not ended. @param id of the brush; without one of that name there is no stroke */
  begin(id: string | undefined): Stroke | undefined {
    this.#stroke?.end();
    const brush = brushesOf(this.loop.population.experiment).find((one) => one.id === id);
    this.#stroke = brush && this.#strokeOf(brush);
    return this.#stroke;
  }

  /**
   * Paints all cells as they were painted elsewhere, instead of what is painted now. Where that cannot be painted on them it is said, and they are
   * washed.
   */
  become(painted: Painted): void {
    const { painting, experiment } = this.loop.population;
    this.#do(async () => {
      try {
        if (painting !== this.loop.population.painting) return;
        checkPaths(experiment, painted);
        painting.become(painted);
        await this.#repaint();
      } catch (error) {
        painting.clear();
        throw error;
      } finally {
        batch(() => {
          if (this.state.paintWish.value?.painted === painted) this.state.paintWish.value = undefined;
          this.#publish();
        });
      }
    });
  }

  #publish(): void {
    this.state.painted.value = this.loop.population.painting.painted;
    this.loop.changed('values');
  }

  #strokeOf(brush: Brush): Stroke {
    const strength = this.state.strengths.value[brush.id] ?? brush.strength;
    const { painting } = this.loop.population;
    const begun = this.loop.time;
    const touched = new Set<number>();
    let waiting = new Set<number>();
    let over = false;
    return {
      touch: (cells) => {
        if (over) return;
        const isAsked = waiting.size > 0;
        for (const cell of cells) {
          if (touched.has(cell)) continue;
          touched.add(cell);
          waiting.add(cell);
        }
        // What comes until its turn is painted together.
        if (isAsked || waiting.size === 0) return;
        this.#do(async () => {
          const all = waiting;
          waiting = new Set();
          if (painting === this.loop.population.painting) await this.#paint(brush, strength, all);
        });
      },
      end: () => {
        if (over) return;
        over = true;
        // In its turn after all that is still to be painted.
        if (touched.size > 0) this.#do(() => this.#finish(brush, painting, touched, begun));
      },
    };
  }

  async #paint(brush: Brush, strength: number, cells: ReadonlySet<number>): Promise<void> {
    const { path } = brush;
    const { painting } = this.loop.population;
    if (path === undefined) painting.wash(cells);
    else if (brush.brief) painting.press(path, cells, strength);
    else painting.paint(path, cells, brush.change(strength));
    try {
      await this.#repaint();
    } catch (error) {
      // Another number that varies may be more than the engine can hold.
      if (path !== undefined) painting.clear(path);
      throw error;
    }
  }

  /** Ends a stroke; one that is brief not before it has acted. */
  async #finish(brush: Brush, painting: Painting, cells: ReadonlySet<number>, begun: number): Promise<void> {
    if (painting !== this.loop.population.painting) return;
    if (!brush.brief) {
      this.#publish();
      return;
    }
    const { time } = this.loop;
    if (this.state.running.value && time >= begun && time < begun + LEAST_PULSE) {
      setTimeout(() => this.#do(() => this.#finish(brush, painting, cells, begun)), 10);
      return;
    }
    painting.release(brush.path!, cells);
    await this.#repaint();
  }

  /** Puts what is painted into the cells. Where that needs another kernel, measuring begins anew. */
  async #repaint(): Promise<void> {
    const beginsAnew = await this.loop.population.repaint();
    if (beginsAnew) this.loop.changed('values');
    else this.loop.past.changed('values');
  }

  #do(job: () => Promise<void>): void {
    this.loop.exclusive(job).catch(this.onError);
  }
}

/** @throws InputError if something was painted that cells of this experiment cannot be painted with */
function checkPaths(experiment: Experiment, painted: Painted): void {
  const known = brushesOf(experiment).flatMap(({ path, brief }) => (path && !brief ? [path] : []));
  const wrong = painted.find(({ of }) => !known.includes(of));
  if (wrong)
    throw new InputError(
      `"${shown(wrong.of)}" is painted, but it is none of what can be painted on these cells: ${known.join(', ')}; they are not painted`,
    );
}
