import { Cursor } from '../formats/cursor.ts';
import type { TableReader } from '../formats/format.ts';

// How far tables of two runs of the same experiment lie from one another, in words.

/** What is said of tables with the same numbers in all rows. */
export const SAME_NUMBERS = 'the same numbers';

/** Compares tables row by row. */
export async function compareRows(a: TableReader, b: TableReader): Promise<string> {
  const names = a.kinds.map(({ name }) => name);
  const others = b.kinds.map(({ name }) => name);
  if (names.join() !== others.join()) return `other columns: ${names.join(', ')} and ${others.join(', ')}`;
  const found = names.map(() => ({ largest: 0, rows: 0 }));
  const [left, right] = [await Cursor.begin(a), await Cursor.begin(b)];
  let row = 1;
  for (; left.row && right.row; row++) {
    for (const [i, column] of found.entries()) {
      const far = distance(left.row[i]!, right.row[i]!);
      if (far === 0) continue;
      column.rows++;
      column.largest = Math.max(column.largest, far);
    }
    await left.next();
    await right.next();
  }
  const isShorter = left.row || right.row;
  await left.end();
  await right.end();
  if (isShorter) return `another number of rows, from row ${row} on`;
  const differences = names.flatMap((name, i) => {
    const { largest, rows } = found[i]!;
    return rows > 0
      ? [`${name} by up to ${shortened(largest)} in ${rows} ${rows === 1 ? 'row' : 'rows'}`]
      : [];
  });
  return differences.length > 0 ? differences.join(', ') : SAME_NUMBERS;
}

/** Compares lists of spikes, whose order hangs on times that differ, neuron by neuron. */
export async function compareSpikes(a: TableReader, b: TableReader): Promise<string> {
  const [left, right] = [await timesIn(a), await timesIn(b)];
  let [others, largest] = [0, 0];
  for (const cell of new Set([...left.keys(), ...right.keys()])) {
    const [one = [], other = []] = [left.get(cell), right.get(cell)];
    if (one.length !== other.length) others++;
    else for (const [i, time] of one.entries()) largest = Math.max(largest, Math.abs(time - other[i]!));
  }
  if (others === 0 && largest === 0) return SAME_NUMBERS;
  return `${others} neurons with another number of spikes, times by up to ${shortened(largest)} ms`;
}

async function timesIn(table: TableReader): Promise<Map<number, number[]>> {
  const times = new Map<number, number[]>();
  for await (const { rows, columns } of table.blocks()) {
    const [cell, time] = columns;
    for (let row = 0; row < rows; row++) {
      const own = times.get(cell![row]!) ?? [];
      own.push(time![row]!);
      times.set(cell![row]!, own);
    }
  }
  return times;
}

/** A number against none is infinitely far. */
function distance(a: number, b: number): number {
  if (Number.isNaN(a) && Number.isNaN(b)) return 0;
  return Number.isNaN(a) || Number.isNaN(b) ? Number.POSITIVE_INFINITY : Math.abs(a - b);
}

const shortened = (value: number): number => Number(value.toPrecision(3));
