import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { z } from 'zod';
import type { Kept, KeptRow } from '../../engine/resumable.ts';
import { writeAtomically } from './atomic.ts';
import { digestOf, positionSchema } from './output.ts';

// A checkpoint: lines of JSON, each of which but the first is followed by the words that it tells of, and the digest of all of
// that. The first line is the header, the others are rows.

const adapterSchema = z.object({
  engine: z.enum(['webgpu', 'cpu', 'cpu-f64', 'reference']),
  name: z.string(),
  software: z.boolean(),
});

const headerSchema = z.object({
  /** Of the engine that has come so far, and the digest of what it ran. */
  adapter: adapterSchema,
  kernel: z.string(),
  /** Steps taken, of how many, and the step at which the measuring window began. */
  step: z.int().nonnegative(),
  steps: z.int().nonnegative(),
  windowStart: z.int().nonnegative(),
  lostSpikes: z.int().nonnegative(),
  /** Duration of the simulation so far, s. */
  wallSeconds: z.number().nonnegative(),
  /** Where the run was gone on with before. */
  resumed: z.array(z.object({ step: z.int().nonnegative(), at: z.string(), adapter: adapterSchema })),
  /** How far the files of results had grown. */
  outputs: z.record(z.string(), positionSchema),
});
export type CheckpointHeader = z.infer<typeof headerSchema>;

const words = { f32: Float32Array, f64: Float64Array, u32: Uint32Array } as const;
const rowSchema = z.object({
  name: z.string(),
  words: z.enum(['f32', 'f64', 'u32']),
  count: z.int().nonnegative(),
});
type Row = Pick<KeptRow, 'name' | 'values'>;

/** Bytes of the digest at the end, SHA-256. */
const DIGEST = 32;
/** Longest line, bytes: more is no line of a checkpoint. */
const LINE = 1 << 20;

/** Writes a checkpoint, row after row, so that no more than one is in memory besides those of the engine. */
export function writeCheckpoint(
  path: string,
  header: CheckpointHeader,
  rows: AsyncIterable<Row>,
): Promise<void> {
  return writeAtomically(path, async (file) => {
    const hash = createHash('sha256');
    const write = (bytes: Uint8Array) => {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    };
    const append = (bytes: Uint8Array) => {
      hash.update(bytes);
      write(bytes);
    };
    const line = (value: object) => append(Buffer.from(`${JSON.stringify(value)}\n`));
    line(header);
    for await (const { name, values } of rows) {
      const type = (Object.keys(words) as (keyof typeof words)[]).find(
        (one) => values instanceof words[one],
      )!;
      line({ name, words: type, count: values.length } satisfies z.infer<typeof rowSchema>);
      append(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    }
    write(hash.digest());
  });
}

/** A checkpoint that was read; its rows stay in the file until they are asked for. */
export class Checkpoint implements Kept {
  readonly #rows = new Map<string, { readonly row: z.infer<typeof rowSchema>; readonly at: number }>();
  readonly header: CheckpointHeader;

  /** @throws Error if it is damaged */
  constructor(readonly path: string) {
    const file = openSync(path, 'r');
    try {
      const end = fstatSync(file).size - DIGEST;
      const digest = bytesAt(file, Math.max(0, end), DIGEST);
      if (end < 0 || !digestOf(file, end).digest().equals(digest))
        throw new Error('its digest is another one');
      let { value, next } = lineAt(file, 0);
      this.header = headerSchema.parse(value);
      while (next < end) {
        ({ value, next } = lineAt(file, next));
        const row = rowSchema.parse(value);
        this.#rows.set(row.name, { row, at: next });
        next += row.count * words[row.words].BYTES_PER_ELEMENT;
      }
    } finally {
      closeSync(file);
    }
  }

  get step(): number {
    return this.header.step;
  }

  get windowStart(): number {
    return this.header.windowStart;
  }

  row(name: string): KeptRow['values'] | undefined {
    const found = this.#rows.get(name);
    if (!found) return undefined;
    const { row, at } = found;
    const values = new words[row.words](row.count);
    const file = openSync(this.path, 'r');
    try {
      new Uint8Array(values.buffer).set(bytesAt(file, at, values.byteLength));
    } finally {
      closeSync(file);
    }
    return values;
  }
}

/** How much of a run was done at a checkpoint, from 0 to 1, by its header alone. @throws Error if that is damaged */
export function doneAt(path: string): number {
  const file = openSync(path, 'r');
  try {
    const { step, steps } = headerSchema.parse(lineAt(file, 0).value);
    return step / steps;
  } finally {
    closeSync(file);
  }
}

function bytesAt(file: number, at: number, count: number): Buffer {
  const bytes = Buffer.alloc(count);
  for (let read = 0; read < count; ) {
    const more = readSync(file, bytes, read, count - read, at + read);
    if (more === 0) return bytes.subarray(0, read);
    read += more;
  }
  return bytes;
}

/** The JSON in the line at a place, and where it ends. */
function lineAt(file: number, at: number): { value: unknown; next: number } {
  for (let size = 1 << 12; ; size *= 16) {
    const bytes = bytesAt(file, at, size);
    const end = bytes.indexOf(0x0a);
    if (end >= 0) return { value: JSON.parse(bytes.toString('utf8', 0, end)), next: at + end + 1 };
    if (size > LINE) throw new Error('a line of it does not end');
  }
}
