// What would 10^9 neurons take: time, memory, bytes? Measured with one part of 10,000 of such a population, on one core, and multiplied.
// Needs the command (npm run build:cli) and Linux, which says how much memory a process has had.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { conditions, digits, report } from './machine.ts';

const program = resolve('dist/cli/loligo.js');
const NEURONS = 1e9;
const PARTS = 10_000;
/** Simulated time, ms. */
const DURATION = 1000;

const base = {
  sample: {
    count: NEURONS,
    vary: {
      'stimulus.amplitude': { from: 0, to: 20 },
      'parameters.gNa': { normal: { mean: 120, sd: 6 } },
      'parameters.gK': { normal: { mean: 36, sd: 2 } },
    },
  },
  duration: DURATION,
  dt: 0.05,
};
const { 'stimulus.amplitude': mean, ...others } = base.sample.vary;
const populations: Record<string, { experiment: object; format: string }> = {
  'constant currents': { experiment: base, format: 'parquet' },
  'constant currents, spikes': { experiment: { ...base, record: { spikes: true } }, format: 'parquet' },
  'constant currents, spikes, as CSV': { experiment: { ...base, record: { spikes: true } }, format: 'csv' },
  'noise, spikes': {
    experiment: {
      ...base,
      stimulus: { kind: 'ou', mean: 8, sigma: 3, tau: 5 },
      sample: { ...base.sample, vary: { 'stimulus.mean': mean, ...others } },
      record: { spikes: true },
    },
    format: 'parquet',
  },
};

export default async function billion(): Promise<void> {
  const rows: Record<string, string | number>[] = [];
  for (const [name, { experiment, format }] of Object.entries(populations)) {
    const folder = mkdtempSync(join(tmpdir(), 'loligo-billion-'));
    try {
      rows.push({ population: name, ...(await measure(experiment, format, folder)) });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  report('billion', conditions(), rows);
}

async function measure(experiment: object, format: string, folder: string): Promise<Record<string, number>> {
  const file = join(folder, 'experiment.json');
  const out = join(folder, 'out');
  writeFileSync(file, JSON.stringify(experiment));
  const words = ['run', file, '--out', out, '--part', `${PARTS / 2}/${PARTS}`, '--format', format];
  const child = spawn(
    process.execPath,
    [program, ...words, '--backend', 'cpu', '--threads', '1', '--checkpoint', '2'],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const { seconds, memory, checkpoint } = await watched(
    child,
    join(`${out}.partial`, 'results', 'unfinished'),
  );
  const { neurons, steps } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
  const bytesOf = (table: string) => {
    const path = join(out, `${table}.${format}`);
    return existsSync(path) ? statSync(path).size : 0;
  };
  // 10^9 neurons for 1 s.
  const times = NEURONS / neurons;
  return {
    'neurons of the part': neurons,
    'core-seconds': digits(seconds),
    'million neuron-steps per core-second': digits((neurons * steps) / seconds / 1e6),
    'memory (MB)': digits(memory / 1e6),
    'checkpoint (bytes/neuron)': digits(checkpoint / neurons),
    'cells (bytes/neuron)': digits(bytesOf('cells') / neurons),
    'spikes (bytes/neuron)': digits(bytesOf('spikes') / neurons),
    'x 10^9: core-hours': digits((seconds * times) / 3600),
    'x 10^9: cells (GB)': digits((bytesOf('cells') * times) / 1e9),
    'x 10^9: spikes (GB)': digits((bytesOf('spikes') * times) / 1e9),
  };
}

/** What a process takes until its end: time of the processor (s), so that others on the machine do not matter, and bytes. */
async function watched(child: ChildProcess, checkpoints: string) {
  let [seconds, memory, checkpoint] = [0, 0, 0];
  let status: number | null | undefined;
  child.on('close', (code) => (status = code));
  while (status === undefined) {
    await wait(50);
    seconds = Math.max(seconds, secondsOf(child));
    memory = Math.max(memory, 1024 * Number(/^VmHWM:\s+(\d+)/m.exec(about(child, 'status'))?.[1] ?? 0));
    checkpoint = Math.max(checkpoint, ...sizesIn(checkpoints));
  }
  if (status !== 0) throw new Error('the run has failed');
  return { seconds, memory, checkpoint };
}

/** Time that a process has computed for, itself and for its system calls; Linux counts it in hundredths of a second. */
function secondsOf(child: ChildProcess): number {
  const fields = about(child, 'stat').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100;
}

function about({ pid }: ChildProcess, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // It has just ended.
    return '';
  }
}

function sizesIn(folder: string): number[] {
  try {
    const names = readdirSync(folder).filter((name) => /^checkpoint-\d+$/.test(name));
    return names.map((name) => statSync(join(folder, name)).size);
  } catch {
    // It comes and goes with the run.
    return [];
  }
}
