import { suggestion } from '../../input/nearest.ts';
import { InputError } from '../../input/schema.ts';
import { listed, shown } from '../../input/shown.ts';
import { parseTable, type Table } from '../../population/table.ts';

// Potentials that somebody has recorded.

export const timeUnits = { s: 1000, ms: 1, us: 1e-3 } as const;
export const potentialUnits = { V: 1000, mV: 1, uV: 1e-3 } as const;
export type TimeUnit = keyof typeof timeUnits;
export type PotentialUnit = keyof typeof potentialUnits;

/** A recorded potential. */
export interface OwnTrace {
  /** Where it comes from, in a word. */
  readonly name: string;
  /** ms, ascending. */
  readonly times: readonly number[];
  /** mV */
  readonly values: readonly number[];
}

/** What a table does not say of itself. */
export interface TraceOptions {
  /** Names of the columns; found by their names where they are not given. */
  readonly time?: string | undefined;
  readonly value?: string | undefined;
  /** Units, where the names of the columns have none. */
  readonly timeUnit?: TimeUnit | undefined;
  readonly valueUnit?: PotentialUnit | undefined;
  /** Which neuron, where the rows are of several. */
  readonly cell?: number | undefined;
}

const TIME = /^(t|times?)(?![a-z])/i;
const VALUE = /^(v|vm|volts?|voltage|potential|membrane[ _]potential)(?![a-z])/i;
const CELL = 'cell';
/** Potentials beyond this are no membrane's, mV. */
const WIDEST = 1000;
const MOST_SAMPLES = 4_000_000;

/** Whether a text is a table of potentials against time, by its first line, and not, say, of rates against currents. */
export const hasTrace = (text: string): boolean =>
  text
    .split(/\r?\n/, 1)[0]!
    .split(/[,;\t]/)
    .some((name) => VALUE.test(name.trim()));

/**
 * Which of its units a text does not say, so that they have to be asked for.
 * @throws InputError if it has no such columns
 */
export function unsaidUnits(text: string, name: string): readonly ('time' | 'potential')[] {
  const table = parseTable(text, name);
  const own = {
    time: ownUnit(columnIn(table, undefined, TIME, name, 'time'), timeUnits),
    potential: ownUnit(columnIn(table, undefined, VALUE, name, 'potential'), potentialUnits),
  };
  return (['time', 'potential'] as const).filter((one) => own[one] === undefined);
}

/**
 * Neurons that a table has rows of, in their order, where it says which one a row is of; none where it does not.
 * @throws InputError if it is no table
 */
export function cellsIn(text: string, name: string): readonly number[] {
  const table = parseTable(text, name);
  return table.columns.includes(CELL) ? [...new Set(table.numbers(CELL))] : [];
}

/**
 * Reads CSV of a potential against time: a line of names with their units, such as `time_ms,V_mV` or `t (s),Vm (V)`, and a line for
 * each sample.
 * @param name of the text, for messages
 * @throws InputError that names the line, or what is not said
 */
export function readTrace(text: string, name: string, options: TraceOptions = {}): OwnTrace {
  const table = parseTable(text, name);
  const time = columnIn(table, options.time, TIME, name, 'time');
  const value = columnIn(table, options.value, VALUE, name, 'potential');
  const toMs = timeUnits[unitOf(time, options.timeUnit, timeUnits, name, 'time')];
  const toMV = potentialUnits[unitOf(value, options.valueUnit, potentialUnits, name, 'potential')];
  const rows = rowsOf(table, options.cell, name);
  const [allTimes, allValues] = [table.numbers(time), table.numbers(value)];
  const at = (row: number) => `${name}, line ${table.lineOf(row)}`;
  const times = rows.map((row) => toMs * allTimes[row]!);
  const values = rows.map((row) => toMV * allValues[row]!);
  for (const [i, row] of rows.entries()) {
    if (i === 0 ? times[0]! < 0 : times[i]! <= times[i - 1]!) {
      const than = i === 0 ? 'before 0' : `not after the one before, ${times[i - 1]} ms`;
      throw new InputError(
        `${at(row)}: the time ${times[i]} ms is ${than}; give times that ascend from 0 ms on`,
      );
    }
    if (Math.abs(values[i]!) > WIDEST)
      throw new InputError(
        `${at(row)}: ${values[i]} mV is no membrane potential: they are within -${WIDEST} to ${WIDEST} mV; is the unit right?`,
      );
  }
  if (rows.length > MOST_SAMPLES)
    throw new InputError(`${name} has ${rows.length} samples; at most ${MOST_SAMPLES} are read: give fewer`);
  return { name, times, values };
}

function columnIn(
  { columns }: Table,
  asked: string | undefined,
  pattern: RegExp,
  file: string,
  what: 'time' | 'potential',
): string {
  if (asked !== undefined) {
    if (columns.includes(asked)) return asked;
    throw new InputError(`${file} has no column "${shown(asked)}"${suggestion(asked, columns)}`);
  }
  const found = columns.filter((column) => pattern.test(column));
  if (found.length === 1) return found[0]!;
  const [option, example] = what === 'time' ? ['time', 'time_ms'] : ['value', 'V_mV'];
  const quoted = (names: readonly string[]) =>
    listed(
      names.map((column) => `"${shown(column)}"`),
      ', ',
    );
  throw new InputError(
    found.length === 0
      ? `${file} has no column of the ${what === 'time' ? 'time' : 'potential'}, only ${quoted(columns)}; name it in the first line, such as ${example}, or as ${option} = NAME`
      : `${file} has several columns of the ${what === 'time' ? 'time' : 'potential'}, ${quoted(found)}; choose one as ${option} = NAME`,
  );
}

/** The unit at the end of a name, `time_ms`, `t (s)`, `Vm [mV]`, `V/mV`; a name that is nothing but a word has none. */
function ownUnit<Unit extends string>(
  column: string,
  units: Readonly<Record<Unit, number>>,
): Unit | undefined {
  const written = /[\s_([/]([a-zµμ]+)[)\]]?$/i.exec(column)?.[1]?.replace(/[µμ]/, 'u');
  return (Object.keys(units) as Unit[]).find((unit) => unit === written);
}

function unitOf<Unit extends string>(
  column: string,
  given: Unit | undefined,
  units: Readonly<Record<Unit, number>>,
  file: string,
  what: 'time' | 'potential',
): Unit {
  const own = ownUnit(column, units);
  if (own && given && own !== given)
    throw new InputError(
      `${file}: the column "${shown(column)}" is in ${own}, not in ${given}; leave out the unit`,
    );
  const unit = own ?? given;
  if (unit) return unit;
  const option = what === 'time' ? 'timeUnit' : 'valueUnit';
  throw new InputError(
    `${file}: the column "${shown(column)}" does not say its unit; give ${option} = ${Object.keys(units).join(' or ')}`,
  );
}

function rowsOf(table: Table, cell: number | undefined, file: string): readonly number[] {
  const all = Array.from({ length: table.rows }, (_, row) => row);
  if (!table.columns.includes(CELL)) return all;
  const cells = table.numbers(CELL);
  const other = cells.find((one) => one !== cells[0]);
  if (cell === undefined && other !== undefined)
    throw new InputError(
      `${file} has rows of cells ${cells[0]} and ${other}; choose one as cell = ${cells[0]}`,
    );
  const wanted = cell ?? cells[0];
  const rows = all.filter((row) => cells[row] === wanted);
  if (rows.length === 0) throw new InputError(`${file} has no rows of cell ${wanted}`);
  return rows;
}
