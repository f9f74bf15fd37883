import { type Population, populationSize, repeatsOf } from '../population/columns.ts';
import { axisLength } from '../population/sweep.ts';

/**
 * Where each cell stands on the sheet. A place is a square of side 1; the sheet is centred on the origin, x to the
 * right and y up. Cells fill the sheet in runs: columns from left to right, each from the bottom up, or rows from the
 * bottom up, each from left to right.
 */
export interface Sheet {
  readonly kind: 'sheet';
  readonly cells: number;
  readonly columns: number;
  /** With those that are empty between blocks. */
  readonly rows: number;
  readonly run: 'column' | 'row';
  /** Parts that stand above one another; without them the sheet is one. */
  readonly blocks?: Blocks;
}

/** Parts of a sheet, each filled in runs of its own. */
export interface Blocks {
  /** In each of them. */
  readonly cells: number;
  readonly rows: number;
  /** Empty rows from one to the next. */
  readonly gap: number;
}

/** A point on the sheet. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A grid that is so many times as flat as it could be would be seen as a line. */
const FLAT = 6;
/** Height of the gap above a block, as part of the block. */
const GAP = 0.05;

/**
 * The sheet of a population. A quantity varied along one axis grows from left to right, and upwards inside each
 * column, on a sheet whose sides are about as `aspect` (width / height); two quantities grow to the right and upwards, and trials and
 * bands stand above one another. Where that would be flat, each row becomes a block with columns of its own. The cells of a
 * sample stand in their order.
 */
export function sheetOf(population: Population, aspect: number): Sheet {
  const cells = populationSize(population);
  if ('vary' in population) return arrangeColumns(cells, aspect);
  const columns = axisLength(population.x);
  const rows = axisLength(population.y) * repeatsOf(population);
  if (columns === 1 || rows === 1) return arrangeColumns(cells, aspect);
  return columns > FLAT * aspect * rows
    ? arrangeBlocks(rows, columns, aspect)
    : { kind: 'sheet', cells, columns, rows, run: 'row' };
}

/** @param count of the blocks, and `cells` in each */
function arrangeBlocks(count: number, cells: number, aspect: number): Sheet {
  const block = arrangeColumns(cells, aspect * count * (1 + GAP));
  const gap = Math.max(1, Math.round(GAP * block.rows));
  const rows = count * (block.rows + gap) - gap;
  return { ...block, cells: count * cells, rows, blocks: { cells, rows: block.rows, gap } };
}

/** Columns of about the wished proportions that leave as few places empty as there can be. */
function arrangeColumns(cells: number, aspect: number): Sheet {
  const wished = Math.sqrt(cells / aspect);
  let best = { rows: 1, empty: Number.POSITIVE_INFINITY };
  for (
    let rows = Math.max(1, Math.floor(wished * 0.93));
    rows <= Math.max(1, Math.ceil(wished * 1.07));
    rows++
  ) {
    const empty = Math.ceil(cells / rows) * rows - cells;
    const nearer = Math.abs(rows - wished) < Math.abs(best.rows - wished);
    if (empty < best.empty || (empty === best.empty && nearer)) best = { rows, empty };
  }
  return { kind: 'sheet', cells, columns: Math.ceil(cells / best.rows), rows: best.rows, run: 'column' };
}

/** The blocks of a sheet, or all of it as one. */
export const blocksOf = ({ blocks, cells, rows }: Sheet): Blocks => blocks ?? { cells, rows, gap: 0 };

/** How far it is in the order of the cells of a block to the next column and to the next row. */
export function strides(sheet: Sheet): { column: number; row: number } {
  return sheet.run === 'column'
    ? { column: blocksOf(sheet).rows, row: 1 }
    : { column: 1, row: sheet.columns };
}

/** Centre of a cell. */
export function placeOf(sheet: Sheet, cell: number): Point {
  const { columns, rows, run } = sheet;
  const block = blocksOf(sheet);
  const inBlock = cell % block.cells;
  const length = run === 'column' ? block.rows : columns;
  const along = inBlock % length;
  const across = Math.floor(inBlock / length);
  const [column, row] = run === 'column' ? [across, along] : [along, across];
  const below = Math.floor(cell / block.cells) * (block.rows + block.gap);
  return { x: column + 0.5 - columns / 2, y: below + row + 0.5 - rows / 2 };
}

/** How high the values of the second quantity stand, in rows from the bottom, if the sheet has one upwards. */
export function heightOf({ run, blocks }: Sheet): ((position: number) => number) | undefined {
  if (blocks) return (position) => position * (blocks.rows + blocks.gap) + blocks.rows / 2;
  return run === 'row' ? (position) => position + 0.5 : undefined;
}

/** The cell whose place holds a point, if there is one. */
export function cellAt(sheet: Sheet, point: Point): number | undefined {
  const { columns, rows } = sheet;
  const column = Math.floor(point.x + columns / 2);
  const row = Math.floor(point.y + rows / 2);
  if (column < 0 || column >= columns || row < 0 || row >= rows) return undefined;
  const stride = strides(sheet);
  const block = blocksOf(sheet);
  const which = Math.floor(row / (block.rows + block.gap));
  const up = row - which * (block.rows + block.gap);
  const inBlock = column * stride.column + up * stride.row;
  return up < block.rows && inBlock < block.cells ? which * block.cells + inBlock : undefined;
}

/** The cells whose places have their middle within a distance of a point, and the one that holds it. */
export function cellsNear(sheet: Sheet, { x, y }: Point, distance: number): number[] {
  const under = cellAt(sheet, { x, y });
  const near = new Set(under === undefined ? [] : [under]);
  const [columns, rows] = [x, y].map((middle, i) => {
    const half = (i === 0 ? sheet.columns : sheet.rows) / 2;
    return [Math.floor(middle + half - distance), Math.ceil(middle + half + distance)] as const;
  }) as [readonly [number, number], readonly [number, number]];
  for (let column = Math.max(0, columns[0]); column < Math.min(sheet.columns, columns[1]); column++) {
    for (let row = Math.max(0, rows[0]); row < Math.min(sheet.rows, rows[1]); row++) {
      const middle = { x: column + 0.5 - sheet.columns / 2, y: row + 0.5 - sheet.rows / 2 };
      if (Math.hypot(middle.x - x, middle.y - y) > distance) continue;
      const cell = cellAt(sheet, middle);
      if (cell !== undefined) near.add(cell);
    }
  }
  return [...near];
}

/** The neighbour of a cell, `right` columns and `up` rows away, over a gap if there is one, or the cell itself where the sheet ends. */
export function neighbour(sheet: Sheet, cell: number, right: number, up: number): number {
  const { x, y } = placeOf(sheet, cell);
  const beyond = y + up + Math.sign(up) * blocksOf(sheet).gap;
  return cellAt(sheet, { x: x + right, y: y + up }) ?? cellAt(sheet, { x: x + right, y: beyond }) ?? cell;
}
