// Does a run that is killed at 100 random moments, and gone on with each time, end with the bytes of an unbroken one? Is any file ever there
// by its final name before it is whole? Every third kill comes while a checkpoint is being written. Needs the command: npm run build:cli.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type FormatName, formatNames } from '../src/cli/formats/format.ts';
import { digestOfFile, killAgainAndAgain, startOn } from '../test/support/kills.ts';
import { conditions, report } from './machine.ts';

const KILLS = 100;
const program = resolve('dist/cli/loligo.js');

/** Spikes of noisy neurons and traces, on each engine for about a second on two cores. */
const experiment = (trials: number, duration: number) => ({
  stimulus: { kind: 'ou', mean: 8, sigma: 3, tau: 5 },
  trials,
  duration,
  dt: 0.02,
  statistics: ['spikes', 'rate', 'isi_cv', 'amplitude', 'mean_V'],
  record: { spikes: true, traces: { cells: [5, 0], every: 1 } },
});
const runs = {
  cpu: experiment(2000, 1000),
  'cpu-f64': experiment(1000, 600),
  webgpu: experiment(1000, 600),
};

/** @param args names of engines, all of them without any; and the format of the tables, CSV without one */
export default async function kills(args: readonly string[]): Promise<void> {
  const rows: Record<string, string | number>[] = [];
  const format = formatNames.find((name) => args.includes(name)) ?? 'csv';
  const named = args.filter((name) => name in runs);
  const engines = named.length > 0 ? named : Object.keys(runs);
  for (const engine of engines) {
    const folder = mkdtempSync(join(tmpdir(), 'loligo-kills-'));
    try {
      rows.push(await killed(engine as keyof typeof runs, format, folder));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  report(format === 'csv' ? 'kills' : `kills-${format}`, conditions(), rows);
}

async function killed(backend: keyof typeof runs, format: FormatName, folder: string) {
  const file = join(folder, 'experiment.json');
  writeFileSync(file, JSON.stringify(runs[backend]));
  const whole = join(folder, 'whole');
  const common = ['--backend', backend, '--format', format, '--no-estimate'];
  const { status } = spawnSync(process.execPath, [program, 'run', file, '--out', whole, ...common], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the unbroken run has failed');
  const { files, wallSeconds, adapter } = JSON.parse(readFileSync(join(whole, 'run.json'), 'utf8'));
  const found = await killAgainAndAgain(
    {
      start: (words, turn) => startOn(program, 1 + (turn % 2), words),
      experiment: file,
      out: join(folder, 'killed'),
      args: [...common, '--checkpoint', '0.1'],
      kills: KILLS,
      within: 800 + 1500 * wallSeconds,
      random: Math.random,
    },
    (out) => {
      for (const [name, { sha256 }] of Object.entries(files as Record<string, { sha256: string }>))
        if (digestOfFile(join(out, name)) !== sha256) throw new Error(`${name} has other bytes`);
    },
  );
  return {
    engine: adapter.name,
    format,
    kills: found.kills,
    'while a checkpoint was written': found.whileWriting,
    'gone on from a checkpoint': found.goneOn,
    'runs that ended, with the same bytes': found.ends,
  };
}
