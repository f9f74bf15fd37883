import type { Snapshot } from '../../engine/simulation.ts';
import { bandsOf, type Method } from '../../protocol/bands.ts';
import { documentOf } from '../../protocol/experiment.ts';
import { representatives } from '../../studies/selection.ts';
import { assessor } from '../honesty/assessor.ts';
import type { BandEstimate } from '../honesty/estimate.ts';
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
    const estimates: BandEstimate[] = [];
    for (const { method, ...question } of this.#questions()) {
      const estimate = await assessor.ask(question).catch(() => undefined);
      if (estimate) estimates.push({ ...estimate, method });
    }
    this.#busy = false;
    const end = performance.now();
    this.#due = end + Math.max(INTERVAL, (end - begin) / SHARE);
    if (changes === this.#changes)
      this.loop.state.honesty.value = estimates.length > 0 ? estimates : undefined;
    else this.#due = end;
  }

  /** One for each band; one where there are none. */
  #questions() {
    const { population, snapshot, state } = this.loop;
    const { experiment, simulation } = population;
    const bands = bandsOf(experiment);
    const count = simulation.cells / bands.length;
    return bands.map((band, i) => {
      const first = i * count;
      const selected = state.selected.value - first;
      const cells = representatives(band, CELLS);
      const own = new Set(selected >= 0 && selected < count ? [...cells, selected] : cells);
      const { integrator, dt } = band;
      return {
        method: { integrator, dt },
        document: documentOf(band),
        cells: [...own],
        digits: simulation.adapter.engine === 'cpu-f64' ? ('float64' as const) : ('float32' as const),
        start: snapshot && statesOf(snapshot, [...own], first, { integrator, dt }),
      };
    });
  }
}

/** The part of a snapshot that belongs to some cells of a band. @param first cell of the band */
function statesOf(
  { step, dt, state }: Snapshot,
  cells: readonly number[],
  first: number,
  method: Method,
): Snapshot {
  const some = Object.entries(state).map(([name, values]) => [
    name,
    Float64Array.from(cells, (cell) => values[first + cell]!),
  ]);
  return { step: Math.round((step * dt) / method.dt), ...method, state: Object.fromEntries(some) };
}
