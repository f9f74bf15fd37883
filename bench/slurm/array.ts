// Do tasks of a job array that are killed, cancelled, put back into the queue or lose their machine come to the bytes of an unbroken
// run? On a Slurm of one node, which is set up from Debian packages for it. Needs root and the command: npm run build:cli.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { digestOfFile } from '../../test/support/kills.ts';
import { conditions, report } from '../machine.ts';

const program = resolve('dist/cli/loligo.js');
const oneNode = resolve('bench/slurm/one-node.sh');
const PARTS = 4;
/** How often something is done to a task; each kind in turn. */
const BLOWS = 18;
/** Wall time between two of them, ms. */
const PAUSE = 2500;

/** Spikes of noisy neurons, for half a minute on two cores. */
const experiment = {
  stimulus: { kind: 'ou', mean: 8, sigma: 4, tau: 5 },
  sweep: { x: { vary: 'stimulus.mean', from: 0, to: 20, count: 101 } },
  trials: 60,
  duration: 4000,
  dt: 0.02,
  record: { spikes: true },
};

/** What happens to a running task, such as `12_3`. */
const blows: Record<string, (task: string, folder: string) => void> = {
  'kill -9 of the run': (task, folder) => {
    const workplace = join(folder, `part=${task.split('_')[1]}.partial`);
    for (const pid of workersIn(workplace)) spawnSync('kill', ['-9', String(pid)]);
  },
  'kill -9 of the whole task': (task) => slurm('scancel', '--signal=KILL', '--full', task),
  'its time is nearly over': (task) => slurm('scontrol', 'update', `JobId=${task}`, 'TimeLimit=1'),
  'put back into the queue': (task) => slurm('scontrol', 'requeue', task),
  cancelled: (task) => slurm('scancel', task),
  'its node is lost': () => {
    const node = slurm('sinfo', '--noheader', '--format=%n').trim();
    slurm('scontrol', 'update', `NodeName=${node}`, 'State=DOWN', 'Reason=lost');
    slurm('scontrol', 'update', `NodeName=${node}`, 'State=RESUME');
  },
};

export default async function array(): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'loligo-slurm-'));
  const cluster = join(place, 'cluster');
  execute(oneNode, 'start', cluster);
  process.env.SLURM_CONF = join(cluster, 'slurm.conf');
  try {
    report('slurm', conditions(), [await broken(place)]);
  } finally {
    slurm('scancel', '--user=root');
    execute(oneNode, 'stop', cluster);
    rmSync(place, { recursive: true, force: true });
  }
}

async function broken(place: string): Promise<Record<string, string | number>> {
  const file = join(place, 'experiment.json');
  writeFileSync(file, JSON.stringify(experiment));
  const [whole, folder, joined] = ['whole', 'array', 'joined'].map((name) => join(place, name)) as [
    string,
    string,
    string,
  ];
  loligo('run', file, '--out', whole, '--backend', 'cpu', '--format', 'parquet', '--no-estimate');
  loligo(
    ...['slurm', file, '--out', folder, '--parts', String(PARTS), '--cpus', '1', '--time', '10'],
    ...['--checkpoint', '1', '--no-estimate', '--submit'],
  );
  const done = new Map(Object.keys(blows).map((name) => [name, 0]));
  const submissions = await beat(folder, done);
  loligo('merge', ...partsIn(folder), '--out', joined);
  const { files, wallSeconds } = JSON.parse(readFileSync(join(whole, 'run.json'), 'utf8'));
  for (const [name, { sha256 }] of Object.entries(files as Record<string, { sha256: string }>))
    if (digestOfFile(join(joined, name)) !== sha256) throw new Error(`${name} has other bytes`);
  const records = partsIn(folder).map((part) => JSON.parse(readFileSync(join(part, 'run.json'), 'utf8')));
  return {
    parts: PARTS,
    'wall time of the unbroken run (s)': Math.round(wallSeconds),
    ...Object.fromEntries(done),
    'gone on from a checkpoint': records.reduce((sum, { resumed = [] }) => sum + resumed.length, 0),
    'submitted again': submissions,
    'files with the bytes of the unbroken run': Object.keys(files).join(', '),
  };
}

/** Deals blows until there have been enough, and submits what is missing when nothing is left in the queue. @returns how often */
async function beat(folder: string, done: Map<string, number>): Promise<number> {
  const kinds = Object.keys(blows);
  let [turn, submissions] = [0, 0];
  for (;;) {
    // Blows come at no regular moment of a run; the times of Slurm could not be repeated anyhow.
    await wait(PAUSE * (0.5 + Math.random()));
    // What was put back would wait for two minutes.
    for (const job of jobs('PENDING', '%A')) slurm('scontrol', 'update', `JobId=${job}`, 'StartTime=now');
    const running = jobs('RUNNING', '%F_%K');
    if (turn < BLOWS && running.length > 0) {
      const kind = kinds[turn++ % kinds.length]!;
      blows[kind]!(running[turn % running.length]!, folder);
      done.set(kind, done.get(kind)! + 1);
      console.log(`${kind}: ${running[turn % running.length]}`);
    }
    if (slurm('squeue', '--noheader') !== '') continue;
    const missing = loligo('parts', folder).trim();
    if (missing === '') return submissions;
    execute('sbatch', `--chdir=${folder}`, `--array=${missing}`, join(folder, 'job.sh'));
    submissions++;
  }
}

const jobs = (state: string, format: string): string[] =>
  slurm('squeue', '--noheader', `--states=${state}`, `--format=${format}`).split('\n').filter(Boolean);

const partsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => /^part=\d+$/.test(name))
    .map((name) => join(folder, name));

/** The process that works in a folder, unless it has just ended: the last one of those that have claimed it. */
function workersIn(workplace: string): number[] {
  for (let number = 20; number >= 0; number--) {
    const claim = join(workplace, `claim-${number}.json`);
    if (existsSync(claim)) return [JSON.parse(readFileSync(claim, 'utf8')).pid];
  }
  return [];
}

const loligo = (...words: string[]): string => execute(process.execPath, program, ...words);

/** A command of Slurm, which may be refused: a task can end at any moment. */
const slurm = (...words: string[]): string =>
  spawnSync(words[0]!, words.slice(1), { encoding: 'utf8' }).stdout;

function execute(...words: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(words[0]!, words.slice(1), { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${words.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}
