import { signal } from '@preact/signals';
import type { OwnPoints } from '../../studies/fit/own-points.ts';
import type { CurveLayer } from '../../view/charts/curve-layer.ts';
import type { BifurcationsAnswer, BifurcationsQuestion } from './bifurcation-points.ts';
import type { BranchesAnswer, BranchesQuestion } from './branches.ts';
import type { FitsAnswer } from './fits.ts';
import { Inquiry } from './inquiry.ts';

/** What can stand on the f-I curve, by the names that links have for it. */
export const extras = ['peak', 'branches', 'bifurcations', 'fit', 'points'] as const;
export type Extra = (typeof extras)[number];

/** What stands on the f-I curve. */
export function createOnCurve() {
  return {
    shown: signal<readonly Extra[]>(['peak']),
    /** What is drawn of it, by its name; who computes it puts it there. */
    layers: signal<Readonly<Partial<Record<Extra, CurveLayer>>>>({}),
    branches: new Inquiry<BranchesQuestion, BranchesAnswer>(),
    bifurcations: new Inquiry<BifurcationsQuestion, BifurcationsAnswer>(),
    /** The functions that are fitted to the curve while they are shown. */
    fits: signal<FitsAnswer | undefined>(undefined),
    /** The function that is drawn of those that are fitted, by its name; without one the best. */
    fit: signal<string | undefined>(undefined),
    points: signal<OwnPoints | undefined>(undefined),
  };
}

export type OnCurve = ReturnType<typeof createOnCurve>;
