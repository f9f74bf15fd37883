import { closeSync, openSync, readSync } from 'node:fs';
import { breathe } from '../../engine/pause.ts';
import type { Traces } from '../../engine/simulation.ts';
import { type Sampled, traceColumns } from '../../tables/columns.ts';
import type { ColumnKind, TableWriter } from '../formats/format.ts';
import type { OutputFile } from './output.ts';

// Samples wait in a file, with all their digits, until the run is at its end, as events do: so a checkpoint is a place in a file whatever
// the format of the table, and what a library has begun of one need never be gone on with.

export const SAMPLES = 'traces.samples';

/** Numbers that are read at once, about. */
const AT_ONCE = 1 << 16;

/** What is in a sample: of each cell each quantity, behind the time. */
export interface Sampling {
  readonly cells: readonly number[];
  readonly sampled: readonly Sampled[];
}

/** What the table of samples has. */
export const traceKinds = (sampled: Sampling['sampled']): readonly ColumnKind[] =>
  traceColumns({ cells: [], time: new Float64Array(), values: {} }, sampled);

/** Numbers of a sample. */
const widthOf = ({ cells, sampled }: Sampling): number => 1 + cells.length * sampled.length;

/** Appends samples. */
export function writeSamples(
  file: OutputFile,
  { time, cells, values }: Traces,
  sampled: Sampling['sampled'],
): void {
  const width = widthOf({ cells, sampled });
  const numbers = new Float64Array(width * time.length);
  for (let sample = 0; sample < time.length; sample++) {
    const [begin, first] = [sample * width, sample * cells.length];
    numbers[begin] = time[sample]!;
    for (const [i, { name }] of sampled.entries())
      numbers.set(values[name]!.subarray(first, first + cells.length), begin + 1 + i * cells.length);
  }
  file.write(new Uint8Array(numbers.buffer));
}

/** Writes the table of all samples. */
export async function writeTraces(table: TableWriter, path: string, sampling: Sampling): Promise<void> {
  for (const traces of tracesIn(path, sampling)) {
    table.write(traceColumns(traces, sampling.sampled), traces.time.length * traces.cells.length);
    await breathe();
  }
  table.end();
}

function* tracesIn(path: string, sampling: Sampling): Generator<Traces> {
  const width = widthOf(sampling);
  const numbers = new Float64Array(width * Math.max(1, Math.floor(AT_ONCE / width)));
  const file = openSync(path, 'r');
  try {
    for (let at = 0; ; ) {
      const read = readSync(file, new Uint8Array(numbers.buffer), 0, numbers.byteLength, at);
      const samples = Math.floor(read / (8 * width));
      if (samples === 0) return;
      yield tracesOf(numbers, samples, sampling);
      at += 8 * width * samples;
    }
  } finally {
    closeSync(file);
  }
}

function tracesOf(numbers: Float64Array, samples: number, sampling: Sampling): Traces {
  const { cells, sampled } = sampling;
  const width = widthOf(sampling);
  const valuesOf = (i: number) => {
    const values = new Float64Array(samples * cells.length);
    for (let sample = 0; sample < samples; sample++) {
      const begin = sample * width + 1 + i * cells.length;
      values.set(numbers.subarray(begin, begin + cells.length), sample * cells.length);
    }
    return values;
  };
  return {
    cells,
    time: Float64Array.from({ length: samples }, (_, sample) => numbers[sample * width]!),
    values: Object.fromEntries(sampled.map(({ name }, i) => [name, valuesOf(i)])),
  };
}
