import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ResultFolder } from '../../../src/cli/results/folder.ts';
import { InputError } from '../../../src/input/schema.ts';
import { temporaryFolder } from '../command.ts';

const names = ['cells.csv', 'spikes.csv', 'run.json'];
const open = (path: string) => new ResultFolder(path, names);
const tree = (path: string) => readdirSync(path, { recursive: true, encoding: 'utf8' }).sort();
const textIn = (...path: string[]) => readFileSync(join(...path), 'utf8');

/** Writes results, which hold `text`, without putting them in place. */
function fill(folder: ResultFolder, text: string, files = names): ResultFolder {
  for (const name of files) folder.file(name).write(text);
  return folder;
}

function messageOf(action: () => unknown, type: new (message: string) => Error = InputError): string {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(type);
    expect((error as Error).message).not.toContain('\n');
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

/** A folder that is to hold results, as new or with earlier ones in it, and where its results grow. */
const situations: [string, () => { path: string; workplace: string }][] = [
  [
    'a new folder',
    () => {
      const path = join(temporaryFolder(), 'out');
      return { path, workplace: `${path}.partial` };
    },
  ],
  [
    'a folder with earlier results',
    () => {
      const path = join(temporaryFolder(), 'out');
      fill(open(path), 'earlier').publish();
      return { path, workplace: join(path, '.partial') };
    },
  ],
];

/** What a process leaves behind that is killed while it writes. */
function leaveBehind(workplace: string, worker: object | string): void {
  mkdirSync(join(workplace, 'results'), { recursive: true });
  writeFileSync(join(workplace, 'results', 'cells.csv'), 'half');
  writeFileSync(
    join(workplace, 'claim-0.json'),
    typeof worker === 'string' ? worker : JSON.stringify(worker),
  );
}

const since = '2020-01-01T00:00:00.000Z';
const endedProcess = () => spawnSync(process.execPath, ['--version']).pid;

describe.each(situations)('results for %s', (_, create) => {
  it('are claimed from the start, whatever the spelling of the folder, and free in the end', () => {
    const { path, workplace } = create();
    const first = fill(open(path), 'first');
    for (const spelling of [path, `${path}/`, join(path, '..', 'out')]) {
      const message = messageOf(() => open(spelling));
      expect(message).toContain(`another run (process ${process.pid} on `);
      expect(message).toMatch(
        / is writing to .*; wait for it, or name another folder with --out, or delete /,
      );
      expect(message).toContain(workplace);
    }
    first.publish();
    expect(tree(path)).toEqual([...names].sort());
    fill(open(path), 'second', ['cells.csv', 'run.json']).publish();
    expect(tree(path)).toEqual(['cells.csv', 'run.json']);
    expect(textIn(path, 'cells.csv')).toBe('second');
    expect(existsSync(workplace)).toBe(false);
  });

  it('leave nothing behind when they are given up', () => {
    const { path } = create();
    const before = tree(join(path, '..'));
    fill(open(path), 'in vain', ['cells.csv', 'spikes.csv']).leave();
    expect(tree(join(path, '..'))).toEqual(before);
    fill(open(path), 'next').publish();
  });

  it.each<[string, () => object]>([
    ['a process that is no more', () => ({ pid: endedProcess(), host: hostname(), since })],
    ['a process that had the number of this one', () => ({ pid: process.pid, host: hostname(), since })],
  ])('follow those of %s', (_, worker) => {
    const { path, workplace } = create();
    leaveBehind(workplace, worker());
    const folder = fill(open(path), 'new', ['cells.csv', 'run.json']);
    expect(messageOf(() => open(path))).toContain(`process ${process.pid} `);
    folder.publish();
    expect(tree(path)).toEqual(['cells.csv', 'run.json']);
    expect(textIn(path, 'cells.csv')).toBe('new');
    expect(existsSync(workplace)).toBe(false);
  });

  it.each<[string, object | string, string]>([
    [
      'a process on another machine',
      { pid: 1, host: 'node7\u001b[2J', since },
      'process 1 on node7\\u001b[2J, since',
    ],
    ['a process that goes on', { pid: process.ppid, host: hostname(), since }, `process ${process.ppid} on `],
    ['a process that has not said which it is', '', 'another run is writing to '],
    ['no process', { pid: -1, host: hostname(), since }, 'another run is writing to '],
  ])('are refused beside those of %s, with the remedy', (_, worker, message) => {
    const { path, workplace } = create();
    leaveBehind(workplace, worker);
    const before = tree(workplace);
    const found = messageOf(() => open(path));
    expect(found).toContain(message);
    expect(found).toContain(`or delete ${workplace} if that run is no more`);
    expect(tree(workplace)).toEqual(before);
  });

  it('stay where they are if they cannot be put in place, until somebody takes them', () => {
    const { path, workplace } = create();
    const folder = fill(open(path), 'precious');
    // Somebody makes a folder where the results, or the first of them, shall be.
    const obstacle = existsSync(path) ? join(path, 'cells.csv') : path;
    const untouched = existsSync(path) ? ['spikes.csv', 'run.json'] : [];
    rmSync(obstacle, { force: true });
    mkdirSync(obstacle);
    writeFileSync(join(obstacle, 'thesis.txt'), 'chapter 1');
    const message = messageOf(() => folder.publish(), Error);
    expect(message).toMatch(/^cannot put the results into .*: .*; they are complete in /);
    expect(message).toContain(join(workplace, 'results'));
    folder.leave();
    expect(textIn(obstacle, 'thesis.txt')).toBe('chapter 1');
    for (const name of names) expect(textIn(workplace, 'results', name)).toBe('precious');
    for (const name of untouched) expect(textIn(path, name)).toBe('earlier');

    rmSync(obstacle, { recursive: true });
    const refusal = messageOf(() => open(path));
    expect(refusal).toMatch(
      /^complete results of an earlier run, .* --resume, or move or delete that folder/,
    );
    expect(refusal).toContain(workplace);
    for (const name of names) expect(textIn(workplace, 'results', name)).toBe('precious');
    rmSync(workplace, { recursive: true });
    fill(open(path), 'next').publish();
    expect(textIn(path, 'cells.csv')).toBe('next');
  });

  it('are refused where the folder that they would grow in belongs to somebody', () => {
    const { path, workplace } = create();
    mkdirSync(join(workplace, 'results'), { recursive: true });
    writeFileSync(join(workplace, 'results', 'thesis.txt'), 'chapter 1');
    expect(messageOf(() => open(path))).toMatch(
      /is there already, and no run has made it; name another folder/,
    );
    expect(tree(workplace)).toEqual(['results', join('results', 'thesis.txt')]);
  });
});

describe('a folder that holds something else', () => {
  it('is refused and left as it is', () => {
    const path = temporaryFolder();
    writeFileSync(join(path, 'thesis.txt'), 'chapter 1');
    writeFileSync(join(path, 'cells.csv'), 'earlier');
    expect(messageOf(() => open(path))).toContain('holds thesis.txt, not only results of "loligo run"');
    expect(tree(path)).toEqual(['cells.csv', 'thesis.txt']);
  });

  it('is refused for a folder that is called like a file of results', () => {
    const path = temporaryFolder();
    mkdirSync(join(path, 'cells.csv'));
    expect(messageOf(() => open(path))).toContain('holds cells.csv, not only results');
  });

  it('is refused for a link that leads nowhere', () => {
    const path = join(temporaryFolder(), 'out');
    symlinkSync('nowhere', path, 'junction');
    expect(messageOf(() => open(path))).toMatch(/^cannot write to .*; name another folder with --out$/);
  });
});
