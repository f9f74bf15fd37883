import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { KeptRow } from '../../engine/resumable.ts';
import { formatNames } from '../formats/format.ts';
import { removeGrowing, writeText } from './atomic.ts';
import { Checkpoint, type CheckpointHeader, doneAt, writeCheckpoint } from './checkpoint.ts';
import { holds } from './output.ts';

/** Of the folder, inside the one where results grow, that says what is run and how far it is. */
export const UNFINISHED = 'unfinished';
const ABOUT = 'unfinished.json';
/** Checkpoints that are kept: where the last one is damaged, the one before it will do. */
const KEPT = 2;

/** What an unfinished run is, in a file that is for people, too. */
const aboutSchema = z.object({
  /** What the folder is and how to go on, in words. */
  about: z.string(),
  version: z.string(),
  /** Date and time of the first start. */
  started: z.string(),
  /** What was asked for; what came of it where that left something to be chosen; which part of it. */
  given: z.unknown(),
  experiment: z.unknown(),
  accuracy: z.unknown().optional(),
  part: z.object({ part: z.int(), of: z.int() }).optional(),
  /** Of the tables. */
  format: z.enum(formatNames),
});
export type About = z.infer<typeof aboutSchema>;

/** What is kept of a run until it is done: what it is, and its last checkpoints. */
export class Unfinished {
  readonly #folder: string;
  /** How much of it was done at the last checkpoint that was written or read, from 0 to 1. */
  #done: number | undefined;

  /** @param results the folder in which its results grow */
  constructor(private readonly results: string) {
    this.#folder = join(results, UNFINISHED);
  }

  /** What the run is, if that is known. */
  get about(): About | undefined {
    try {
      return aboutSchema.parse(JSON.parse(readFileSync(join(this.#folder, ABOUT), 'utf8')));
    } catch {
      return undefined;
    }
  }

  get done(): number | undefined {
    return this.#done;
  }

  /** How much was done at the last checkpoint, from 0 to 1, whether or not it is whole: nothing is changed, as others may be at work. */
  get reached(): number {
    try {
      return doneAt(join(this.#folder, this.#names()[0]!));
    } catch {
      return 0;
    }
  }

  async begin(about: About): Promise<void> {
    mkdirSync(this.#folder, { recursive: true });
    await writeText(join(this.#folder, ABOUT), `${JSON.stringify(about, null, 2)}\n`);
  }

  /** Whether there is a checkpoint, be it damaged. */
  get hasCheckpoint(): boolean {
    return this.#names().length > 0;
  }

  /**
   * The last checkpoint that is not damaged and whose files of results hold what they held. Later ones are of no use and go.
   * @param onDamaged gets what is wrong with one
   */
  last(onDamaged: (what: string) => void = () => {}): Checkpoint | undefined {
    if (!this.about) return undefined;
    removeGrowing(this.#folder);
    for (const name of this.#names()) {
      try {
        const checkpoint = new Checkpoint(join(this.#folder, name));
        for (const [file, position] of Object.entries(checkpoint.header.outputs))
          if (!holds(join(this.results, file), position))
            throw new Error(`${file} does not hold what was written into it`);
        this.#note(checkpoint.header);
        return checkpoint;
      } catch (error) {
        onDamaged(`${name} is damaged: ${(error as Error).message}`);
        rmSync(join(this.#folder, name), { force: true });
      }
    }
    return undefined;
  }

  /** @throws Error of the file system if it cannot be written; earlier ones stay then */
  async save(header: CheckpointHeader, rows: AsyncIterable<Pick<KeptRow, 'name' | 'values'>>): Promise<void> {
    // Names are in the order of steps.
    const name = `checkpoint-${String(header.step).padStart(10, '0')}`;
    await writeCheckpoint(join(this.#folder, name), header, rows);
    this.#note(header);
    for (const old of this.#names().slice(KEPT)) rmSync(join(this.#folder, old), { force: true });
  }

  #note({ step, steps }: CheckpointHeader): void {
    this.#done = step / steps;
  }

  /** Names of checkpoints, the last one first. */
  #names(): string[] {
    if (!existsSync(this.#folder) || !statSync(this.#folder).isDirectory()) return [];
    const names = readdirSync(this.#folder).filter((name) => /^checkpoint-\d{10}$/.test(name));
    return names.sort().reverse();
  }
}
