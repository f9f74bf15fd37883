import type { Snapshot } from '../../engine/simulation.ts';
import { documentOf } from '../../protocol/experiment.ts';
import { representatives } from '../../studies/selection.ts';
import { assess } from '../honesty/assessor.ts';
import type { Change, Followed, Follower } from './follower.ts';

/** Cells that stand for the population; the selected one comes to them. */
const CELLS = 6;
/** Least wall time from one estimate to the next, and from a change to the first one after it, ms. */
const INTERVAL = 4000;
const AFTER_CHANGE = 1500;
/** Part of the time that estimates may take in their thread. */
const SHARE = 0.05;

/** What an estimate needs of the loop. */
export interface Estimated extends Followed {
  readonly snapshot: Snapshot | undefined;
}

/** Says how far the steps lead the population from where exact ones would, by some of its cells. */
export class Honesty implements Follower {
  #due = performance.now() + INTERVAL;
  #busy = false;
  /** Counts changes: an answer to what was asked before is worth nothing. */
  #changes = 0;

  constructor(private readonly loop: Estimated) {}

  changed(change: Change): void {
    if (change === 'time') return;
    this.#changes++;
    this.#due = performance.now() + AFTER_CHANGE;
    this.loop.state.honesty.value = undefined;
  }

  async turn(running: boolean): Promise<void> {
    const { honesty, diverged } = this.loop.state;
    const wanted = (running || !honesty.value) && !diverged.value;
    // Nobody waits for the answer.
    if (wanted && !this.#busy && performance.now() >= this.#due) void this.#estimate();
  }

  async #estimate(): Promise<void> {
    this.#busy = true;
    const changes = this.#changes;
    const begin = performance.now();
    const estimate = await assess(this.#question()).catch(() => undefined);
    this.#busy = false;
    const end = performance.now();
    this.#due = end + Math.max(INTERVAL, (end - begin) / SHARE);
    if (changes === this.#changes) this.loop.state.honesty.value = estimate;
    else this.#due = end;
  }

  #question() {
    const { population, snapshot, state } = this.loop;
    const { experiment, simulation } = population;
    const cells = [...new Set([...representatives(experiment, CELLS), state.selected.value])];
    return {
      document: documentOf(experiment),
      cells,
      digits: simulation.adapter.engine === 'cpu-f64' ? ('float64' as const) : ('float32' as const),
      start: snapshot && statesOf(snapshot, cells),
    };
  }
}

/** The part of a snapshot that belongs to some cells. */
function statesOf({ state, ...others }: Snapshot, cells: readonly number[]): Snapshot {
  const some = Object.entries(state).map(([name, values]) => [
    name,
    Float64Array.from(cells, (cell) => values[cell]!),
  ]);
  return { ...others, state: Object.fromEntries(some) };
}
