import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { replace } from '../../../src/cli/results/replace.ts';
import { temporaryFolder } from '../command.ts';

const names = [
  'cells.csv',
  'cells.arrow',
  'spikes.csv',
  'spikes.arrow',
  'traces.csv',
  'traces.arrow',
  'run.json',
];

/** A folder with files that hold its name. */
function folderOf(parent: string, name: string, files: readonly string[]): string {
  const folder = join(parent, name);
  mkdirSync(folder);
  for (const file of files) writeFileSync(join(folder, file), name);
  return folder;
}

it.each([
  ['csv', 'csv'],
  ['arrow', 'csv'],
  ['csv', 'arrow'],
])('brings to its end what was killed after any of its moves, %s before and %s now', (before, now) => {
  const former = [`cells.${before}`, `traces.${before}`, 'run.json'];
  const written = [`cells.${now}`, `spikes.${now}`, 'run.json'];
  for (let moved = 0; moved <= former.length + written.length - 1; moved++) {
    const place = temporaryFolder();
    const [from, to] = [folderOf(place, 'new', written), folderOf(place, 'old', former)];
    const earlier = folderOf(place, 'earlier', []);
    for (const name of former.toReversed().slice(0, moved)) renameSync(join(to, name), join(earlier, name));
    for (const name of written.slice(0, Math.max(0, moved - former.length)))
      renameSync(join(from, name), join(to, name));
    replace(from, to, { names, earlier });
    expect(readdirSync(place), `${moved} moves`).toEqual(['old']);
    expect(readdirSync(to).sort()).toEqual(written.toSorted());
    for (const name of written) expect(readFileSync(join(to, name), 'utf8')).toBe('new');
  }
});
