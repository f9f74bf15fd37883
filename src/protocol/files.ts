import { InputError } from '../input/schema.ts';
import { shown } from '../input/shown.ts';
import type { Table } from '../population/table.ts';

// Waveforms and recordings in files, {"kind": "waveform", "file": "current.csv", "value": "clamp_uA_cm2"} and
// {"distance": {"file": "trace.csv", "value": "V_mV"}}. Whoever can read files replaces them by their samples before the document is parsed.

/** What is said of samples in a file; what else is said stays. */
interface InFile {
  readonly file: string;
  /** The columns of time (ms) and of current or potential. */
  readonly time?: unknown;
  readonly value?: unknown;
  /** The rows that belong to it, where the file has a column `cell`. */
  readonly cell?: unknown;
}

/** Reads the table in a file, by the name that the document gives it. */
type Load = (file: string) => Table;

/**
 * The document with samples in the place of the waveforms and recordings that take them from files; nothing else is looked at.
 * @throws InputError if a file has no such columns, or rows of several cells of which none is chosen
 */
export function withSamples(document: unknown, load: Load): unknown {
  return withRecordings(withWaveforms(document, load), load);
}

/** The same for waveforms alone. */
export function withWaveforms(document: unknown, load: Load): unknown {
  if (!isObject(document) || !('stimulus' in document)) return document;
  const { stimulus } = document;
  const resolved = Array.isArray(stimulus)
    ? stimulus.map((one: unknown, i) => waveform(one, `stimulus.${i}`, load))
    : waveform(stimulus, 'stimulus', load);
  return { ...document, stimulus: resolved };
}

function withRecordings(document: unknown, load: Load): unknown {
  if (!isObject(document) || !Array.isArray(document.statistics)) return document;
  const statistics = document.statistics.map((one: unknown, i) => {
    if (!isObject(one) || !isObject(one.distance) || typeof one.distance.file !== 'string') return one;
    const inFile = { value: 'V_mV', ...one.distance } as unknown as InFile;
    return { ...one, distance: samplesIn(inFile, `statistics.${i}.distance`, load) };
  });
  return { ...document, statistics };
}

function waveform(stimulus: unknown, where: string, load: Load): unknown {
  if (!isObject(stimulus) || stimulus.kind !== 'waveform' || typeof stimulus.file !== 'string')
    return stimulus;
  return samplesIn(stimulus as unknown as InFile, where, load);
}

function samplesIn({ file, time = 'time_ms', value, cell, ...rest }: InFile, where: string, load: Load) {
  if (typeof time !== 'string' || typeof value !== 'string') {
    throw new InputError(
      `${where}: a waveform in a file needs the name of its column, such as "value": "clamp_uA_cm2" ("time" is "time_ms" if it is left out)`,
    );
  }
  const table = load(file);
  const [times, values] = [table.numbers(time), table.numbers(value)];
  const cells = table.columns.includes('cell') ? table.numbers('cell') : undefined;
  if (cells === undefined || cell === undefined) {
    const other = cells?.find((one) => one !== cells[0]);
    if (other !== undefined) {
      throw new InputError(
        `${where}: ${shown(file)} has rows of cells ${cells![0]} and ${other}; choose one, as "cell": ${other}`,
      );
    }
    return { ...rest, times, values };
  }
  const rows = [...cells.keys()].filter((row) => cells[row] === cell);
  if (rows.length === 0)
    throw new InputError(
      `${where}: ${shown(file)} has no rows of cell ${shown(String(JSON.stringify(cell)))}`,
    );
  return { ...rest, times: rows.map((row) => times[row]!), values: rows.map((row) => values[row]!) };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
