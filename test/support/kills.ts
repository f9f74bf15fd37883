import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Checkpoint } from '../../src/cli/results/checkpoint.ts';

// A run that is killed again and again, and gone on with each time.

export interface KillOptions {
  /** Starts the command with some words; each start may be on another number of cores. */
  readonly start: (args: readonly string[], turn: number) => ChildProcess;
  readonly experiment: string;
  readonly out: string;
  readonly args: readonly string[];
  /** How often it is killed, in all. */
  readonly kills: number;
  /** Longest wall time from a start to its end by a kill, ms. */
  readonly within: number;
  /** From 0 to 1. */
  random(): number;
}

export interface KillReport {
  readonly kills: number;
  /** Kills while a checkpoint was being written, and those after which a checkpoint was there to go on from. */
  readonly whileWriting: number;
  readonly goneOn: number;
  /** How often the run came to its end; each time its results were compared. */
  readonly ends: number;
}

/**
 * Kills runs (SIGKILL) at random moments, some of them while a checkpoint is being written, and goes on with `--resume` until the run ends;
 * then begins another one, until there have been so many kills.
 * @param check is called with the folder of results whenever a run has ended
 * @throws Error if a file under a final name is not whole at any of these moments
 */
export async function killAgainAndAgain(
  { start, experiment, out, args, kills, within, random }: KillOptions,
  check: (out: string) => void,
): Promise<KillReport> {
  const partial = join(`${out}.partial`, 'results', 'unfinished');
  const isWriting = () =>
    existsSync(partial) && readdirSync(partial).some((name) => /^checkpoint.*growing$/.test(name));
  const hasCheckpoint = () =>
    existsSync(partial) && readdirSync(partial).some((name) => /^checkpoint-\d+$/.test(name));
  /** Comes at random, some time after there is a checkpoint, or as soon as one is being written, in turn. */
  const momentOf = async (turn: number, child: ChildProcess) => {
    const comes = [() => true, hasCheckpoint, isWriting][turn % 3]!;
    while (child.exitCode === null && !comes()) await wait(0);
    if (comes === isWriting) return;
    const until = performance.now() + random() * within;
    while (child.exitCode === null && performance.now() < until) await wait(2);
  };
  let [killed, whileWriting, goneOn, ends] = [0, 0, 0, 0];
  for (let turn = 0; killed < kills || ends === 0; turn++) {
    const hadHalf = isWriting();
    const child = start(['run', experiment, '--out', out, '--resume', ...args], turn);
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    const end = new Promise<number | null>((resolve) => child.on('close', resolve));
    if (killed < kills) {
      await momentOf(turn, child);
      child.kill('SIGKILL');
    }
    const status = await end;
    if (status === null) {
      killed++;
      if (isWriting() && !hadHalf) whileWriting++;
    } else if (status !== 0) throw new Error(`the command has failed: ${said}`);
    if (said.includes('goes on at step')) goneOn++;
    checkWhole(out, partial);
    if (status !== 0) continue;
    ends++;
    check(out);
    for (const folder of [out, `${out}.partial`]) rmSync(folder, { recursive: true, force: true });
  }
  return { kills: killed, whileWriting, goneOn, ends };
}

/** @throws Error if results or checkpoints are there by their final names and not whole */
function checkWhole(out: string, partial: string): void {
  if (existsSync(partial))
    for (const name of readdirSync(partial))
      if (/^checkpoint-\d+$/.test(name)) new Checkpoint(join(partial, name));
  if (!existsSync(out)) return;
  const { files } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
  for (const [name, { sha256 }] of Object.entries(files as Record<string, { sha256: string }>))
    if (digestOfFile(join(out, name)) !== sha256) throw new Error(`${name} is not whole`);
}

export const digestOfFile = (path: string): string =>
  createHash('sha256').update(readFileSync(path)).digest('hex');

/** The command on so many cores, where the system can be told. */
export function startOn(
  program: string,
  cores: number | undefined,
  args: readonly string[],
  env = process.env,
) {
  const words = [process.execPath, program, ...args];
  const [first, ...others] =
    cores !== undefined && existsSync('/usr/bin/taskset')
      ? ['/usr/bin/taskset', '-c', cores === 1 ? '0' : `0-${cores - 1}`, ...words]
      : words;
  return spawn(first!, others, { env });
}
