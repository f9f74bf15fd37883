import type { Hopf } from '../../dynamics/hopf.ts';
import type { CurveTick } from '../../view/charts/curve-layer.ts';
import type { Texts } from '../texts/english.ts';
import type { Conditions } from './conditions.ts';

// What is asked of the thread that finds bifurcations, what it answers, and how that is called.

export interface BifurcationsQuestion extends Conditions {
  readonly about: 'bifurcations';
}

export interface BifurcationsAnswer {
  /** Ascending. */
  readonly points: readonly BifurcationPoint[];
  /** How firing begins, and what could not be found, in sentences. */
  readonly sentences: readonly string[];
}

/** A value at which equilibria or cycles come or go; frequencies in Hz. */
export type BifurcationPoint = { readonly x: number } & (
  | { readonly kind: 'snic' | 'homoclinic' | 'fold' }
  | { readonly kind: 'cycleFold'; readonly frequency: number }
  | { readonly kind: 'hopf'; readonly frequency: number; readonly criticality: Hopf['criticality'] }
);

/** A point with its name. */
export function tickOf(point: BifurcationPoint, words: Texts['curve']['bifurcations']): CurveTick {
  switch (point.kind) {
    case 'cycleFold':
      return { x: point.x, ...words.cycleFold(point.frequency) };
    case 'hopf':
      return { x: point.x, ...words.hopf(point.criticality, point.frequency) };
    default:
      return { x: point.x, ...words[point.kind] };
  }
}
