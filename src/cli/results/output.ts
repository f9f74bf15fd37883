import { createHash, type Hash } from 'node:crypto';
import { closeSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { visible } from '../../input/shown.ts';
import { reasonOf } from '../fail.ts';

/** How far a file has grown: its bytes, and their digest. */
export const positionSchema = z.object({ bytes: z.int().nonnegative(), sha256: z.string() });
export type Position = z.infer<typeof positionSchema>;

/** A file of results that grows. What is in it is counted and digested as it is written. */
export class OutputFile {
  #bytes = 0;

  /** @param path for messages */
  private constructor(
    private readonly path: string,
    private readonly file: number,
    private readonly hash: Hash,
  ) {}

  /** Opens a new file. @param shown its path for messages */
  static create(path: string, shown = path): OutputFile {
    return new OutputFile(
      shown,
      attempt(shown, () => openSync(path, 'wx')),
      createHash('sha256'),
    );
  }

  /**
   * Opens a file to go on behind a position; what is behind it is cut off.
   * @throws Error if it does not hold up to there what it held
   */
  static goOn(path: string, position: Position, shown = path): OutputFile {
    const file = attempt(shown, () => openSync(path, 'r+'));
    try {
      const hash = digestOf(file, position.bytes);
      if (hash.copy().digest('hex') !== position.sha256)
        throw new Error(`${visible(shown)} does not hold what was written into it`);
      ftruncateSync(file, position.bytes);
      const output = new OutputFile(shown, file, hash);
      output.#bytes = position.bytes;
      return output;
    } catch (error) {
      closeSync(file);
      throw error;
    }
  }

  /** Appends text or bytes. @throws Error that names the file if there is no room, or the disk fails */
  write(content: string | Uint8Array): void {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    attempt(this.path, () => {
      for (let at = 0; at < bytes.length; )
        at += writeSync(this.file, bytes, at, bytes.length - at, this.#bytes + at);
    });
    this.hash.update(bytes);
    this.#bytes += bytes.length;
  }

  get position(): Position {
    return { bytes: this.#bytes, sha256: this.hash.copy().digest('hex') };
  }

  /** Has all of it written to the disk. */
  sync(): void {
    attempt(this.path, () => fsyncSync(this.file));
  }

  close(): void {
    closeSync(this.file);
  }
}

/** Whether a file holds up to a position what it held when it had grown so far. */
export function holds(path: string, { bytes, sha256 }: Position): boolean {
  const file = openSync(path, 'r');
  try {
    return digestOf(file, bytes).digest('hex') === sha256;
  } finally {
    closeSync(file);
  }
}

/** Bytes that are read at once. */
const AT_ONCE = 1 << 20;

/** The digest of the first bytes of an open file, or of all of it where it has fewer. */
export function digestOf(file: number, bytes: number): Hash {
  const hash = createHash('sha256');
  const block = Buffer.allocUnsafe(Math.min(AT_ONCE, Math.max(1, bytes)));
  for (let at = 0; at < bytes; ) {
    const read = readSync(file, block, 0, Math.min(block.length, bytes - at), at);
    if (read === 0) break;
    hash.update(block.subarray(0, read));
    at += read;
  }
  return hash;
}

function attempt<Result>(path: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw new Error(`cannot write ${visible(path)}: ${reasonOf(error)}`);
  }
}
