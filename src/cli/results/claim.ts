import {
  appendFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { InputError } from '../../input/schema.ts';
import { shown, visible } from '../../input/shown.ts';
import { shownPath } from '../fail.ts';
import { GROWING } from './atomic.ts';

/** The process that works in a folder. */
const workerSchema = z.object({
  pid: z.int().positive(),
  host: z.string(),
  /** Date and time of its start. */
  since: z.string(),
});
type Worker = z.infer<typeof workerSchema>;

const self: Worker = {
  pid: process.pid,
  host: hostname(),
  since: new Date(performance.timeOrigin).toISOString(),
};

/** Time (ms) between two signs of life of a process. */
const SIGN = 10_000;
/** Time (ms) without one after which a process of another machine is taken to be no more: no step takes so long. */
const SILENCE = 120_000;

/** How a process of another machine is dealt with that has claimed a folder. */
export interface Patience {
  /** Time (ms) without a sign of life after which it is taken to be no more. */
  readonly silence?: number;
  /** If its next sign of life is waited for, to go on in its place where there is none: gets that in words. */
  readonly onWait?: ((what: string) => void) | undefined;
}

/** A folder in which one process works. */
export interface Claim {
  /** Whether a process that is no more has left the folder behind. */
  readonly inherited: boolean;
  /** Whether another process has taken this one to be no more, as it gave no sign of life for long. */
  readonly isLost: boolean;
  /** Gives the folder up, and removes it if nothing else is in it. */
  release(): void;
}

/**
 * Makes a folder and claims it for this process. A claim is a file that only one process can make, so of two that start
 * at the same moment one is refused. The claim of a process that has been killed stays and is followed by the next
 * number: were it removed instead, two processes could each remove the claim of the other.
 * @param folder may be there already, its parent must be
 * @param path what the folder is for, in messages
 * @throws InputError if another process works there; the message says which, and what to do
 */
export function claimFolder(folder: string, path: string, patience: Patience = {}): Claim {
  const files: string[] = [];
  do {
    files.push(join(folder, nameOf(files.length)));
  } while (!makeClaim(files.at(-1)!, folder, { path, ...patience }));
  const claim = files.at(-1)!;
  const signs = setInterval(() => giveSign(claim), SIGN).unref();
  return {
    inherited: files.length > 1,
    get isLost() {
      return !existsSync(claim) || existsSync(join(folder, nameOf(files.length)));
    },
    release() {
      clearInterval(signs);
      if (this.isLost) return;
      try {
        const left = readdirSync(folder).filter((name) => name.includes(GROWING));
        for (const file of [...files, ...left.map((name) => join(folder, name))])
          rmSync(file, { force: true });
        rmdirSync(folder);
      } catch {
        // The next run may be at work there already. A claim that cannot be removed ends with this process.
      }
    },
  };
}

const nameOf = (number: number): string => `claim-${number}.json`;

/** A sign of life: the time of the file, which the file system sets. */
function giveSign(claim: string): void {
  try {
    if (existsSync(claim)) appendFileSync(claim, '\n');
  } catch {
    // The next one may come through.
  }
}

/** @returns false if the claim of a process that has ended is in the way */
function makeClaim(
  file: string,
  folder: string,
  { path, silence = SILENCE, onWait }: Patience & { readonly path: string },
): boolean {
  try {
    if (makeFileIn(folder, file, JSON.stringify(self))) return true;
  } catch (error) {
    removeIfEmpty(folder);
    throw error;
  }
  const worker = readWorker(file);
  const who = worker ? ` (process ${worker.pid} on ${shown(worker.host)}, since ${shown(worker.since)})` : '';
  const wait =
    onWait &&
    (() =>
      onWait(
        `another run${who} has claimed ${shownPath(path)}; goes on in its place if it gives no sign of life within ${silence / 1000} s`,
      ));
  if (worker?.host === self.host ? hasEnded(worker) : isSilent(file, silence, wait)) return false;
  throw new InputError(
    `another run${who} is writing to ${shownPath(path)}; wait for it, or name another folder with --out, or delete ${visible(folder)} if that run is no more`,
  );
}

/** Makes a folder unless it is there. @returns whether it has been made */
export function makeFolder(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a folder, unless another process works there or something was put there. */
function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It stays.
  }
}

/** Makes a file unless it is there, and its folder, which a run that ends just now may take away. */
function makeFileIn(folder: string, path: string, text: string): boolean {
  for (;;) {
    makeFolder(folder);
    try {
      return makeFile(path, text);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }
}

/**
 * Makes a file unless it is there, with all of its text at once: whose a file without text is nobody could tell.
 * @returns whether it has been made
 */
function makeFile(path: string, text: string): boolean {
  const own = `${path}${GROWING}-${process.pid}`;
  try {
    writeFileSync(own, text);
    linkSync(own, path);
    return true;
  } catch (error) {
    const code = codeOf(error) ?? '';
    if (code === 'EEXIST') return false;
    if (!withoutLinks.includes(code)) throw error;
  } finally {
    rmSync(own, { force: true });
  }
  return makeInPlace(path, text);
}

/** What file systems answer that have no links. */
const withoutLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

/** The same where there are no links. */
function makeInPlace(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    // Nobody could tell whose it is.
    rmSync(path, { force: true });
    throw error;
  }
}

/** @returns undefined if the file is being written, or was never completed */
function readWorker(file: string): Worker | undefined {
  try {
    return workerSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/**
 * Whether the process that has made a claim gives no sign of life. Times of files are compared, so that clocks of machines may differ; what is
 * waited for is measured apart from any clock, for a sign from before a clock was put back is one from the future.
 * @param onWait is called before that is waited for; without it, what is known now decides
 */
function isSilent(claim: string, silence: number, onWait?: () => void): boolean {
  const last = timeOf(claim);
  const begun = performance.now();
  for (let turn = 0; ; turn++) {
    const time = timeOf(claim);
    if (time === undefined || presentTime(claim) - time >= silence) return true;
    if (!onWait || time !== last) return false;
    if (performance.now() - begun >= silence) return true;
    if (turn === 0) onWait();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.min(1000, silence / 10));
  }
}

/** When a file was written last, ms; undefined if it is gone. */
const timeOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.mtimeMs;

/** The present time by the file system of a claim. */
function presentTime(claim: string): number {
  const probe = `${claim}${GROWING}-${process.pid}-now`;
  writeFileSync(probe, '');
  try {
    return timeOf(probe)!;
  } finally {
    rmSync(probe, { force: true });
  }
}

/** Whether a process of this machine is certainly no more. */
function hasEnded({ pid, since }: Worker): boolean {
  // In a container every run can have the same number.
  if (pid === self.pid) return since !== self.since;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

/** The code of an error of the system, such as ENOENT. */
const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;
