import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { InputError } from '../input/schema.ts';
import { listed } from '../input/shown.ts';
import { parsePath } from './arguments.ts';
import { say, shownPath } from './fail.ts';
import { checkSame, damagedFiles, type StateOfParts, stateOfParts } from './results/part-folders.ts';
import { SCRIPT, submission } from './slurm-script.ts';
import { type Streams, writeAll } from './streams.ts';

/** `loligo parts`: which parts of a population are missing. */
export function addParts(program: Command, streams: Streams): void {
  program
    .command('parts')
    .description('print which parts of a population are missing, and say how far they are')
    .argument('<folder>', 'where each part has a folder of its own', parsePath)
    .action((folder: string) => parts(folder, streams));
}

/** Prints which parts are missing, as `sbatch --array` takes them, and says how far they are. */
async function parts(folder: string, { stdout, stderr }: Streams): Promise<void> {
  const state = await stateOfParts(folder);
  if (!state)
    throw new InputError(
      `no part of a population has begun in ${shownPath(folder)}; parts come from loligo run --part`,
    );
  checkSame(state.complete);
  checkSizes(state);
  if (state.missing.length === 0) {
    say(stderr, `all ${state.of} parts are complete`);
    return;
  }
  const missing = rangesOf(state.missing);
  say(stderr, inWords(state));
  if (existsSync(join(folder, SCRIPT))) say(stderr, `to run what is missing: ${submission(folder, missing)}`);
  await writeAll(stdout, [`${missing}\n`]);
}

/** @throws InputError if a file has not the size that the run left it with; digests are for merge, which reads all of them */
function checkSizes({ complete }: StateOfParts): void {
  for (const part of complete) {
    const [damaged] = damagedFiles(part);
    if (damaged !== undefined)
      throw new InputError(
        `${shownPath(damaged)} is not as the run left it; delete ${shownPath(part.folder)} and run that part again`,
      );
  }
}

function inWords({ of, complete, begun, missing }: StateOfParts): string {
  const far = [...begun].map(([part, done]) => `${part} (${Math.floor(100 * done)} %)`);
  const others = missing.filter((part) => !begun.has(part)).map(String);
  return [
    `${complete.length} of ${of} parts are complete`,
    ...(far.length > 0 ? [`unfinished: ${listed(far, ', ')}`] : []),
    ...(others.length > 0 ? [`not begun: ${listed(others, ', ')}`] : []),
  ].join('; ');
}

/** Rising numbers, those that follow one another as a range: `3,7-9`. */
export function rangesOf(numbers: readonly number[]): string {
  const begins = numbers.filter((number, i) => numbers[i - 1] !== number - 1);
  const ends = numbers.filter((number, i) => numbers[i + 1] !== number + 1);
  return begins.map((begin, i) => (begin === ends[i] ? `${begin}` : `${begin}-${ends[i]}`)).join(',');
}
