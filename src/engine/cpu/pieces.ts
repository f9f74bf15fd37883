import type { Neurons } from './compiled.ts';
import type { Words } from './part.ts';

/** Bytes of rows that are on their way to a thread together: many neurons would be in memory twice else. */
const MOST_SENT = 1 << 24;

/** An extent in pieces of whole groups. @param about neurons of a piece */
export function* inPieces({ first, cells }: Neurons, group: number, about: number): Generator<Neurons> {
  const most = group * Math.ceil(about / group);
  for (let begin = 0; begin < cells; begin += most)
    yield { first: first + begin, cells: Math.min(most, cells - begin) };
}

/**
 * Copies of rows, in pieces of whole groups, as many together as may be sent.
 * @param before neurons before those of the rows
 */
export function* inBatches(rows: Iterable<Words>, group: number, before = 0): Generator<readonly Words[]> {
  let batch: Words[] = [];
  let bytes = 0;
  for (const row of rows) {
    const { values } = row;
    const most = group * Math.ceil(MOST_SENT / values.BYTES_PER_ELEMENT / group);
    for (let begin = 0; begin < values.length; begin += most) {
      const piece = values.slice(begin, begin + most);
      batch.push({ ...row, begin: before + begin, values: piece });
      bytes += piece.byteLength;
      if (bytes < MOST_SENT) continue;
      yield batch;
      [batch, bytes] = [[], 0];
    }
  }
  if (batch.length > 0) yield batch;
}
