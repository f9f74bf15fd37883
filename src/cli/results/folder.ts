import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../../input/schema.ts';
import { shown, visible } from '../../input/shown.ts';
import { reasonOf, shownPath } from '../fail.ts';
import { syncFolder, writeText } from './atomic.ts';
import type { Checkpoint } from './checkpoint.ts';
import { type Claim, claimFolder, makeFolder } from './claim.ts';
import { OutputFile, type Position } from './output.ts';
import { replace } from './replace.ts';
import { UNFINISHED, Unfinished } from './unfinished.ts';

/** Of the folder where results grow: after the name of theirs, or alone inside it. */
export const PARTIAL = '.partial';
/** Of the folder in it that becomes that of the results. */
export const GROWN = 'results';

/** How far files have grown, by their names. */
export type Positions = Readonly<Record<string, Position>>;

/** What `ResultFolder` found to go on with. */
export type Found =
  | { readonly kind: 'nothing' }
  /** A checkpoint, which is gone on from. */
  | { readonly kind: 'checkpoint'; readonly checkpoint: Checkpoint }
  /** Results that only have to be put in their place. */
  | { readonly kind: 'results' };

export interface ResultFolderOptions {
  /** Whether an unfinished run is gone on with. */
  readonly resumes?: boolean;
  /** Gets what is wrong with a checkpoint that cannot be used. */
  onDamaged?(what: string): void;
  /** Gets that a run of another machine may still be at work, if an unfinished run shall be gone on with: it is waited for. */
  onWait?(what: string): void;
  /** Whose results they are; that of `loligo run` if nothing is said. */
  readonly command?: string;
}

/**
 * A folder of results that is there in whole or not at all. It is claimed from the start: a second run is refused.
 * Everything is written into a folder of its own, which `publish` puts in its place. A run that does not come so far leaves
 * that folder if there is a checkpoint to go on from, and nothing otherwise. A folder that exists already is taken if it is
 * empty or holds the results of an earlier run, which are replaced, and refused if it holds anything else.
 */
export class ResultFolder {
  readonly found: Found;
  /** What a run is and how far it is, until it is done. */
  readonly unfinished: Unfinished;
  /** The unfinished run that this one does not go on with; it is kept until this one has a checkpoint of its own. */
  readonly former: Unfinished | undefined;
  readonly #isNew: boolean;
  /** The folder that is claimed; results, and the earlier ones while they are replaced, have folders in it. */
  readonly #workplace: string;
  readonly #results: string;
  readonly #claim: Claim;
  /** Folders above that were not there before, the outermost first. */
  readonly #made: string[] = [];
  readonly #outputs = new Map<string, OutputFile>();
  readonly #command: string;
  #settled = false;

  /**
   * @param path where the results shall be
   * @param names of all files that a run can leave there; the last one is written last and put in place last
   * @throws InputError if nothing can be written there, other files are there, or another run writes there
   */
  constructor(
    readonly path: string,
    private readonly names: readonly string[],
    { resumes = false, onDamaged, onWait, command = 'run' }: ResultFolderOptions = {},
  ) {
    this.#command = command;
    try {
      this.#isNew = !isThere(path);
      if (!this.#isNew) this.#refuseOtherFiles();
      // Inside a folder that exists: the one above it may be on another file system, or closed to us.
      this.#workplace = this.#isNew ? resolve(path) + PARTIAL : resolve(path, PARTIAL);
      this.#results = join(this.#workplace, GROWN);
      this.unfinished = new Unfinished(this.#results);
      this.#make(dirname(this.#workplace));
      this.#claim = claimFolder(this.#workplace, path, { onWait: resumes ? onWait : undefined });
    } catch (error) {
      this.#removeMade();
      throw this.#refusal(error);
    }
    try {
      this.found = this.#takeOver(resumes, onDamaged);
      const putAside = new Unfinished(this.#former);
      this.former = putAside.last() && putAside;
      mkdirSync(this.#results, { recursive: true });
    } catch (error) {
      this.#release();
      throw this.#refusal(error);
    }
  }

  /** Where the results grow. */
  get place(): string {
    return this.#results;
  }

  /** Opens a file: a new one, or one that the checkpoint has, to go on behind what it held. */
  file(name: string): OutputFile {
    const path = join(this.#results, name);
    const shownAs = join(this.path, name);
    const begun = this.found.kind === 'checkpoint' ? this.found.checkpoint.header.outputs[name] : undefined;
    const output = begun ? OutputFile.goOn(path, begun, shownAs) : OutputFile.create(path, shownAs);
    this.#outputs.set(name, output);
    return output;
  }

  /** How far the files have grown that were opened. @param synced has them written to the disk before */
  positions({ synced = false } = {}): Positions {
    if (synced) for (const output of this.#outputs.values()) output.sync();
    return Object.fromEntries([...this.#outputs].map(([name, { position }]) => [name, position]));
  }

  /** Forgets the run that was put aside, for this one has come as far as to be gone on with. */
  forgetFormer(): void {
    rmSync(this.#former, { recursive: true, force: true });
  }

  /** The path of a file that was opened. */
  pathOf(name: string): string {
    return join(this.#results, name);
  }

  /**
   * Writes the last file, which says that all others are complete.
   * @param record makes what it holds of how far they have grown
   */
  async complete<Record extends object>(record: (files: Positions) => Record): Promise<Record> {
    const positions = this.positions({ synced: true });
    const written = this.names.filter((name) => positions[name]);
    const files = Object.fromEntries(written.map((name) => [name, positions[name]!]));
    const last = record(files);
    await writeText(join(this.#results, this.names.at(-1)!), `${JSON.stringify(last, null, 2)}\n`);
    this.#removeOthers(this.names);
    return last;
  }

  /**
   * Puts the results in their place, instead of those of an earlier run.
   * @throws Error if that fails; it names the folder where the results stay
   */
  publish(): void {
    this.#close();
    if (this.#claim.isLost)
      throw new Error(
        `another run has gone on in the place of this one, which gave no sign of life for long, and writes to ${visible(this.path)}`,
      );
    try {
      this.forgetFormer();
      this.#removeOthers(this.names);
      if (this.#isNew) renameSync(this.#results, this.path);
      else
        replace(this.#results, this.path, { names: this.names, earlier: join(this.#workplace, 'earlier') });
      syncFolder(dirname(resolve(this.path)));
    } catch (error) {
      throw new Error(
        `cannot put the results into ${visible(this.path)}: ${reasonOf(error)}; they are complete in ${visible(this.#results)}`,
      );
    } finally {
      this.#claim.release();
      this.#settled = true;
    }
  }

  /**
   * Leaves what can be gone on with, of this run or of the one that was put aside, and nothing otherwise. Does nothing once the
   * results have been published, or it has been tried.
   * @param isUseless whether going on would lead to the same end
   * @returns how much is done of what can be gone on with, from 0 to 1; undefined if there is nothing
   */
  leave({ isUseless = false } = {}): number | undefined {
    if (this.#settled) return undefined;
    this.#settled = true;
    this.#close();
    if (this.#claim.isLost) return undefined;
    const isComplete = existsSync(join(this.#results, this.names.at(-1)!));
    if (isUseless || !(isComplete || this.unfinished.hasCheckpoint)) this.#takeUpFormer();
    this.#release();
    if (isComplete || !this.unfinished.hasCheckpoint) return undefined;
    return this.unfinished.done ?? this.former?.done;
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
      // Somebody else has begun to use a folder that was made on the way, or an unfinished run is in it: it stays.
    }
  }

  #release(): void {
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
    const ours = [PARTIAL, ...this.names.filter((name) => isFile(join(this.path, name)))];
    const [first, ...more] = readdirSync(this.path).filter((name) => !ours.includes(name));
    if (first === undefined) return;
    const others = more.length > 0 ? ` and ${more.length} more` : '';
    throw new InputError(
      `${shownPath(this.path)} holds ${shown(first)}${others}, not only results of "loligo ${this.#command}"; name a new or an empty folder with --out`,
    );
  }

  /**
   * Takes over what a process that is no more has left in the workplace, or clears it away.
   * @throws InputError if it is worth keeping or not from a run, or another run has ended since the first look
   */
  #takeOver(resumes: boolean, onDamaged?: (what: string) => void): Found {
    const place = visible(this.#workplace);
    const isOurs = this.#claim.inherited || this.unfinished.about !== undefined;
    if (existsSync(join(this.#results, this.names.at(-1)!))) {
      if (resumes) return { kind: 'results' };
      throw new InputError(
        `complete results of an earlier run, which could not be put into ${shownPath(this.path)}, are in ${place}; put them there with --resume, or move or delete that folder, or name another one with --out`,
      );
    }
    if (existsSync(this.#results) && !isOurs) {
      throw new InputError(
        `${place} is there already, and no run has made it; name another folder with --out`,
      );
    }
    // A run that has not come to a checkpoint of its own does not count.
    if (!this.unfinished.hasCheckpoint) this.#takeUpFormer();
    const checkpoint = resumes ? this.unfinished.last(onDamaged) : undefined;
    if (checkpoint) {
      this.#removeOthers([...Object.keys(checkpoint.header.outputs), UNFINISHED]);
      return { kind: 'checkpoint', checkpoint };
    }
    if (this.unfinished.hasCheckpoint) {
      this.forgetFormer();
      renameSync(this.#results, this.#former);
    } else rmSync(this.#results, { recursive: true, force: true });
    rmSync(join(this.#workplace, 'earlier'), { recursive: true, force: true });
    // Made between the first look and the claim.
    if (this.#isNew && isThere(this.path)) {
      throw new InputError(
        `another run has just made ${shownPath(this.path)}; start again to replace its results, or name another folder with --out`,
      );
    }
    return { kind: 'nothing' };
  }

  get #former(): string {
    return join(this.#workplace, 'former');
  }

  /** Removes what there is of this run; the one that was put aside takes its place, if there is one. */
  #takeUpFormer(): void {
    rmSync(this.#results, { recursive: true, force: true });
    if (existsSync(this.#former)) renameSync(this.#former, this.#results);
  }

  /** Removes all but some of what has grown: what was begun after a checkpoint, or is not needed any more. */
  #removeOthers(names: readonly string[]): void {
    for (const name of readdirSync(this.#results))
      if (!names.includes(name)) rmSync(join(this.#results, name), { recursive: true, force: true });
  }

  #close(): void {
    for (const output of this.#outputs.values()) output.close();
    this.#outputs.clear();
  }
}

/** Whether there is something, be it a link that leads nowhere. */
function isThere(path: string): boolean {
  return lstatSync(resolve(path), { throwIfNoEntry: false }) !== undefined;
}

const isFile = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === false;
