import { z } from 'zod';
import { suggestion } from '../input/nearest.ts';
import { closed, finite, positive } from '../input/schema.ts';
import { shown } from '../input/shown.ts';
import { namedStatistics } from '../statistics/catalogue.ts';
import type { Cells } from './cells.ts';
import type { Fault } from './fault.ts';
import type { FrontMatter } from './front-matter.ts';
import type { Text } from './text.ts';

// What a lesson shows and hides, by the names that links of the page have for it. A test holds the names to those of the page.

export const arrangements = ['sheet', 'map', 'curve', 'phase', 'raster', 'quantities'] as const;
export const drawers = ['controls', 'share', 'equations', 'experiment', 'help'] as const;
export const populationPlots = ['curve', 'statistics', 'data'] as const;
export const cellPlots = ['states', 'conductances', 'currents', 'phase', 'raster'] as const;
export const curveExtras = ['peak', 'branches', 'bifurcations', 'fit', 'points'] as const;
export const pieces = [
  'title',
  'undo',
  'lessons',
  'headline',
  'plots',
  'time',
  'speed',
  'scale',
  'pace',
] as const;

/** Everything that `hide` can name: pieces of the page, and panels by the names that links have for them. */
export const hidable = [...new Set([...pieces, ...drawers, ...populationPlots, ...cellPlots])];

/** A quantity of cells: a state, an observable, a statistic, or the path of what varies. */
const quantity = z.string().max(120);

export const viewSchema = closed({
  arranged: z.enum(arrangements).optional().describe('How the cells stand'),
  x: quantity.optional().describe('What stands along the lower side of "quantities"'),
  y: quantity.optional().describe('What stands upwards in "phase" and "quantities"'),
  colour: quantity.optional().describe('What the cells are coloured by'),
  range: z
    .tuple([finite, finite])
    .refine(([low, high]) => low < high, 'its first end must be the lower one')
    .optional()
    .describe('What the colours span'),
  cell: z.int().min(0).optional().describe('The selected cell, from 0'),
  speed: positive.max(10_000).optional().describe('Simulated ms a second'),
  window: positive.max(10_000).optional().describe('Time that traces show, ms'),
  population: z.enum(populationPlots).optional().describe('The plot of the population'),
  trace: z.enum(cellPlots).optional().describe('The plot of the selected cell'),
  onCurve: z.array(z.enum(curveExtras)).optional().describe('What stands on the firing rate curve besides'),
  statistic: quantity.optional().describe('What the plot "statistics" shows'),
  drawer: z.enum(drawers).optional().describe('The panel at the left'),
});

export const hideSchema = z.array(z.enum(hidable));

/** What of the page a lesson shows; what is not said stays as it is. */
export type View = z.output<typeof viewSchema>;

/** Says what a view names that cannot be seen in the cells of the lesson, and what pictures of the text it leaves empty. */
export function checkView(
  view: View,
  text: Text,
  { count, problem }: Cells,
  lineOf: FrontMatter['lineOf'],
  faults: Fault[],
): void {
  const { system, statistics, population, bands } = problem;
  const measured = statistics.map(({ name }) => name);
  const seen = [
    ...[...system.states, ...system.observables].map(({ name }) => name),
    ...measured,
    ...population.columns.map(({ path }) => path),
    ...(bands ? ['band'] : []),
  ];
  const add = (key: keyof View, message: string) =>
    faults.push({ line: lineOf(['view', key]), message: `view.${key} = ${message}` });
  for (const key of ['x', 'y', 'colour', 'statistic'] as const) {
    const name = view[key];
    const known = key === 'statistic' ? measured.filter((one) => namedStatistics.has(one)) : seen;
    if (name !== undefined && !known.includes(name))
      add(key, `"${shown(name)}" cannot be seen in these cells${suggestion(name, known)}`);
  }
  if (view.cell !== undefined && view.cell >= count)
    add('cell', `${view.cell} is not there: the experiment has the cells 0 to ${count - 1}`);
  const drawsUnit = Object.values(text).some((blocks) => blocks.some(({ kind }) => kind === 'picture'));
  const { population: plot = 'curve', onCurve = [] } = view;
  if (drawsUnit && (plot !== 'curve' || !onCurve.includes('fit')))
    faults.push({
      line: lineOf(['view', 'onCurve']),
      message:
        'the picture "unit" has its function from the curve; show it, with population: curve and onCurve: [fit]',
    });
}
