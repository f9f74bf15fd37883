import type { Panel } from '../panels/panel.ts';
import type { Extra } from './on-curve.ts';

/** What can stand on the curve besides the rates; peaks come with these and have nothing to be said. */
export const extraPanels: readonly (Panel & { readonly id: Extra })[] = [
  {
    id: 'branches',
    load: async () => (await import('./Branches.tsx')).Branches,
  },
  {
    id: 'bifurcations',
    load: async () => (await import('./Bifurcations.tsx')).Bifurcations,
  },
  {
    id: 'fit',
    load: async () => (await import('./Fit.tsx')).Fit,
  },
  {
    id: 'points',
    load: async () => (await import('./Points.tsx')).Points,
  },
];
