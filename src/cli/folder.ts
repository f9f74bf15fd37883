import {
  closeSync,
  existsSync,
  lstatSync,
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
import { shown, visible } from '../input/shown.ts';
import { type Claim, claimFolder, makeFolder } from './claim.ts';
import { reasonOf, shownPath } from './fail.ts';
import { onInterrupt } from './interrupt.ts';

/** Of the folder where results grow: after the name of theirs, or alone inside it. */
const PARTIAL = '.partial';

/**
 * A folder of results that is there in whole or not at all. It is claimed from the start: a second run is refused.
 * Everything is written into a folder of its own, which `publish` puts in its place; `discard`, and a signal that stops
 * the process, remove it. A folder that exists already is taken if it is empty or holds the results of an earlier run,
 * which are replaced, and refused if it holds anything else.
 */
export class ResultFolder {
  readonly #isNew: boolean;
  /** The folder that is claimed; results, and the earlier ones while they are replaced, have folders in it. */
  readonly #workplace: string;
  readonly #results: string;
  readonly #claim: Claim;
  /** Folders above that were not there before, the outermost first. */
  readonly #made: string[] = [];
  readonly #open: number[] = [];
  readonly #keepOnInterrupt: () => void;
  #settled = false;

  /**
   * @param path where the results shall be
   * @param names of all files that a run can leave there; the last one is written last and put in place last
   * @param command whose results they are
   * @throws InputError if nothing can be written there, other files are there, or another run writes there
   */
  constructor(
    readonly path: string,
    private readonly names: readonly string[],
    private readonly command = 'run',
  ) {
    try {
      this.#isNew = !isThere(path);
      if (!this.#isNew) this.#refuseOtherFiles();
      // Inside a folder that exists: the one above it may be on another file system, or closed to us.
      this.#workplace = this.#isNew ? resolve(path) + PARTIAL : resolve(path, PARTIAL);
      this.#results = join(this.#workplace, 'results');
      this.#make(dirname(this.#workplace));
      this.#claim = claimFolder(this.#workplace, path);
    } catch (error) {
      this.#removeMade();
      throw this.#refusal(error);
    }
    try {
      this.#takeOver();
      mkdirSync(this.#results);
    } catch (error) {
      this.#leave();
      throw this.#refusal(error);
    }
    this.#keepOnInterrupt = onInterrupt(() => this.discard());
  }

  /** Opens a new file. @returns a function that appends text to it */
  file(name: string): (text: string) => void {
    const path = visible(join(this.path, name));
    const attempt = <Result>(write: () => Result): Result => {
      try {
        return write();
      } catch (error) {
        throw new Error(`cannot write ${path}: ${reasonOf(error)}`);
      }
    };
    const file = attempt(() => openSync(join(this.#results, name), 'wx'));
    this.#open.push(file);
    return (text) => attempt(() => writeFileSync(file, text));
  }

  /**
   * Puts the results in their place, instead of those of an earlier run.
   * @throws Error if that fails; it names the folder where the results stay
   */
  publish(): void {
    this.#close();
    try {
      if (this.#isNew) renameSync(this.#results, this.path);
      else this.#replaceEarlier();
    } catch (error) {
      throw new Error(
        `cannot put the results into ${visible(this.path)}: ${reasonOf(error)}; they are complete in ${visible(this.#results)}`,
      );
    } finally {
      this.#claim.release();
      this.#settle();
    }
  }

  /** Leaves nothing behind, unless it has been tried to publish the results. */
  discard(): void {
    if (this.#settled) return;
    this.#close();
    rmSync(this.#results, { recursive: true, force: true });
    this.#leave();
    this.#settle();
  }

  // Node's own recursive mkdir never ends where the system refuses new folders without a reason, as in /proc.
  #make(folder: string): void {
    if (existsSync(folder)) return;
    this.#make(dirname(folder));
    if (makeFolder(folder)) this.#made.push(folder);
  }

  #removeMade(): void {
    try {
      while (this.#made.length > 0) rmdirSync(this.#made.pop()!);
    } catch {
      // Somebody else has begun to use a folder that was made on the way: it stays.
    }
  }

  #leave(): void {
    this.#claim.release();
    this.#removeMade();
  }

  #refusal(error: unknown): InputError {
    if (error instanceof InputError) return error;
    return new InputError(
      `cannot write to ${shownPath(this.path)}: ${reasonOf(error)}; name another folder with --out`,
    );
  }

  #refuseOtherFiles(): void {
    const ours = [PARTIAL, ...this.#earlierResults()];
    const [first, ...more] = readdirSync(this.path).filter((name) => !ours.includes(name));
    if (first === undefined) return;
    const others = more.length > 0 ? ` and ${more.length} more` : '';
    throw new InputError(
      `${shownPath(this.path)} holds ${shown(first)}${others}, not only results of "loligo ${this.command}"; name a new or an empty folder with --out`,
    );
  }

  /** Names of the files of an earlier run. */
  #earlierResults(): string[] {
    const entries = readdirSync(this.path, { withFileTypes: true });
    const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
    return this.names.filter((name) => files.includes(name));
  }

  /**
   * Clears away what a process that is no more has left in the workplace.
   * @throws InputError if it is worth keeping or not from a run, or another run has ended since the first look
   */
  #takeOver(): void {
    const place = visible(this.#workplace);
    if (existsSync(join(this.#results, this.names.at(-1)!))) {
      throw new InputError(
        `complete results of an earlier run, which could not be put into ${shownPath(this.path)}, are in ${place}; move or delete that folder, or name another one with --out`,
      );
    }
    if (existsSync(this.#results) && !this.#claim.inherited) {
      throw new InputError(
        `${place} is there already, and no run has made it; name another folder with --out`,
      );
    }
    rmSync(this.#results, { recursive: true, force: true });
    rmSync(this.#earlier, { recursive: true, force: true });
    // Made between the first look and the claim.
    if (this.#isNew && isThere(this.path)) {
      throw new InputError(
        `another run has just made ${shownPath(this.path)}; start again to replace its results, or name another folder with --out`,
      );
    }
  }

  get #earlier(): string {
    return join(this.#workplace, 'earlier');
  }

  /** All files change places or none. */
  #replaceEarlier(): void {
    mkdirSync(this.#earlier);
    const written = readdirSync(this.#results);
    const moves = [
      // run.json is the first to go and the last to come.
      ...this.#earlierResults()
        .reverse()
        .map((name) => [join(this.path, name), join(this.#earlier, name)] as const),
      ...this.names
        .filter((name) => written.includes(name))
        .map((name) => [join(this.#results, name), join(this.path, name)] as const),
    ];
    const undo: (() => void)[] = [() => rmdirSync(this.#earlier)];
    try {
      for (const [from, to] of moves) {
        renameSync(from, to);
        undo.push(() => renameSync(to, from));
      }
    } catch (error) {
      for (const step of undo.reverse()) step();
      throw error;
    }
    rmSync(this.#earlier, { recursive: true });
    rmdirSync(this.#results);
  }

  #close(): void {
    for (const file of this.#open.splice(0)) closeSync(file);
  }

  #settle(): void {
    this.#settled = true;
    this.#keepOnInterrupt();
  }
}

/** Whether there is something, be it a link that leads nowhere. */
function isThere(path: string): boolean {
  return lstatSync(resolve(path), { throwIfNoEntry: false }) !== undefined;
}
