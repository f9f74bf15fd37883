import { computed, type Signal, signal } from '@preact/signals';
import type { PopulationView } from '../../view/population-view.ts';
import { texts } from '../texts/language.ts';
import { type Axes, arrangementOf } from './arrangements.ts';
import type { Staged } from './stage.ts';

/** How cells are to be arranged: a kind, and quantities by their keys where it leaves a choice. */
export interface Arranged extends Axes {
  readonly id: string;
}

/** What cells are to be coloured by, and what the colours span if that is not left to the page. */
export interface Coloured {
  readonly of: string;
  readonly range?: readonly [low: number, high: number] | undefined;
}

/** What a view of the population is asked to be. */
export interface StageWish {
  /** None if it is called by its arrangement. */
  readonly name?: string | undefined;
  readonly arranged: Arranged;
  readonly colour: Coloured;
}

/** What a page opens with. */
export const openingWish: StageWish = { arranged: { id: 'sheet' }, colour: { of: 'V' } };

/** Views at most: more would be too small to be read. */
export const MOST_STAGES = 4;

/** One of the views of the population side by side. */
export interface StageState {
  /** Differs from that of every other view. */
  readonly id: number;
  readonly name: Signal<string | undefined>;
  readonly arranged: Signal<Arranged>;
  readonly coloured: Signal<Coloured>;
  /** What is seen of arrangement and colours. */
  readonly staged: Signal<Staged | undefined>;
  /** Hears the pointer where the view is. */
  readonly element: Signal<HTMLElement | undefined>;
  readonly view: Signal<PopulationView | undefined>;
  /** Whether cells are on their way from one arrangement to another. */
  readonly travels: Signal<boolean>;
  /** Counts the movements of the camera. */
  readonly camera: Signal<number>;
  /** True if the camera no longer shows all cells. */
  readonly away: Signal<boolean>;
}

let made = 0;

export function createStage({ name, arranged, colour }: StageWish = openingWish): StageState {
  return {
    id: made++,
    name: signal(name),
    arranged: signal(arranged),
    coloured: signal(colour),
    staged: signal(undefined),
    element: signal(undefined),
    view: signal(undefined),
    travels: signal(false),
    camera: signal(0),
    away: signal(false),
  };
}

export const wishOf = ({ name, arranged, coloured }: StageState): StageWish => ({
  ...(name.value !== undefined && { name: name.value }),
  arranged: arranged.value,
  colour: coloured.value,
});

/** What a view is called. */
export const nameOf = ({ name, arranged }: StageState): string =>
  name.value ?? texts.value.stage.arrangements[arrangementOf(arranged.value.id).id].title;

/** What a view is called among others: those of the same name are counted. */
export function labelOf(stage: StageState, all: readonly StageState[]): string {
  const name = nameOf(stage);
  const place = all.filter((one) => nameOf(one) === name).indexOf(stage);
  return place > 0 ? `${name} ${place + 1}` : name;
}

/** The views, and which of them is in hand: keys and choices above the cells are for it. */
export function createStages() {
  const all = signal<readonly StageState[]>([createStage()]);
  const inHand = signal<number | undefined>(undefined);
  return {
    all,
    inHand,
    front: computed(() => all.value.find(({ id }) => id === inHand.value) ?? all.value[0]!),
  };
}
