import { Controls } from './Controls.tsx';
import { CurvePlot } from './CurvePlot.tsx';
import type { Panel } from './panel.ts';
import { StatesPlot } from './StatesPlot.tsx';

// What can be seen beside the sheet. A panel is a file here and an entry below; those that are there at once need no load.

/** In the column at the left, one at a time: what is set, said and taken away. */
export const drawers: readonly Panel[] = [
  { id: 'controls', title: 'Controls', hint: 'What runs, and on how many cells', load: async () => Controls },
  {
    id: 'share',
    title: 'Share',
    hint: 'Figures, tables, clips and scripts to take away',
    load: async () => (await import('./Share.tsx')).Share,
  },
];

/** Above at the right: what the population does. */
export const populationPlots: readonly Panel[] = [
  { id: 'curve', title: 'Firing rate', load: async () => CurvePlot },
];

/** Below at the right: what the chosen cell does. */
export const cellPlots: readonly Panel[] = [
  { id: 'states', title: 'Potential and gates', load: async () => StatesPlot },
];
