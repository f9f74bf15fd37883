import type { Spikes } from './simulation.ts';

/** Most events of a population that are held until they are taken: two of every neuron, and not too few. */
export function spikeCapacity(cells: number): number {
  return Math.max(1 << 18, 2 * cells);
}

/** Events in the order of time, then of cell. @param time ms */
export function sortSpikes(cell: Uint32Array, time: Float64Array): Omit<Spikes, 'lost'> {
  const order = Uint32Array.from(cell.keys()).sort((a, b) => time[a]! - time[b]! || cell[a]! - cell[b]!);
  return { cell: Uint32Array.from(order, (i) => cell[i]!), time: Float64Array.from(order, (i) => time[i]!) };
}

/** A bounded list of events that counts what did not fit. */
export class SpikeList {
  #cell: number[] = [];
  #time: number[] = [];
  #lost = 0;

  constructor(readonly capacity: number) {}

  /** @param time ms */
  add(cell: number, time: number): void {
    if (this.#cell.length >= this.capacity) {
      this.#lost++;
      return;
    }
    this.#cell.push(cell);
    this.#time.push(time);
  }

  /** Forgets all events. */
  clear(): void {
    this.#cell = [];
    this.#time = [];
    this.#lost = 0;
  }

  /** Everything since the last call, in the order of time, then of cell. */
  take(): Spikes {
    const [cells, times, lost] = [this.#cell, this.#time, this.#lost];
    this.clear();
    return { ...sortSpikes(Uint32Array.from(cells), Float64Array.from(times)), lost };
  }
}
