import { InputError } from '../../input/schema.ts';
import type { Table } from '../../population/table.ts';
import { withWaveforms } from '../../protocol/files.ts';
import type { OneStimulus } from '../../protocol/stimulus.ts';
import type { OpenedTable } from './csv-file.ts';

/** Columns that are no currents: the time, and the cell that a row belongs to. */
const TIME = 'time_ms';
const CELL = 'cell';

/** The column of the times: the one that is called so, or the first one. */
const timeOf = ({ columns }: Table): string => columns.find((name) => name === TIME) ?? columns[0]!;

/** The columns that can be currents. @throws InputError if there is none */
export function currentsIn({ name, table }: OpenedTable): readonly string[] {
  const currents = table.columns.filter((column) => column !== timeOf(table) && column !== CELL);
  if (currents.length === 0)
    throw new InputError(`${name} needs a column of currents beside that of the times (ms)`);
  return currents;
}

/**
 * A waveform with the samples of a column; of a table with rows of several cells, those of the first.
 * @throws InputError if something in the columns is no number
 */
export function withColumn(stimulus: OneStimulus, { name, table }: OpenedTable, value: string): OneStimulus {
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
