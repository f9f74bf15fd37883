import { whole } from '../../numbers/format.ts';

/** The frame of the page: its name, its panels, and what stands in many places. */
export const page = {
  brand: 'Page',
  language: 'Language',
  undo: 'Undo',
  redo: 'Redo',
  show: 'Show',
  hide: 'Hide',
  showControls: 'Show controls',
  hideControls: 'Hide controls',
  wholePage: 'Open in Loligo',
  lesson: 'Lesson',
  lessons: 'Lessons',
  plots: 'Plots',
  populationPlot: 'Plot of the population',
  cellPlot: 'Plot of the cell',
  drawers: 'Panels at the left',
  panels: 'Panels',
  tabs: {
    lesson: 'Lessons',
    cells: 'Cells',
    controls: 'Controls',
    curve: 'Curve',
    trace: 'Trace',
    time: 'Time',
  },
  files: 'Files',
  drop: 'Drop an experiment, a run.json, a membrane or a lesson to run it, or data to be compared',
  tryAgain: 'Try again',
  dismiss: 'Dismiss',
  remove: 'Remove',
  cancel: 'Cancel',
  notLoaded: (title: string) => `"${title}" could not be loaded; is the network there?`,
  fileTooLarge: (name: string, size: number, most: number) =>
    `${name} has ${whole(size)} bytes; it may have ${whole(most)}`,
};

const panel = (title: string, hint?: string) => ({ title, hint });

/** What panels are called, and what they are for, by their names in links. */
export const panels = {
  controls: panel('Controls', 'What runs, and on how many cells'),
  share: panel('Share', 'Link, figures, tables, clips and scripts to take away'),
  equations: panel('Equations', 'What runs, as equations that can be changed'),
  experiment: panel('JSON', 'The experiment as a text, as a link and as a file'),
  help: panel('?', 'Keys and gestures'),
  curve: panel('Firing rate'),
  statistics: panel('Statistics'),
  data: panel('Own data'),
  states: panel('Potential and gates'),
  conductances: panel('Conductances'),
  currents: panel('Currents'),
  phase: panel('V against dV/dt'),
  raster: panel('Raster and intervals'),
  peak: panel('Peak', 'The highest potential of each cell, mV, at the right'),
  branches: panel(
    'Branches',
    'Rates of cells that come slowly from rest, and of cells that come from firing',
  ),
  bifurcations: panel('Bifurcations', 'Where equilibria and cycles come and go'),
  fit: panel('Fit', 'A function of artificial neurons through the points'),
  points: panel('Own points', 'Currents and rates from elsewhere, beside the curve'),
};
