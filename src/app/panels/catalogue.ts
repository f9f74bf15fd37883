import type { Panel } from './panel.ts';

// What can be seen beside the sheet. A panel is a file here and an entry below; its code comes when it is first shown.

/** In the column at the left, one at a time: what is set, said and taken away. */
export const drawers: readonly Panel[] = [
  {
    id: 'controls',
    load: async () => (await import('./Controls.tsx')).Controls,
  },
  {
    id: 'share',
    load: async () => (await import('./Share.tsx')).Share,
  },
  {
    id: 'equations',
    load: async () => (await import('./Equations.tsx')).Equations,
  },
  {
    id: 'experiment',
    load: async () => (await import('./ExperimentText.tsx')).ExperimentText,
  },
  { id: 'help', load: async () => (await import('./Help.tsx')).Help },
];

/** Above at the right: what the population does. */
export const populationPlots: readonly Panel[] = [
  { id: 'curve', load: async () => (await import('./CurvePlot.tsx')).CurvePlot },
  {
    id: 'statistics',
    load: async () => (await import('./StatisticsPlot.tsx')).StatisticsPlot,
  },
  { id: 'data', load: async () => (await import('./OwnData.tsx')).OwnDataPanel },
];

/** Below at the right: what the chosen cell does. */
export const cellPlots: readonly Panel[] = [
  {
    id: 'states',
    load: async () => (await import('./StatesPlot.tsx')).StatesPlot,
  },
  {
    id: 'conductances',
    load: async () => (await import('./ConductancesPlot.tsx')).ConductancesPlot,
  },
  { id: 'currents', load: async () => (await import('./CurrentsPlot.tsx')).CurrentsPlot },
  { id: 'phase', load: async () => (await import('./PhasePlot.tsx')).PhasePlot },
  {
    id: 'raster',
    load: async () => (await import('./RasterPlot.tsx')).RasterPlot,
  },
];
