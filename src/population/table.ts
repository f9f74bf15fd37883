import Papa from 'papaparse';
import { suggestion } from '../input/nearest.ts';
import { InputError } from '../input/schema.ts';
import { shown } from '../input/shown.ts';

/** Numbers in named columns, as they stand in a CSV file. */
export interface Table {
  /** The names in the first line. */
  readonly columns: readonly string[];
  /** Number of lines below it that are not empty. */
  readonly rows: number;
  /**
   * The numbers of a column.
   * @throws InputError if there is no such column, or a cell that is no number
   */
  numbers(column: string): number[];
  /** The line of the file, from 1 on, that a row, from 0 on, begins on. */
  lineOf(row: number): number;
}

const DECIMAL = /^[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Reads CSV: a line of names, then a line of numbers for each row. Tabs separate the cells if the first line has one, else
 * semicolons if it has one, else commas.
 * @param name of the file, for messages
 * @throws InputError if it is not CSV or a line has another number of cells than the first; the message names the line
 */
export function parseTable(text: string, name: string): Table {
  const names = text.split('\n', 1)[0]!;
  const delimiter = ['\t', ';'].find((separator) => names.includes(separator)) ?? ',';
  const { data, errors } = Papa.parse<string[]>(text, { delimiter });
  const [malformed] = errors;
  if (malformed) {
    throw new InputError(`${name}, line ${lineOf(data, malformed.row ?? 0)}: ${malformed.message}`);
  }
  const [first = [], ...rest] = data;
  const columns = first.map((cell) => cell.trim());
  const seen = new Set<string>();
  for (const column of columns) {
    if (seen.has(column))
      throw new InputError(`${name} has two columns "${shown(column)}"; name each column once`);
    seen.add(column);
  }
  const rows = rest.flatMap((cells, i) => (isEmpty(cells) ? [] : [{ cells, row: i + 1 }]));
  if (rows.length === 0) throw new InputError(`${name} has no rows below a first line of column names`);
  for (const { cells, row } of rows) {
    if (cells.length === columns.length) continue;
    throw new InputError(
      `${name}, line ${lineOf(data, row)}: ${cells.length} cells, but the first line names ${columns.length} columns`,
    );
  }
  const numbers = (column: string) => {
    const position = columns.indexOf(column);
    if (position < 0) {
      throw new InputError(`${name} has no column "${shown(column)}"${suggestion(column, columns)}`);
    }
    return rows.map(({ cells, row }) => {
      const cell = cells[position]!.trim();
      const number = Number(cell);
      if (DECIMAL.test(cell) && Number.isFinite(number)) return number;
      throw new InputError(
        `${name}, line ${lineOf(data, row)}, column "${shown(column)}": "${shown(cell)}" is not a number; write numbers like -77.5`,
      );
    });
  };
  return { columns, rows: rows.length, numbers, lineOf: (row) => lineOf(data, rows[row]!.row) };
}

function isEmpty(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** The line of the file that a row begins on, from 1; a cell in quotes may hold ends of lines. */
function lineOf(data: readonly (readonly string[])[], row: number): number {
  const broken = data
    .slice(0, row)
    .flat()
    .join('')
    .match(/\r\n|\n|\r/g);
  return row + 1 + (broken?.length ?? 0);
}
