/** A cell that is followed, and the number from 1 that its line and its pattern have as long as it is. */
export interface Probe {
  readonly cell: number;
  readonly number: number;
}

/** Most cells that are followed at a time, the selected one among them. */
export const MOST_FOLLOWED = 8;

/** All cells that are followed, the selected one first. If that is no probe, it has the first number that is free. */
export function followed(selected: number, probes: readonly Probe[]): readonly [Probe, ...Probe[]] {
  const first = probes.find(({ cell }) => cell === selected) ?? {
    cell: selected,
    number: freeNumber(probes),
  };
  return [first, ...probes.filter(({ cell }) => cell !== selected)];
}

/** Whether another probe would leave no room for a selected cell that is none. */
export const isFull = (probes: readonly Probe[]): boolean => probes.length >= MOST_FOLLOWED - 1;

/** With a cell as another probe, which keeps its number if it has one; or without it if it is one already. */
export function toggled(probes: readonly Probe[], cell: number, selected: number): readonly Probe[] {
  if (probes.some((probe) => probe.cell === cell)) return probes.filter((probe) => probe.cell !== cell);
  const present = followed(selected, probes);
  const number = cell === selected ? present[0].number : freeNumber(present);
  return [...probes, { cell, number }];
}

/** The cell that is where another one was on a sheet of so many cells. */
export const samePlace = (cell: number, former: number, cells: number): number =>
  Math.round((cell / Math.max(1, former - 1)) * (cells - 1));

/** The probes at other places, where the population has become another one; of two at one place the first stays. */
export function moved(probes: readonly Probe[], place: (cell: number) => number): readonly Probe[] {
  const next = probes.map(({ cell, number }) => ({ cell: place(cell), number }));
  return next.filter(({ cell }, i) => next.findIndex((other) => other.cell === cell) === i);
}

function freeNumber(probes: readonly Probe[]): number {
  for (let number = 1; ; number++) if (probes.every((probe) => probe.number !== number)) return number;
}
