import { breathe } from '../../engine/pause.ts';
import type { MeasureName } from '../../engine/simulation.ts';
import {
  cellColumns,
  curveColumns,
  measureColumns,
  sampledQuantities,
  traceColumns,
} from '../../tables/columns.ts';
import { type Column, csvHeader, csvRows, ROWS_AT_ONCE } from '../../tables/csv.ts';
import type { Page } from '../page.ts';
import { measuredWindow, shownCurve, shownTrace } from './shown.ts';

// What the page knows, as CSV with the columns of the command's files.

/** A table as a file. */
export interface Table {
  readonly file: Blob;
  readonly rows: number;
}

/** Wall time that is worked between two pauses, ms. */
const STINT = 8;

/** One row for each cell: what varies, and all that is measured. @param onProgress the part that is written */
export async function cellsTable(page: Page, onProgress: (part: number) => void): Promise<Table> {
  const { columns, rows } = await page.take(async ({ simulation }) => {
    // Refuses what was measured for too short a time to say a rate.
    measuredWindow(page.state);
    const { problem, cells } = simulation;
    const values: Record<string, Float64Array> = {};
    for (const { name } of problem.statistics) values[name] = await simulation.statistic(name);
    const measures = values as Record<MeasureName, Float64Array>;
    return {
      columns: [...cellColumns(problem), ...measureColumns(measures, problem.statistics)],
      rows: cells,
    };
  });
  return tableOf(columns, rows, onProgress);
}

/** One row for each point of the f-I curve. */
export async function curveTable(page: Page): Promise<Table> {
  const { curve, columns } = await page.take(async ({ simulation }) => {
    const { curve, abscissa } = shownCurve(page.state);
    return { curve, columns: curveColumns(curve, abscissa.path, simulation.problem) };
  });
  return tableOf(columns, curve.x.length);
}

/** One row for each sample of the selected cell. */
export async function traceTable(page: Page): Promise<Table> {
  const { time, columns } = await page.take(async ({ simulation }) => {
    const { problem } = simulation;
    const { cell, time, potential, others } = shownTrace(page.state);
    const values = {
      [problem.system.potential]: Float64Array.from(potential),
      ...Object.fromEntries(others.map(({ traced, values }) => [traced.name, Float64Array.from(values)])),
    };
    const sampled = sampledQuantities(problem, Object.keys(values));
    return { time, columns: traceColumns({ cells: [cell], time: Float64Array.from(time), values }, sampled) };
  });
  return tableOf(columns, time.length);
}

/** A table in pieces, between which the page has its turn; the pieces are kept outside of JavaScript. */
export async function tableOf(
  columns: readonly Column[],
  rows: number,
  onProgress: (part: number) => void = () => {},
): Promise<Table> {
  const pieces: Blob[] = [];
  for (const text of csvRows(columns, rows)) {
    pieces.push(new Blob([text]));
    onProgress(Math.min(1, (pieces.length * ROWS_AT_ONCE) / rows));
    await breathe(STINT);
  }
  return { file: new Blob([csvHeader(columns), ...pieces], { type: 'text/csv' }), rows };
}
