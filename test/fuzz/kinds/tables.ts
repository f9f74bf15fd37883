import { decodeText } from '../../../src/input/encoding.ts';
import { InputError } from '../../../src/input/schema.ts';
import { withFileValues } from '../../../src/population/files.ts';
import { parseTable, type Table } from '../../../src/population/table.ts';
import { withSamples } from '../../../src/protocol/files.ts';
import { type OwnPoints, readPoints } from '../../../src/studies/fit/own-points.ts';
import { type OwnTrace, readTrace } from '../../../src/studies/fit/own-trace.ts';
import { csvHeader, csvRows } from '../../../src/tables/csv.ts';
import { checkNumbers, checkPrepared, checkSame, type Prepared, prepared } from '../accepted.ts';
import { filesOf } from '../inputs/mutations.ts';
import { tableTextsWithFaults } from '../inputs/tables.ts';
import { kind } from '../kind.ts';

// Numbers in CSV, and what reads them.

const inputs = filesOf(tableTextsWithFaults);
const NAME = 'a.csv';
const textOf = (bytes: Uint8Array) => decodeText(bytes, NAME);

/** Columns as the command writes them. */
function written(columns: Readonly<Record<string, readonly number[]>>): string {
  const entries = Object.entries(columns);
  const rows = entries[0]?.[1].length ?? 0;
  const all = entries.map(([name, values]) => ({ name, value: (row: number) => values[row]! }));
  return csvHeader(all) + [...csvRows(all, rows)].join('');
}

/** Columns of numbers. */
export const table = kind<readonly (readonly number[])[]>({
  inputs,
  read: (bytes) => {
    const read = parseTable(textOf(bytes), NAME);
    return read.columns.slice(0, 100).map((name) => read.numbers(name));
  },
  check: (columns) => {
    checkNumbers(columns, 'the table');
    const named = Object.fromEntries(columns.map((values, i) => [`c${i}`, values]));
    const again = parseTable(written(named), NAME);
    checkSame(
      columns,
      again.columns.map((name) => again.numbers(name)),
      'the table that was written',
    );
  },
});

/** Potentials that somebody has recorded. */
export const trace = kind<OwnTrace>({
  inputs,
  read: (bytes) => readTrace(textOf(bytes), NAME, { timeUnit: undefined }),
  check: (read) => {
    checkNumbers(read, 'the recording');
    const { times, values } = read;
    if (times[0]! < 0 || times.some((time, i) => i > 0 && time <= times[i - 1]!))
      throw new Error('the times do not ascend');
    checkSame(read, readTrace(written({ time_ms: times, V_mV: values }), NAME), 'the recording');
  },
});

/** Currents and rates that somebody has measured. */
export const points = kind<OwnPoints>({
  inputs,
  read: (bytes) => readPoints(textOf(bytes), NAME),
  check: (read) => {
    checkNumbers(read, 'the points');
    const { x, rate } = read;
    const again = readPoints(written({ I: x, rate_Hz: rate }), NAME);
    checkSame([x, rate], [again.x, again.rate], 'the points');
  },
});

/** Experiments that take a current, a recording or a parameter from a table. */
export const samples = kind<Prepared>({
  inputs,
  read: (bytes) => {
    const read = parseTable(textOf(bytes), NAME);
    return prepared(
      withFileValues(
        withSamples(documentWith(read), () => read),
        () => read,
      ),
    );
  },
  check: checkPrepared,
});

/** Takes the last column of a table as a current, as a recording, or as a parameter. */
function documentWith({ columns, rows }: Table): unknown {
  const [time, value] = [columns[0], columns.at(-1)];
  if (time === undefined) throw new InputError('the table has no columns');
  const file = { file: NAME, time, value };
  if (rows % 4 === 0) return { stimulus: { kind: 'waveform', ...file } };
  if (rows % 4 === 1) return { statistics: [{ distance: file }] };
  // By the usual names.
  if (rows % 4 === 2) return { statistics: [{ distance: { file: NAME } }] };
  return { sample: { vary: { 'parameters.gK': { file: NAME, column: value } } } };
}
