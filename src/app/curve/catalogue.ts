import type { Panel } from '../panels/panel.ts';
import type { Extra } from './on-curve.ts';

/** What can stand on the curve besides the rates; peaks come with these and have nothing to be said. */
export const extraPanels: readonly (Panel & { readonly id: Extra })[] = [
  {
    id: 'branches',
    title: 'Branches',
    hint: 'Rates of cells that come slowly from rest, and of cells that come from firing',
    load: async () => (await import('./Branches.tsx')).Branches,
  },
  {
    id: 'bifurcations',
    title: 'Bifurcations',
    hint: 'Where equilibria and cycles come and go',
    load: async () => (await import('./Bifurcations.tsx')).Bifurcations,
  },
  {
    id: 'fit',
    title: 'Fit',
    hint: 'A function of artificial neurons through the points',
    load: async () => (await import('./Fit.tsx')).Fit,
  },
  {
    id: 'points',
    title: 'Own points',
    hint: 'Currents and rates from elsewhere, beside the curve',
    load: async () => (await import('./Points.tsx')).Points,
  },
];
