import { spikeTime } from '../../tables/columns.ts';
import { ROWS_AT_ONCE } from '../../tables/csv.ts';
import { linesOf } from './lines.ts';

// Tables of the parts of a population, in the order of their neurons, as one. Whatever their size, a few rows are in memory.

type Write = (text: string) => void;
type Lines = AsyncGenerator<string, undefined>;

/** One part after the other. */
export async function joinCells(parts: readonly string[], write: Write): Promise<void> {
  const rows = new Rows(write);
  for (const [i, path] of parts.entries()) {
    const lines = linesOf(path);
    const header = await lines.next();
    if (i === 0) rows.add(header.value!);
    for await (const line of lines) rows.add(line);
  }
  rows.end();
}

/** By time, then by neuron. Parts have their times with all digits, the whole as they are printed. */
export async function joinSpikes(parts: readonly string[], write: Write): Promise<void> {
  const rows = new Rows(write);
  const heads = await Promise.all(parts.map(async (path) => spikesOf(linesOf(path))));
  rows.add(heads[0]!.header);
  for (;;) {
    // Of those at the same time the neuron with the lowest number is in the first part.
    let earliest = heads[0]!;
    for (const head of heads) if (head.time < earliest.time) earliest = head;
    if (earliest.time === Number.POSITIVE_INFINITY) break;
    rows.add(`${earliest.cell},${spikeTime(earliest.time)}`);
    await earliest.next();
  }
  rows.end();
}

/** The first spike of a list that is not taken yet; at its end the time is infinite. */
async function spikesOf(lines: Lines) {
  const header = (await lines.next()).value!;
  const head = {
    header,
    cell: '',
    time: Number.POSITIVE_INFINITY,
    next: async () => {
      const [cell = '', time = 'Infinity'] = (await lines.next()).value?.split(',') ?? [];
      head.cell = cell;
      head.time = Number(time);
    },
  };
  await head.next();
  return head;
}

/**
 * Sample after sample, and in each the neurons in the order in which they were asked for.
 * @param parts those without a traced neuron have no table
 * @param traced numbers of the neurons
 * @param counts neurons of each part
 */
export async function joinTraces(
  parts: readonly (string | undefined)[],
  { traced, counts }: { readonly traced: readonly number[]; readonly counts: readonly number[] },
  write: Write,
): Promise<void> {
  const rows = new Rows(write);
  const lines = parts.map((path) => (path === undefined ? undefined : linesOf(path)));
  const headers = await Promise.all(lines.map((one) => one?.next()));
  rows.add(headers.find((header) => header !== undefined)!.value!);
  const order = traced.map((cell) => lines[partOfCell(cell, counts)]!);
  for (;;) {
    const sample = [];
    for (const one of order) sample.push((await one.next()).value);
    if (sample.includes(undefined)) break;
    for (const line of sample) rows.add(line!);
  }
  rows.end();
}

function partOfCell(cell: number, counts: readonly number[]): number {
  let end = 0;
  return counts.findIndex((count) => {
    end += count;
    return cell < end;
  });
}

/** Rows that are written many at once. */
class Rows {
  #waiting: string[] = [];

  constructor(private readonly write: Write) {}

  add(line: string): void {
    this.#waiting.push(line);
    if (this.#waiting.length >= ROWS_AT_ONCE) this.end();
  }

  end(): void {
    if (this.#waiting.length > 0) this.write(`${this.#waiting.join('\n')}\n`);
    this.#waiting = [];
  }
}
