import { closeSync, openSync, readSync } from 'node:fs';
import { breathe } from '../../engine/pause.ts';
import { type EventList, sortSpikes } from '../../engine/recording.ts';
import { spikeColumns } from '../../tables/columns.ts';
import type { ColumnKind, TableWriter } from '../formats/format.ts';
import type { OutputFile } from './output.ts';

// Events wait in files, with all digits of their times, until the run is at its end and their order is known. So no more of them is in
// memory than a population of that size has, however long the run is.

/** Of the files of events that came in the order of time, and of those that came when later ones had gone. */
export const eventNames = { inOrder: 'spikes.events', late: 'late.events' } as const;

/** What the table of events has. */
export const spikeKinds: readonly ColumnKind[] = spikeColumns({
  cell: new Uint32Array(),
  time: new Float64Array(),
});

/** Bytes of an event: number of the neuron (u32) and time (f64), lower bytes first. */
const BYTES = 12;
/** Events that are read at once. */
const AT_ONCE = 1 << 14;

export function writeEvents(file: OutputFile, { cell, time }: EventList): void {
  const bytes = Buffer.alloc(BYTES * cell.length);
  for (let i = 0; i < cell.length; i++) {
    bytes.writeUInt32LE(cell[i]!, BYTES * i);
    bytes.writeDoubleLE(time[i]!, BYTES * i + 4);
  }
  file.write(bytes);
}

/**
 * Writes the table of all events in the order of time, then of cell.
 * @param exact whether text has times with all digits, so that their order can be told beside those of others
 */
export async function writeSpikes(
  table: TableWriter,
  paths: Readonly<Record<keyof typeof eventNames, string>>,
  exact: boolean,
): Promise<void> {
  let late = allIn(paths.late);
  const write = (events: EventList, others: EventList) => {
    const all = appended(events, others);
    const sorted = others.cell.length > 0 ? sortSpikes(all.cell, all.time) : all;
    table.write(spikeColumns(sorted, exact), sorted.cell.length);
  };
  // Events at the same time stay together, for they are in the order of their neurons.
  let last = piece(late, 0, 0);
  for (const block of blocksIn(paths.inOrder)) {
    const all = appended(last, block);
    const end = all.time.at(-1)!;
    const before = ({ time }: EventList) => time.findLastIndex((one) => one < end) + 1;
    const [whole, due] = [before(all), before(late)];
    write(piece(all, 0, whole), piece(late, 0, due));
    last = piece(all, whole);
    late = piece(late, due);
    await breathe();
  }
  write(last, late);
  table.end();
}

function allIn(path: string): EventList {
  let all: EventList = { cell: new Uint32Array(), time: new Float64Array() };
  for (const block of blocksIn(path)) all = appended(all, block);
  return sortSpikes(all.cell, all.time);
}

function* blocksIn(path: string): Generator<EventList> {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(BYTES * AT_ONCE);
    for (let at = 0; ; ) {
      const read = readSync(file, bytes, 0, bytes.length, at);
      const count = Math.floor(read / BYTES);
      if (count === 0) return;
      yield {
        cell: new Uint32Array(count).map((_, i) => bytes.readUInt32LE(BYTES * i)),
        time: new Float64Array(count).map((_, i) => bytes.readDoubleLE(BYTES * i + 4)),
      };
      at += BYTES * count;
    }
  } finally {
    closeSync(file);
  }
}

const piece = ({ cell, time }: EventList, begin: number, end?: number): EventList => ({
  cell: cell.subarray(begin, end),
  time: time.subarray(begin, end),
});

function appended(a: EventList, b: EventList): EventList {
  const cell = new Uint32Array(a.cell.length + b.cell.length);
  const time = new Float64Array(cell.length);
  cell.set(a.cell);
  cell.set(b.cell, a.cell.length);
  time.set(a.time);
  time.set(b.time, a.time.length);
  return { cell, time };
}
