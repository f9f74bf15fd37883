import type { ComponentType } from 'preact';
import { lower } from '../format.ts';
import type { OverlayProps } from '../overlays/overlay.ts';
import type { Shown } from './shown.ts';

/** How cells can be arranged. */
export interface ArrangementKind {
  /** Names it in links. */
  readonly id: string;
  readonly title: string;
  /** Quantities along the sides of a plot, by their keys; none of a sheet. */
  axes?(shown: readonly Shown[], chosen: Axes): { readonly x: string; readonly y: string };
  /** Which of the two can be chosen. */
  readonly free?: readonly ('x' | 'y')[];
  /** What cells are coloured by when it is chosen, if not by what they are. */
  readonly colour?: string;
  /** Lines over the cells. */
  overlay?(): Promise<ComponentType<OverlayProps>>;
  /** What is seen, in a sentence. @param x what stands along the sides, in words; what varies, of a sheet */
  says(x: string, y: string): string;
}

/** Keys of quantities that were chosen for the sides. */
export interface Axes {
  readonly x?: string | undefined;
  readonly y?: string | undefined;
}

const isVaried = ({ source }: Shown) => typeof source === 'function';
const ofKey = (shown: readonly Shown[], key: string | undefined) => shown.find((one) => one.key === key)?.key;
const firstVaried = (shown: readonly Shown[]) => shown.find(isVaried)?.key ?? shown[0]!.key;
/** The gate that moves last, which membranes have at the end. */
const slowest = (shown: readonly Shown[]) =>
  shown.findLast(({ range, source }) => typeof source === 'string' && range?.[0] === 0 && range[1] === 1)
    ?.key;

export const arrangements: readonly ArrangementKind[] = [
  {
    id: 'sheet',
    title: 'Sheet',
    says: (varied, second) => {
      if (!varied) return 'They stand in their order.';
      return second
        ? `${varied} grows from left to right, ${lower(second)} upwards.`
        : `${varied} grows from left to right.`;
    },
  },
  {
    id: 'map',
    title: 'Map',
    colour: 'rate',
    overlay: async () => (await import('../overlays/MapOverlay.tsx')).MapOverlay,
    says: (varied, second) =>
      second
        ? `${varied} grows from left to right, ${lower(second)} upwards; lines join equal values.`
        : 'Vary a second quantity to see a map of both.',
  },
  {
    id: 'curve',
    title: 'Firing rate curve',
    axes: (shown) => ({ x: firstVaried(shown), y: 'rate' }),
    says: (x) => `Each stands at its own ${lower(x)} and firing rate.`,
  },
  {
    id: 'phase',
    title: 'Phase plane',
    axes: (shown, { y }) => ({ x: shown[0]!.key, y: ofKey(shown, y) ?? slowest(shown) ?? shown[1]!.key }),
    free: ['y'],
    overlay: async () => (await import('../overlays/PhaseOverlay.tsx')).PhaseOverlay,
    says: (x, y) => `Each moves in the plane of ${lower(x)} and ${lower(y)}.`,
  },
  {
    id: 'raster',
    title: 'Last spikes',
    axes: (shown) => ({ x: 'last', y: firstVaried(shown) }),
    says: (_, y) => `Each stands at its last spike, at the right when it fires; ${lower(y)} grows upwards.`,
  },
  {
    id: 'quantities',
    title: 'Two quantities',
    axes: (shown, { x, y }) => ({ x: ofKey(shown, x) ?? firstVaried(shown), y: ofKey(shown, y) ?? 'peak' }),
    free: ['x', 'y'],
    says: (x, y) => `Each stands at its own ${lower(x)} and ${lower(y)}.`,
  },
];

export const arrangementOf = (id: string): ArrangementKind =>
  arrangements.find((one) => one.id === id) ?? arrangements[0]!;
