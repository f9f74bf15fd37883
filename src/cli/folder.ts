import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../input/schema.ts';
import { reasonOf } from './fail.ts';
import { onInterrupt } from './interrupt.ts';

/**
 * A folder of results that is there in whole or not at all. Everything is written aside, into a folder that `publish`
 * puts in its place; `discard`, and a signal that stops the process, remove it. A folder that exists already is taken
 * if it is empty or holds the results of an earlier run, which are replaced, and refused if it holds anything else.
 */
export class ResultFolder {
  readonly #aside: string;
  readonly #isNew: boolean;
  /** Folders that were not there before, the outermost first and `#aside` last. */
  readonly #made: string[] = [];
  readonly #open: number[] = [];
  readonly #keepOnInterrupt: () => void;
  #settled = false;

  /**
   * @param path where the results shall be
   * @param names of all files that a run can leave there; the last one is put in place last
   * @throws InputError if nothing can be written there, or other files are there
   */
  constructor(
    readonly path: string,
    private readonly names: readonly string[],
  ) {
    const suffix = `.partial-${randomBytes(4).toString('hex')}`;
    try {
      this.#isNew = !existsSync(path);
      if (!this.#isNew) this.#refuseOtherFiles();
      // Inside a folder that exists: the one above it may be on another file system, or closed to us.
      this.#aside = this.#isNew ? resolve(path) + suffix : resolve(path, suffix);
      this.#make(this.#aside);
    } catch (error) {
      this.#removeMade();
      if (error instanceof InputError) throw error;
      throw new InputError(`cannot write to ${path}: ${reasonOf(error)}; name another folder with --out`);
    }
    this.#keepOnInterrupt = onInterrupt(() => this.discard());
  }

  // Node's own recursive mkdir never ends where the system refuses new folders without a reason, as in /proc.
  #make(folder: string): void {
    if (!existsSync(dirname(folder))) this.#make(dirname(folder));
    mkdirSync(folder);
    this.#made.push(folder);
  }

  #removeMade(): void {
    try {
      while (this.#made.length > 0) rmdirSync(this.#made.pop()!);
    } catch {
      // Somebody else has begun to use a folder that was made on the way: it stays.
    }
  }

  #refuseOtherFiles(): void {
    const [first, ...more] = readdirSync(this.path).filter((name) => !this.names.includes(name));
    if (first === undefined) return;
    const others = more.length > 0 ? ` and ${more.length} more` : '';
    throw new InputError(
      `${this.path} holds ${first}${others}, not only results of "loligo run"; name a new or an empty folder with --out`,
    );
  }

  /** Opens a new file. @returns a function that appends text to it */
  file(name: string): (text: string) => void {
    const file = openSync(join(this.#aside, name), 'wx');
    this.#open.push(file);
    return (text) => {
      try {
        writeFileSync(file, text);
      } catch (error) {
        throw new Error(`cannot write ${join(this.path, name)}: ${reasonOf(error)}`);
      }
    };
  }

  /** Puts the results in their place, instead of those of an earlier run. */
  publish(): void {
    this.#close();
    if (this.#isNew) {
      renameSync(this.#aside, this.path);
    } else {
      const written = readdirSync(this.#aside);
      for (const name of this.names) rmSync(join(this.path, name), { force: true });
      for (const name of this.names.filter((name) => written.includes(name))) {
        renameSync(join(this.#aside, name), join(this.path, name));
      }
      rmdirSync(this.#aside);
    }
    this.#settle();
  }

  /** Leaves nothing behind, unless the results have been published. */
  discard(): void {
    if (this.#settled) return;
    this.#close();
    rmSync(this.#made.pop()!, { recursive: true, force: true });
    this.#removeMade();
    this.#settle();
  }

  #close(): void {
    for (const file of this.#open.splice(0)) closeSync(file);
  }

  #settle(): void {
    this.#settled = true;
    this.#keepOnInterrupt();
  }
}
