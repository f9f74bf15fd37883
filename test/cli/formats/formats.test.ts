import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { tableFromIPC } from '@uwdata/flechette';
import * as fc from 'fast-check';
import polars from 'nodejs-polars';
import { describe, expect, it } from 'vitest';
import { columnsOf, ROWS } from '../../../src/cli/formats/blocks.ts';
import { type ColumnKind, type FormatName, formatCalled } from '../../../src/cli/formats/format.ts';
import { OutputFile } from '../../../src/cli/results/output.ts';
import { temporaryFolder } from '../command.ts';

const kinds: readonly ColumnKind[] = [
  { name: 'cell', unit: '1', type: 'int32' },
  { name: 'stimulus.amplitude_uA_cm2', unit: 'uA/cm2', type: 'float64' },
  { name: 'latency_ms', unit: 'ms', type: 'float64' },
];
const provenance = { 'loligo.version': '1.2.3', 'loligo.experiment': '{"note":"µA, \\"quoted\\""}' };

type Row = readonly [cell: number, amplitude: number, latency: number];

/** Writes rows in pieces. @returns the path of the file */
async function written(format: FormatName, pieces: readonly (readonly Row[])[]): Promise<string> {
  const path = join(temporaryFolder(), `table.${format}`);
  const file = OutputFile.create(path);
  const table = (await formatCalled(format)).begin(file, kinds, provenance);
  for (const rows of pieces) {
    const columns = kinds.map((_, i) => Float64Array.from(rows, (row) => row[i]!));
    table.write(columnsOf(kinds, columns), rows.length);
  }
  table.end();
  file.close();
  return path;
}

/** The rows of a file, as our own reader finds them. */
async function read(format: FormatName, path: string) {
  const table = await (await formatCalled(format)).open(path);
  const found: number[][] = [];
  for await (const { rows, columns } of table.blocks())
    for (let row = 0; row < rows; row++) found.push(columns.map((values) => values[row]!));
  return { kinds: table.kinds, rows: found };
}

interface Foreign {
  readonly rows: readonly (readonly (number | null)[])[];
  readonly types: readonly string[];
  readonly units: Readonly<Record<string, string>>;
  readonly provenance: Readonly<Record<string, string>>;
  /** Rows of each block. */
  readonly blocks: readonly number[];
}

/** What DuckDB finds in a Parquet file. */
async function withDuckDB(path: string): Promise<Foreign> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const rowsOf = async (query: string) => (await connection.runAndReadAll(query)).getRowsJS();
  const said = await rowsOf(`select decode(key), decode(value) from parquet_kv_metadata('${path}')`);
  const entries = said as [string, string][];
  const groups = await rowsOf(
    `select distinct row_group_id, row_group_num_rows from parquet_metadata('${path}') order by 1`,
  );
  const found = {
    rows: (await rowsOf(`select * from '${path}'`)) as number[][],
    types: (await rowsOf(`describe select * from '${path}'`)).map(([, type]) => String(type)),
    units: JSON.parse(new Map(entries).get('loligo.units')!),
    provenance: Object.fromEntries(entries.filter(([key]) => key !== 'loligo.units')),
    blocks: groups.map(([, rows]) => Number(rows)),
  };
  connection.closeSync();
  instance.closeSync();
  return found;
}

/** What Flechette finds in an Arrow file. */
function withFlechette(path: string): Foreign {
  const table = tableFromIPC(readFileSync(path));
  const { fields, metadata } = table.schema;
  const columns = fields.map(({ name }) => table.getChild(name));
  return {
    rows: Array.from({ length: table.numRows }, (_, row) => columns.map((column) => column.at(row))),
    types: fields.map(({ type }) => ('bitWidth' in type ? 'INTEGER' : 'DOUBLE')),
    units: Object.fromEntries(fields.map((field) => [field.name, field.metadata?.get('unit') ?? 'none'])),
    provenance: Object.fromEntries(metadata ?? []),
    blocks: columns[0]!.data.map(({ length }) => length),
  };
}

const foreign = { parquet: withDuckDB, arrow: withFlechette } as const;

const scan = { parquet: polars.scanParquet, arrow: polars.scanIPC } as const;

/** What polars finds in a file; of metadata it says nothing. */
function withPolars(format: keyof typeof scan, path: string): Pick<Foreign, 'rows' | 'types'> {
  const table = scan[format](path).collectSync();
  return { rows: table.rows(), types: table.dtypes.map(({ variant }) => variant) };
}

const binary = ['parquet', 'arrow'] as const;

// Text has no 0 with a sign.
const some = fc.double({ noDefaultInfinity: true }).map((value) => value + 0);
const number = fc.oneof({ weight: 4, arbitrary: some }, fc.constant(Number.NaN));
const row = fc.tuple(fc.integer({ min: 0, max: 2 ** 31 - 1 }), number, number);
/** As others find them. */
const withNulls = (rows: readonly Row[]): Foreign['rows'] =>
  rows.map((row) => row.map((value) => (Number.isNaN(value) ? null : value)));
/** Expects many rows, faster than a comparison that says where all differences are. */
function expectRows(found: Foreign['rows'], rows: Foreign['rows']): void {
  expect(found).toHaveLength(rows.length);
  const isOther = (row: Foreign['rows'][number], i: number) =>
    row.some((value, column) => !Object.is(value, rows[i]![column]));
  expect(found.findIndex(isOther)).toBe(-1);
}

/** Enough for three blocks, with numbers that are missing. */
const many = Array.from({ length: 2 * ROWS + 5 }, (_, i): Row => [i, i / 3, i % 7 === 0 ? Number.NaN : i]);

describe.each(binary)('%s', (format) => {
  it('is read by another program: every number, none where there is none, types, units and provenance', async () => {
    const find = foreign[format];
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
        const found = await find(await written(format, [rows]));
        expect(found.rows).toEqual(withNulls(rows));
      }),
      { numRuns: 10 },
    );
    const found = await find(await written(format, [many]));
    expectRows(found.rows, withNulls(many));
    expect(found.types).toEqual(['INTEGER', 'DOUBLE', 'DOUBLE']);
    expect(found.units).toEqual(Object.fromEntries(kinds.map(({ name, unit }) => [name, unit])));
    expect(found.provenance).toEqual(provenance);
    expect(found.blocks).toEqual([ROWS, ROWS, 5]);
  });

  it('is read by polars: every number, none where there is none, and types', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
        expect(withPolars(format, await written(format, [rows])).rows).toEqual(withNulls(rows));
      }),
      { numRuns: 10 },
    );
    const found = withPolars(format, await written(format, [many]));
    expectRows(found.rows, withNulls(many));
    expect(found.types).toEqual(['Int32', 'Float64', 'Float64']);
  });

  it('has the same bytes however its rows come', async () => {
    const whole = readFileSync(await written(format, [many]));
    const cuts = [1, ROWS - 1, ROWS, ROWS + 1, 2 * ROWS];
    const pieces = [0, ...cuts].map((begin, i) => many.slice(begin, cuts[i]));
    expect(readFileSync(await written(format, pieces)).equals(whole)).toBe(true);
  });

  it('holds back no more than a block', async () => {
    const path = join(temporaryFolder(), 'table');
    const file = OutputFile.create(path);
    const table = (await formatCalled(format)).begin(file, kinds, provenance);
    const columns = columnsOf(
      kinds,
      [0, 1, 2].map((i) => Float64Array.from(many, (one) => one[i]!)),
    );
    const sizes: number[] = [];
    for (let block = 0; block < 3; block++) {
      table.write(columns, ROWS);
      sizes.push(statSync(path).size);
    }
    // Two columns of 64 bits, of which no method of packing leaves out more than half, for they differ in every row.
    for (const [block, size] of sizes.entries()) expect(size).toBeGreaterThan((block + 1) * ROWS * 8);
    file.close();
  });

  it('without rows is a table all the same', async () => {
    const path = await written(format, []);
    expect(await foreign[format](path)).toMatchObject({ rows: [], provenance });
    expect(await read(format, path)).toEqual({ kinds, rows: [] });
  });
});

describe.each(['csv', ...binary] as const)('%s', (format) => {
  it('is read again as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(row, { maxLength: 8 }), { maxLength: 4 }), async (pieces) => {
        const found = await read(format, await written(format, pieces));
        expect(found.rows).toEqual(pieces.flat());
        if (format !== 'csv') expect(found.kinds).toEqual(kinds);
      }),
      { numRuns: 10 },
    );
    const found = await read(format, await written(format, [many]));
    expectRows(found.rows, many);
  });
});
