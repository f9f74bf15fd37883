import type { Spikes } from './simulation.ts';

/**
 * The time before which all events are known. A potential is looked at two steps after it was reached, and an event may lie up
 * to a step before the potential that stands for it.
 * @param pending earliest step that stands for such a peak, or the present one
 * @param dt step, ms
 */
export const completeUntil = (pending: number, dt: number): number => Math.max(0, pending - 2) * dt;

/** Most events of a population that are held until they are taken: two of every neuron, and not too few. */
export function spikeCapacity(cells: number): number {
  return Math.max(1 << 18, 2 * cells);
}

/** Events in the order of time, then of cell. @param time ms */
export function sortSpikes(cell: Uint32Array, time: Float64Array): Pick<Spikes, 'cell' | 'time'> {
  const order = sortedOrder(cell, time);
  const sorted = { cell: new Uint32Array(order.length), time: new Float64Array(order.length) };
  for (let place = 0; place < order.length; place++) {
    sorted.cell[place] = cell[order[place]!]!;
    sorted.time[place] = time[order[place]!]!;
  }
  return sorted;
}

/** Events that share a piece of time, on average: few enough to be put in order one by one. */
const TOGETHER = 4;

/** Positions in the order of time, then of cell: first by pieces of time, then within each. */
function sortedOrder(cell: Uint32Array, time: Float64Array): Uint32Array {
  const count = time.length;
  const order = new Uint32Array(count);
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const t of time) {
    if (t < first) first = t;
    if (t > last) last = t;
  }
  const pieces = Math.ceil(count / TOGETHER);
  const perTime = last > first ? (pieces - 1) / (last - first) : 0;
  const pieceOf = (i: number) => Math.floor((time[i]! - first) * perTime);
  const ends = new Uint32Array(pieces + 1);
  for (let i = 0; i < count; i++) ends[pieceOf(i) + 1]!++;
  for (let piece = 0; piece < pieces; piece++) ends[piece + 1]! += ends[piece]!;
  const next = ends.slice();
  for (let i = 0; i < count; i++) order[next[pieceOf(i)]!++] = i;
  for (let piece = 0; piece < pieces; piece++) {
    sortPiece(order, ends[piece]!, ends[piece + 1]!, (a, b) => time[a]! - time[b]! || cell[a]! - cell[b]!);
  }
  return order;
}

/** Events up to which putting each in its place takes less time than to begin a better method. */
const FEW = 16;

function sortPiece(
  order: Uint32Array,
  begin: number,
  end: number,
  compare: (a: number, b: number) => number,
): void {
  if (end - begin > FEW) {
    order.subarray(begin, end).sort(compare);
    return;
  }
  for (let i = begin + 1; i < end; i++) {
    const moved = order[i]!;
    let place = i;
    for (; place > begin && compare(order[place - 1]!, moved) > 0; place--) order[place] = order[place - 1]!;
    order[place] = moved;
  }
}

/** Position of the first time that is not before another one. @param times in their order */
function firstFrom(times: Float64Array, until: number): number {
  const found = times.findIndex((time) => time >= until);
  return found < 0 ? times.length : found;
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

  /** Everything since the last call, in the order of time, then of cell. @param complete ms */
  take(complete: number): Spikes {
    const [cells, times, lost] = [this.#cell, this.#time, this.#lost];
    this.clear();
    return { ...sortSpikes(Uint32Array.from(cells), Float64Array.from(times)), lost, complete };
  }
}

/** Numbers of neurons and times of their events, ms. */
export type EventList = Pick<Spikes, 'cell' | 'time'>;

/** Events that are held back, and the time before which all others have been handed on, ms. */
export interface HeldBack extends EventList {
  readonly until: number;
}

const nothing: HeldBack = { cell: new Uint32Array(), time: new Float64Array(), until: 0 };

/** Holds back events until no earlier one can come any more, or until they are too many. */
export class SpikeOrder {
  /** Those that are not handed on yet. */
  #waiting: HeldBack;

  /** @param most events that are held back: those that come when later ones have gone are late */
  constructor(
    heldBack = nothing,
    private readonly most = Number.POSITIVE_INFINITY,
  ) {
    this.#waiting = heldBack;
  }

  get heldBack(): HeldBack {
    return this.#waiting;
  }

  /**
   * Takes events as an engine hands them over.
   * @param until time before which they are handed on, ms
   * @returns those that are in their place, in the order of time, then of cell, and late ones
   */
  add(spikes: Spikes, until = spikes.complete): { readonly ready: Spikes; readonly late: EventList } {
    const { cell, time } = this.#waiting;
    const cells = new Uint32Array(cell.length + spikes.cell.length);
    const times = new Float64Array(cells.length);
    cells.set(cell);
    cells.set(spikes.cell, cell.length);
    times.set(time);
    times.set(spikes.time, time.length);
    const all = sortSpikes(cells, times);
    const late = firstFrom(all.time, this.#waiting.until);
    const excess = all.time.length - late - this.most;
    const end = Math.max(until, this.#waiting.until, excess > 0 ? all.time[late + excess]! : 0);
    const ready = firstFrom(all.time, end);
    const piece = (begin: number, end?: number) => ({
      cell: all.cell.slice(begin, end),
      time: all.time.slice(begin, end),
    });
    this.#waiting = { ...piece(ready), until: end };
    return { ready: { ...spikes, ...piece(late, ready) }, late: piece(0, late) };
  }
}
