import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { experimentFile, temporaryFolder } from '../command.ts';

const program = fileURLToPath(new URL('../../../dist/cli/loligo.js', import.meta.url));
/** The command, with standard error in a file, and its status after that. */
const run = (out: string, more: string, said: string) =>
  `"$node" "$program" run "$file" --out ${out} --backend cpu --no-estimate ${more} 2> ${said}; echo status $? >> ${said}`;

// A disk of its own, which only the script sees: on it there is no room for the tables besides what they are made of.
const script = `mount -t tmpfs -o size=400k none disk
${run('whole', '', 'whole.said')}
${run('disk/out', '--checkpoint 0.02', 'full.said')}
find disk -type f > found
mount -o remount,size=20m disk
${run('disk/out', '--resume', 'resumed.said')}
cp -r disk/out resumed`;

const hasDisks = spawnSync('unshare', ['-rm', 'true']).status === 0;

it.runIf(hasDisks)(
  'a run that fills the disk says so, and goes on to the same bytes where there is room',
  () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'disk'));
    const file = experimentFile({
      stimulus: { kind: 'ou', mean: 8, sigma: 3, tau: 5 },
      trials: 300,
      duration: 1200,
      dt: 0.02,
      record: { spikes: true, traces: { cells: [5, 0], every: 1 } },
    });
    const env = { ...process.env, node: process.execPath, program, file };
    const options = { cwd: folder, env, encoding: 'utf8' } as const;
    expect(spawnSync('unshare', ['-rm', 'sh', '-c', script], options)).toMatchObject({
      status: 0,
      stderr: '',
    });
    const text = (...names: string[]) => readFileSync(join(folder, ...names), 'utf8');

    expect(text('full.said')).toMatch(
      /^(loligo: no checkpoint could be written [^\n]+\n)*loligo: \d+ % of a run are kept; to go on: [^\n]+\nloligo: cannot write disk\/out\/\S+: no space is left on the device\nstatus 1\n$/,
    );
    // Nothing by its final name; what there is says what it is.
    const found = text('found');
    expect(found).not.toContain('disk/out/');
    expect(found).toContain('disk/out.partial/results/unfinished/unfinished.json');
    expect(text('resumed.said')).toMatch(/^loligo: goes on at step \d+ of 60000\nstatus 0\n$/);
    for (const name of ['cells.csv', 'spikes.csv', 'traces.csv'])
      expect(text('resumed', name), name).toBe(text('whole', name));
  },
);
