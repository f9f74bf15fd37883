import { linkSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
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

/** A folder in which one process works. */
export interface Claim {
  /** Whether a process that is no more has left the folder behind. */
  readonly inherited: boolean;
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
export function claimFolder(folder: string, path: string): Claim {
  const files: string[] = [];
  do {
    files.push(join(folder, `claim-${files.length}.json`));
  } while (!makeClaim(files.at(-1)!, folder, path));
  return {
    inherited: files.length > 1,
    release: () => {
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

/** @returns false if the claim of a process that has ended is in the way */
function makeClaim(file: string, folder: string, path: string): boolean {
  try {
    if (makeFileIn(folder, file, JSON.stringify(self))) return true;
  } catch (error) {
    removeIfEmpty(folder);
    throw error;
  }
  const worker = readWorker(file);
  if (worker && hasEnded(worker)) return false;
  const who = worker ? ` (process ${worker.pid} on ${shown(worker.host)}, since ${shown(worker.since)})` : '';
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
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
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
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
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
    const { code = '' } = error as NodeJS.ErrnoException;
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
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
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

/** Whether a process is certainly no more; nothing is known of those on other machines. */
function hasEnded({ pid, host, since }: Worker): boolean {
  if (host !== self.host) return false;
  // In a container every run can have the same number.
  if (pid === self.pid) return since !== self.since;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
