import type { Excitability } from '../../dynamics/excitability.ts';
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
  readonly firing: Firing;
  /** What could not be found, as the study says it. */
  readonly gaps: readonly string[];
}

/** How firing begins, or which cycles there are where something else than the current varies. */
export interface Firing {
  /** In an English sentence. */
  readonly said: string;
  readonly excitability: Excitability;
  readonly isCurrent: boolean;
  /** Branches of cycles that were found. */
  readonly cycles: number;
  /** What was looked at. */
  readonly from: number;
  readonly to: number;
  /** Of what varies, as the data write it. */
  readonly unit: string;
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
