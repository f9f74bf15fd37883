import type { Panel } from './panel.ts';

// What can be seen beside the sheet. A panel is a file here and an entry below; its code comes when it is first shown.

/** In the column at the left, one at a time: what is set, said and taken away. */
export const drawers: readonly Panel[] = [
  {
    id: 'controls',
    title: 'Controls',
    hint: 'What runs, and on how many cells',
    load: async () => (await import('./Controls.tsx')).Controls,
  },
  {
    id: 'share',
    title: 'Share',
    hint: 'Figures, tables, clips and scripts to take away',
    load: async () => (await import('./Share.tsx')).Share,
  },
  {
    id: 'equations',
    title: 'Equations',
    hint: 'What runs, as equations that can be changed',
    load: async () => (await import('./Equations.tsx')).Equations,
  },
  {
    id: 'experiment',
    title: 'JSON',
    hint: 'The experiment as a text, as a link and as a file',
    load: async () => (await import('./ExperimentText.tsx')).ExperimentText,
  },
  { id: 'help', title: '?', hint: 'Keys and gestures', load: async () => (await import('./Help.tsx')).Help },
];

/** Above at the right: what the population does. */
export const populationPlots: readonly Panel[] = [
  { id: 'curve', title: 'Firing rate', load: async () => (await import('./CurvePlot.tsx')).CurvePlot },
  {
    id: 'statistics',
    title: 'Statistics',
    load: async () => (await import('./StatisticsPlot.tsx')).StatisticsPlot,
  },
  { id: 'data', title: 'Own data', load: async () => (await import('./OwnData.tsx')).OwnDataPanel },
];

/** Below at the right: what the chosen cell does. */
export const cellPlots: readonly Panel[] = [
  {
    id: 'states',
    title: 'Potential and gates',
    load: async () => (await import('./StatesPlot.tsx')).StatesPlot,
  },
  {
    id: 'conductances',
    title: 'Conductances',
    load: async () => (await import('./ConductancesPlot.tsx')).ConductancesPlot,
  },
  { id: 'currents', title: 'Currents', load: async () => (await import('./CurrentsPlot.tsx')).CurrentsPlot },
  { id: 'phase', title: 'V against dV/dt', load: async () => (await import('./PhasePlot.tsx')).PhasePlot },
  {
    id: 'raster',
    title: 'Raster and intervals',
    load: async () => (await import('./RasterPlot.tsx')).RasterPlot,
  },
];
