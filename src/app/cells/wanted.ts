import { batch } from '@preact/signals';
import { populationOf, populationSize } from '../../population/columns.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import { openingCell } from '../experiment/opening.ts';
import { whenReached } from '../link/reached.ts';
import type { Page } from '../page.ts';
import type { State } from '../state.ts';
import { MOST_FOLLOWED, moved, type Probe, samePlace } from './probes.ts';

/** Which cells are followed. */
export interface FollowedCells {
  readonly selected: number;
  readonly probes: readonly Probe[];
}

/** Which cells are to be followed; what is left out stays. */
export interface FollowWish {
  /** The selected one; undefined for the one that is selected when the page opens. */
  readonly selected?: number | undefined;
  readonly probes?: readonly Probe[];
}

export const cellsOf = (experiment: Experiment): number => populationSize(populationOf(experiment));

/** The cells that are followed in the population that is wanted: those that are wished for, or those at the same places. */
export function wantedCells({ wanted, experiment, selected, probes, followWish }: State): FollowedCells {
  const [next, present, wish] = [wanted.value, experiment.value, followWish.value];
  const followed = { selected: selected.value, probes: probes.value };
  if (!next) return followed;
  const cells = cellsOf(next);
  const there = present
    ? inPopulation(followed, cellsOf(present), cells)
    : { ...followed, selected: openingCell(cells) };
  return wish && (!wish.on || wish.on === next) ? withWish(there, wish, cells) : there;
}

/** Where followed cells are in a population of another size. */
export function inPopulation(followed: FollowedCells, former: number, cells: number): FollowedCells {
  if (cells === former) return followed;
  const place = (cell: number) => samePlace(cell, former, cells);
  return { selected: place(followed.selected), probes: moved(followed.probes, place) };
}

/** Follows other cells as soon as the population is there that is wanted now. */
export function follow(page: Page, wish: FollowWish): void {
  const { wanted, followWish } = page.state;
  const [on, former] = [wanted.peek(), followWish.peek()];
  followWish.value = { ...(former?.on === on && former), ...wish, on };
  whenReached(page.state, () => {
    if (!followWish.peek()) return;
    const { selected, probes } = wantedCells(page.state);
    batch(() => {
      followWish.value = undefined;
      page.select(selected);
      if (probes !== page.state.probes.peek()) page.setProbes(probes);
    });
  });
}

function withWish(there: FollowedCells, wish: FollowWish, cells: number): FollowedCells {
  const { selected = openingCell(cells), probes } = wish;
  return {
    selected: 'selected' in wish ? Math.min(selected, cells - 1) : there.selected,
    probes: probes ? probes.filter(({ cell }) => cell < cells).slice(0, MOST_FOLLOWED - 1) : there.probes,
  };
}
