import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellAt, heightOf, neighbour, placeOf, type Sheet, sheetOf, strides } from '../../src/view/sheet.ts';

const line = (count: number) => ({ x: { vary: 'stimulus.amplitude', from: 0, to: 60, count } });
const grid = { ...line(4), y: { vary: 'parameters.gK', values: [30, 36, 42] } };

describe('one varied quantity', () => {
  test('16,384 cells make a full square where the window is one', () => {
    expect(sheetOf(line(16_384), 1)).toEqual({
      kind: 'sheet',
      cells: 16_384,
      columns: 128,
      rows: 128,
      run: 'column',
    });
  });

  test('follows the proportions of the window and leaves hardly a place empty', () => {
    for (const aspect of [0.4, 0.75, 1.3, 1.6, 2.4]) {
      const { columns, rows } = sheetOf(line(16_384), aspect);
      expect(columns / rows / aspect).toBeGreaterThan(0.85);
      expect(columns / rows / aspect).toBeLessThan(1.18);
      expect(columns * rows - 16_384).toBeLessThan(rows / 4);
    }
  });

  test('grows upwards in a column, and from column to column to the right', () => {
    const sheet = sheetOf(line(16), 1);
    expect(placeOf(sheet, 0)).toEqual({ x: -1.5, y: -1.5 });
    expect(placeOf(sheet, 1)).toEqual({ x: -1.5, y: -0.5 });
    expect(placeOf(sheet, 4)).toEqual({ x: -0.5, y: -1.5 });
  });

  test('one cell is a sheet too', () => {
    expect(sheetOf({}, 1.6)).toEqual({ kind: 'sheet', cells: 1, columns: 1, rows: 1, run: 'column' });
  });
});

test('two varied quantities grow to the right and upwards', () => {
  const sheet = sheetOf(grid, 1.6);
  expect(sheet).toEqual({ kind: 'sheet', cells: 12, columns: 4, rows: 3, run: 'row' });
  expect(placeOf(sheet, 0)).toEqual({ x: -1.5, y: -1 });
  expect(placeOf(sheet, 1)).toEqual({ x: -0.5, y: -1 });
  expect(placeOf(sheet, 4)).toEqual({ x: -1.5, y: 0 });
});

test('trials stand above one another, and bands above all of them', () => {
  const sheet = sheetOf({ x: line(4).x!, trials: 2, bands: 3 }, 1);
  expect(sheet).toEqual({ kind: 'sheet', cells: 24, columns: 4, rows: 6, run: 'row' });
  expect(placeOf(sheet, 8)).toEqual({ x: -1.5, y: -0.5 });
});

describe('a grid that would be flat', () => {
  const banded = sheetOf({ x: line(1024).x!, bands: 2 }, 1.5);

  test('has a block with columns of its own for each band, above one another, in the proportions of the window', () => {
    const { cells, columns, rows, run, blocks } = banded;
    expect({ cells, run }).toEqual({ cells: 2048, run: 'column' });
    expect(blocks).toMatchObject({ cells: 1024, gap: 1 });
    expect(rows).toBe(2 * blocks!.rows + 1);
    // Full columns are worth a little of the proportions: 64 x 33.
    expect(columns / rows).toBeGreaterThan(1.2);
    expect(columns / rows).toBeLessThan(2);
  });

  test('has a cell of each band in the same place of its block', () => {
    const above = (cell: number) => placeOf(banded, cell + 1024).y - placeOf(banded, cell).y;
    expect([0, 500, 1023].map(above)).toEqual(Array(3).fill(banded.blocks!.rows + 1));
    expect(placeOf(banded, 1024 + 500).x).toBe(placeOf(banded, 500).x);
  });

  test('has nothing in the gaps, over which keys move', () => {
    const { rows } = banded.blocks!;
    expect(cellAt(banded, { x: 0.5 - banded.columns / 2, y: rows + 0.5 - banded.rows / 2 })).toBeUndefined();
    expect(neighbour(banded, rows - 1, 0, 1)).toBe(1024);
    expect(neighbour(banded, 1024, 0, -1)).toBe(rows - 1);
  });

  test('has the second quantity upwards at the middle of its blocks', () => {
    const sheet = sheetOf({ ...line(4096), y: { vary: 'parameters.gK', values: [30, 36, 42] } }, 1.5);
    const { rows, gap } = sheet.blocks!;
    expect([0, 1, 2].map(heightOf(sheet)!)).toEqual(
      [0.5, 1.5, 2.5].map((n) => n * rows + Math.floor(n) * gap),
    );
  });

  test('is a grid as long as it is not flat', () => {
    expect(sheetOf({ x: line(16).x!, bands: 2 }, 1.5)).toMatchObject({ columns: 16, rows: 2, run: 'row' });
  });
});

test('the cells of a sample stand in their order', () => {
  const sample = {
    count: 16,
    method: 'sobol',
    seed: 1,
    vary: { 'parameters.gK': { from: 30, to: 42 } },
  } as const;
  expect(sheetOf(sample, 1)).toEqual({ kind: 'sheet', cells: 16, columns: 4, rows: 4, run: 'column' });
});

describe('picking', () => {
  test.each([
    ['columns', sheetOf(line(1000), 1.3)],
    ['rows', sheetOf(grid, 1)],
    ['blocks', sheetOf({ x: line(1000).x!, trials: 3 }, 1.3)],
  ])('finds every cell at its place, in %s', (_, sheet) => {
    for (let cell = 0; cell < sheet.cells; cell++) expect(cellAt(sheet, placeOf(sheet, cell))).toBe(cell);
  });

  /** Sheets of all proportions, with empty places in the last column or row. */
  const sheets: fc.Arbitrary<Sheet> = fc
    .record({
      columns: fc.integer({ min: 1, max: 2000 }),
      rows: fc.integer({ min: 1, max: 2000 }),
      run: fc.constantFrom('column' as const, 'row' as const),
      missing: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    })
    .map(({ columns, rows, run, missing }) => {
      const cells = columns * rows - Math.floor(missing * (run === 'column' ? rows : columns));
      return { kind: 'sheet' as const, cells, columns, rows, run };
    });
  const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  /** From the middle of a place, not quite to its edge, where rounding decides. */
  const beside = fc.double({ min: -0.499, max: 0.499, noNaN: true });

  test('finds a cell from every point of its place, on every sheet', () => {
    fc.assert(
      fc.property(sheets, fraction, beside, beside, (sheet, which, right, up) => {
        const cell = Math.floor(which * sheet.cells);
        const { x, y } = placeOf(sheet, cell);
        expect(cellAt(sheet, { x: x + right, y: y + up })).toBe(cell);
      }),
    );
  });

  test('finds the cell of every place, or none where there is none', () => {
    fc.assert(
      fc.property(sheets, fraction, fraction, beside, beside, (sheet, right, up, x, y) => {
        const [across, along] = [Math.floor(right * sheet.columns), Math.floor(up * sheet.rows)];
        const point = {
          x: across + 0.5 + x - sheet.columns / 2,
          y: along + 0.5 + y - sheet.rows / 2,
        };
        const { column, row } = strides(sheet);
        const cell = across * column + along * row;
        expect(cellAt(sheet, point)).toBe(cell < sheet.cells ? cell : undefined);
      }),
    );
  });

  test('finds nothing beside the sheet or in an empty place', () => {
    const sheet = sheetOf(line(7), 1);
    expect(sheet.columns * sheet.rows).toBeGreaterThan(7);
    expect(cellAt(sheet, { x: sheet.columns / 2 - 0.5, y: sheet.rows / 2 - 0.5 })).toBeUndefined();
    expect(cellAt(sheet, { x: sheet.columns, y: 0 })).toBeUndefined();
  });

  test('a neighbour beyond the edge is the cell itself', () => {
    const sheet = sheetOf(line(16), 1);
    expect(neighbour(sheet, 5, 1, 1)).toBe(10);
    expect(neighbour(sheet, 0, -1, 0)).toBe(0);
  });
});
