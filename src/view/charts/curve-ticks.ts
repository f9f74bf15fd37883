import type { CurveTick } from './curve-layer.ts';

/** Height of a row of labels, and width of a letter at most, CSS pixels. */
const ROW = 14;
const LETTER = 6;

/** A tick with the row of its label, counted from the axis, and whether that is at its left. */
export interface PlacedTick extends CurveTick {
  /** From the left end of the axis, 0..1. */
  readonly fraction: number;
  readonly row: number;
  readonly leftwards: boolean;
}

/**
 * Where labels stand beside their ticks without covering one another: in the lowest row that is free.
 * @param width of the axis, CSS pixels
 */
export function placed(
  ticks: readonly CurveTick[],
  [from, to]: readonly [number, number],
  width: number,
): PlacedTick[] {
  const rows: [left: number, right: number][][] = [];
  const shown = ticks.filter(({ x }) => x >= from && x <= to && to > from);
  // From the right, so that the labels of ticks that are close together ascend like stairs, each clear of the next tick.
  return shown
    .toSorted((a, b) => b.x - a.x)
    .map((tick) => {
      const fraction = (tick.x - from) / (to - from);
      const at = fraction * width;
      const length = tick.label.length * LETTER + 2 * LETTER;
      const leftwards = at + length > width;
      const own: [number, number] = leftwards ? [at - length, at] : [at, at + length];
      const isFree = (row: [number, number][]) => row.every(([low, high]) => own[1] < low || own[0] > high);
      const free = rows.findIndex(isFree);
      const row = free < 0 ? rows.length : free;
      rows[row] = [...(rows[row] ?? []), own];
      return { ...tick, fraction, row, leftwards };
    });
}

/** Labelled ticks that stand on the abscissa; they are elements, so that a pointer finds out more. */
export class TickLabels {
  readonly #element = document.createElement('div');
  #shown = '';

  /** @param plot the element that covers what is between the axes */
  constructor(private readonly plot: HTMLElement) {
    this.#element.className = 'curve-ticks';
    plot.append(this.#element);
  }

  show(ticks: readonly CurveTick[], range: readonly [number, number]): void {
    const all = placed(ticks, range, this.plot.clientWidth);
    // Most of the time nothing is different, and an element that is replaced loses its tooltip.
    const next = JSON.stringify(all);
    if (next === this.#shown) return;
    this.#shown = next;
    this.#element.replaceChildren(...all.map(elementOf));
  }
}

function elementOf({ label, words, fraction, row, leftwards }: PlacedTick): HTMLElement {
  const element = document.createElement('span');
  element.className = leftwards ? 'leftwards' : '';
  element.title = words;
  element.textContent = label;
  element.style.left = `${fraction * 100}%`;
  element.style.height = `${(row + 1) * ROW}px`;
  return element;
}
