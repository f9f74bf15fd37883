import { linesOf } from './lines.ts';

// How far tables of two runs of the same experiment lie from one another, in words.

/** Compares tables row by row. */
export async function compareRows(a: string, b: string): Promise<string> {
  const [left, right] = [rowsOf(a), rowsOf(b)];
  const names = (await left.next()).value ?? [];
  const others = (await right.next()).value ?? [];
  if (names.join() !== others.join()) return `other columns: ${names.join(', ')} and ${others.join(', ')}`;
  const found = names.map(() => ({ largest: 0, rows: 0 }));
  for (let row = 1; ; row++) {
    const [one, other] = [await left.next(), await right.next()];
    if (one.done && other.done) break;
    if (one.done || other.done) return `another number of rows, from row ${row} on`;
    for (const [i, column] of found.entries()) {
      if (one.value[i] === other.value[i]) continue;
      column.rows++;
      column.largest = Math.max(column.largest, distance(one.value[i]!, other.value[i]!));
    }
  }
  return names
    .flatMap((name, i) => {
      const { largest, rows } = found[i]!;
      return rows > 0
        ? [`${name} by up to ${shortened(largest)} in ${rows} ${rows === 1 ? 'row' : 'rows'}`]
        : [];
    })
    .join(', ');
}

/** Compares lists of spikes, whose order hangs on times that differ, neuron by neuron. */
export async function compareSpikes(a: string, b: string): Promise<string> {
  const [left, right] = [await timesIn(a), await timesIn(b)];
  let [others, largest] = [0, 0];
  for (const cell of new Set([...left.keys(), ...right.keys()])) {
    const [one = [], other = []] = [left.get(cell), right.get(cell)];
    if (one.length !== other.length) others++;
    else for (const [i, time] of one.entries()) largest = Math.max(largest, Math.abs(time - other[i]!));
  }
  return `${others} neurons with another number of spikes, times by up to ${shortened(largest)} ms`;
}

async function timesIn(path: string): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  const rows = rowsOf(path);
  await rows.next();
  for await (const [cell = '', time] of rows) {
    const own = times.get(cell) ?? [];
    own.push(Number(time));
    times.set(cell, own);
  }
  return times;
}

async function* rowsOf(path: string): AsyncGenerator<string[], undefined> {
  for await (const line of linesOf(path)) yield line.split(',');
}

/** A number against none is infinitely far. */
const distance = (a: string, b: string): number =>
  a === '' || b === '' ? Number.POSITIVE_INFINITY : Math.abs(Number(a) - Number(b));

const shortened = (value: number): number => Number(value.toPrecision(3));
