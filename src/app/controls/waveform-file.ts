import { decodeText } from '../../input/encoding.ts';
import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import { parseTable, type Table } from '../../population/table.ts';
import { withWaveforms } from '../../protocol/files.ts';
import type { OneStimulus } from '../../protocol/stimulus.ts';

/** Largest file that is read, bytes: the page stands still meanwhile. */
const LARGEST = 10_000_000;
/** Columns that are no currents: the time, and the cell that a row belongs to. */
const TIME = 'time_ms';
const CELL = 'cell';

/**
 * The table in a file.
 * @throws InputError that names the file, if it is too large or no table
 */
export async function readTable(file: Pick<File, 'name' | 'size' | 'arrayBuffer'>): Promise<Table> {
  const name = shown(file.name);
  if (file.size > LARGEST)
    throw new InputError(
      `${name} has ${file.size} bytes; the page reads at most ${LARGEST}: give fewer samples, or use the command`,
    );
  const table = parseTable(decodeText(new Uint8Array(await file.arrayBuffer()), name), name);
  if (currentsIn(table).length === 0)
    throw new InputError(`${name} needs a column of currents beside that of the times (ms)`);
  return table;
}

/** The column of the times: the one that is called so, or the first one. */
const timeOf = ({ columns }: Table): string => columns.find((name) => name === TIME) ?? columns[0]!;

/** The columns that can be currents. */
export const currentsIn = (table: Table): readonly string[] =>
  table.columns.filter((name) => name !== timeOf(table) && name !== CELL);

/**
 * A waveform with the samples of a column; of a table with rows of several cells, those of the first.
 * @throws InputError if something in the columns is no number
 */
export function withColumn(stimulus: OneStimulus, table: Table, value: string, name: string): OneStimulus {
  const {
    values: _values,
    times: _times,
    interval: _interval,
    ...rest
  } = stimulus as Record<string, unknown>;
  const cell = table.columns.includes(CELL) ? table.numbers(CELL)[0] : undefined;
  const inFile = { ...rest, file: name, time: timeOf(table), value, cell };
  const { stimulus: sampled } = withWaveforms({ stimulus: inFile }, () => table) as { stimulus: OneStimulus };
  return sampled;
}
