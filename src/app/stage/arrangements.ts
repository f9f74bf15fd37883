import type { Population } from '../../population/columns.ts';
import type { Texts } from '../texts/english.ts';
import type { Shown } from './shown.ts';

/** How cells can be arranged; what that is called and what is seen then is in the texts. */
export interface ArrangementKind {
  /** Names it in links. */
  readonly id: keyof Texts['stage']['arrangements'];
  /** Quantities along the sides of a plot, by their keys; none of a sheet. */
  axes?(
    shown: readonly Shown[],
    chosen: Axes,
    population: Population,
  ): { readonly x: string; readonly y: string } | undefined;
  /** Which of the two can be chosen, and of what, if not of all. */
  readonly free?: readonly ('x' | 'y')[];
  offers?(shown: Shown): boolean;
  /** Sides span what the cells have, even where they could have more. */
  readonly isTight?: boolean;
  /** A point so far from a cell still means it, in places of a sheet. */
  readonly reach?: number;
  /** What cells are coloured by when it is chosen, if not by what they are. */
  readonly colour?: string;
}

/** Keys of quantities that were chosen for the sides. */
export interface Axes {
  readonly x?: string | undefined;
  readonly y?: string | undefined;
}

/** What varies, and not what comes of it. */
const isVaried = ({ source }: Shown) => typeof source === 'function';
/** What has a place along a map: between two bands there is nothing. */
const isOnMap = (one: Shown) => isVaried(one) && one.key !== 'band';
const ofKey = (shown: readonly Shown[], key: string | undefined) => shown.find((one) => one.key === key)?.key;
const firstVaried = (shown: readonly Shown[]) => shown.find(isVaried)?.key ?? shown[0]!.key;
/** The gate that moves last, which membranes have at the end. */
const slowest = (shown: readonly Shown[]) =>
  shown.findLast(({ range, source }) => typeof source === 'string' && range?.[0] === 0 && range[1] === 1)
    ?.key;

export const arrangements: readonly ArrangementKind[] = [
  { id: 'sheet' },
  {
    id: 'map',
    colour: 'rate',
    // Cells that are drawn stand where they were drawn; those of a sweep are a map as they are.
    axes: (shown, { x, y }, population) => {
      const varied = shown.filter(isOnMap);
      if (!('vary' in population) || varied.length < 2) return undefined;
      const first = ofKey(varied, x) ?? varied[0]!.key;
      const others = varied.filter(({ key }) => key !== first);
      return { x: first, y: ofKey(others, y) ?? others[0]!.key };
    },
    free: ['x', 'y'],
    offers: isOnMap,
    isTight: true,
    reach: 2,
  },
  {
    id: 'curve',
    axes: (shown) => ({ x: firstVaried(shown), y: 'rate' }),
  },
  {
    id: 'phase',
    axes: (shown, { y }) => ({ x: shown[0]!.key, y: ofKey(shown, y) ?? slowest(shown) ?? shown[1]!.key }),
    free: ['y'],
  },
  {
    id: 'raster',
    axes: (shown) => ({ x: 'last', y: firstVaried(shown) }),
  },
  {
    id: 'quantities',
    axes: (shown, { x, y }) => ({ x: ofKey(shown, x) ?? firstVaried(shown), y: ofKey(shown, y) ?? 'peak' }),
    free: ['x', 'y'],
  },
];

export const arrangementOf = (id: string): ArrangementKind =>
  arrangements.find((one) => one.id === id) ?? arrangements[0]!;
