import { type Grid, gridFor, localMeans, placesOf } from '../../analysis/local-means.ts';
import { populationOf, repeatsOf } from '../../population/columns.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import type { Source } from '../../view/rows.ts';
import type { Sheet } from '../../view/sheet.ts';
import type { Staged, StagedAxis } from '../stage/stage.ts';

/** What is seen on a map, at places in rows from below. */
export interface MapGrid extends Grid {
  readonly values: Float64Array;
  /** Which part of the cells fires, 0..1, where that is known. */
  readonly fires: Float64Array | undefined;
}

/** What is known of all cells. */
export interface Known {
  readonly mapped: Float64Array;
  /** Hz */
  readonly rates: Float64Array | undefined;
}

const firing = (rates: Float64Array | undefined) => rates?.map((rate) => (rate > 0 ? 1 : 0));

/** A sheet of two quantities, where every place is a cell; undefined of others. */
export function sheetMap(
  { run, columns, rows }: Sheet,
  experiment: Experiment,
  { mapped, rates }: Known,
): MapGrid | undefined {
  // Trials and bands stand above one another: lines from one to the next would mean nothing.
  const isOne = repeatsOf(populationOf(experiment)) === 1;
  if (run !== 'row' || !experiment.sweep.y || !isOne) return undefined;
  return { columns, rows, values: mapped, fires: firing(rates) };
}

/** Maps of cells that stand where they were drawn: means of those around each place. Where cells are is looked up once as long as they stay there. */
export function localMap(): (staged: Staged, axes: NonNullable<Staged['axes']>, known: Known) => MapGrid {
  let former:
    | { readonly of: readonly unknown[]; readonly grid: Grid; readonly places: Int32Array }
    | undefined;
  return ({ extent, sheet: { cells } }, { x, y }, { mapped, rates }) => {
    const grid = gridFor(cells, extent.width / extent.height);
    const of = [
      cells,
      grid.columns,
      grid.rows,
      ...[x, y].flatMap(({ shown, range }) => [shown.source, ...range]),
    ];
    if (!former || of.some((part, i) => part !== former!.of[i])) {
      former = { of, grid, places: placesOf(cells, grid, along(x), along(y)) };
    }
    const { places } = former;
    const fires = firing(rates);
    return {
      ...grid,
      values: localMeans(places, mapped, grid),
      fires: fires && localMeans(places, fires, grid),
    };
  };
}

const along = ({ shown: { source }, range }: StagedAxis) => ({
  value: source as Extract<Source, (cell: number) => number>,
  range,
});
