import type { Source } from './rows.ts';
import type { Sheet } from './sheet.ts';

/** Where cells stand: side by side on a sheet, or each where two of its quantities put it. */
export type Arrangement = Sheet | Plot;

/** Cells in the plane of two quantities. The plot is centred on the origin, x to the right and y up, in the units of places of a sheet. */
export interface Plot {
  readonly kind: 'plot';
  readonly cells: number;
  readonly width: number;
  readonly height: number;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  /** Where all of the plane is meant to be pointed at: a point so far from the nearest cell still means it, in places of a sheet. */
  readonly reach?: number | undefined;
}

/** A quantity along one side of a plot. */
export interface PlotAxis {
  readonly source: Source;
  /** What the side spans; cells beyond stand at its end. */
  readonly range: readonly [from: number, to: number];
}

/** Width and height, in places of a sheet. */
export function extentOf(arrangement: Arrangement): { readonly width: number; readonly height: number } {
  if (arrangement.kind === 'plot') return arrangement;
  return { width: arrangement.columns, height: arrangement.rows };
}
