import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { claimFolder } from '../../../src/cli/results/claim.ts';
import { temporaryFolder } from '../command.ts';

const elsewhere = JSON.stringify({ pid: 1, host: 'node7', since: '2026-11-01T00:00:00.000Z' });

/** A folder that a process of another machine has claimed, which gave its last sign of life so long ago. */
function claimed(seconds: number): { folder: string; claim: string } {
  const folder = join(temporaryFolder(), 'out.partial');
  mkdirSync(folder);
  const claim = join(folder, 'claim-0.json');
  writeFileSync(claim, elsewhere);
  const then = Date.now() / 1000 - seconds;
  utimesSync(claim, then, then);
  return { folder, claim };
}

/** Something that is not in this thread, which waits, does this to a file. */
function soon(what: string, path: string): ChildProcess {
  const code = `setTimeout(() => require('node:fs').${what}, 300)`;
  const child = spawn(process.execPath, ['--eval', code, path]);
  onTestFinished(() => void child.kill());
  return child;
}

it('follows a run of another machine that gives no sign of life', () => {
  const { folder } = claimed(121);
  const claim = claimFolder(folder, 'out');
  expect(claim).toMatchObject({ inherited: true, isLost: false });
  claim.release();
  expect(existsSync(folder)).toBe(false);
});

it('does not, where it gave one just now, unless it may wait', () => {
  const { folder } = claimed(119);
  expect(() => claimFolder(folder, 'out')).toThrow('another run (process 1 on node7, since 2026');
  const onWait = vi.fn();
  claimFolder(folder, 'out', { onWait, silence: 119_200 }).release();
  expect(onWait.mock.calls).toEqual([
    [expect.stringMatching(/^another run .* sign of life within 119\.2 s$/)],
  ]);
});

it('follows one whose last sign is from the future, as the clock was put back since, after it has waited', () => {
  const { folder } = claimed(-86_400);
  expect(() => claimFolder(folder, 'out')).toThrow('another run (process 1 on node7, since 2026');
  const claim = claimFolder(folder, 'out', { onWait: () => {}, silence: 200 });
  expect(claim.inherited).toBe(true);
  claim.release();
});

it.each([
  ['gives a sign of life', 'appendFileSync(process.argv[1], " ")', true],
  ['gives the folder up', 'rmSync(process.argv[1])', false],
])('waits until the other run %s', (_, what, isRefused) => {
  const { folder, claim } = claimed(0);
  soon(what, claim);
  const claiming = () => claimFolder(folder, 'out', { onWait: () => {}, silence: 30_000 });
  if (isRefused) expect(claiming).toThrow('another run (process 1 on node7');
  else claiming().release();
});

it('gives signs of life, and notices that another run went on in its place', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const folder = join(temporaryFolder(), 'out.partial');
  const claim = claimFolder(folder, 'out');
  const file = join(folder, 'claim-0.json');
  utimesSync(file, 0, 0);
  vi.advanceTimersByTime(10_000);
  expect(statSync(file).mtimeMs).toBeGreaterThan(0);
  expect(claim.isLost).toBe(false);
  writeFileSync(join(folder, 'claim-1.json'), elsewhere);
  expect(claim.isLost).toBe(true);
  claim.release();
  expect(readdirSync(folder).sort()).toEqual(['claim-0.json', 'claim-1.json']);
});
