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
const noise = { kind: 'ou', mean: 8, sigma: 3, tau: 5 };
const { 'stimulus.amplitude': mean, ...others } = base.sample.vary;
const populations: Record<string, object> = {
  'constant currents': base,
  'the same, with spikes': { ...base, record: { spikes: true } },
  'noise, with spikes': {
    ...base,
    stimulus: noise,
    sample: { ...base.sample, vary: { 'stimulus.mean': mean, ...others } },
    record: { spikes: true },
  },
};

export default async function billion(): Promise<void> {
  const rows: Record<string, string | number>[] = [];
  for (const [name, experiment] of Object.entries(populations)) {
    const folder = mkdtempSync(join(tmpdir(), 'loligo-billion-'));
    try {
      rows.push({ population: name, ...(await measure(experiment, folder)) });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  report('billion', conditions(), rows);
}

async function measure(experiment: object, folder: string): Promise<Record<string, number>> {
  const file = join(folder, 'experiment.json');
  const out = join(folder, 'out');
  writeFileSync(file, JSON.stringify(experiment));
  const words = ['run', file, '--out', out, '--part', `${PARTS / 2}/${PARTS}`, '--threads', '1'];
  const child = spawn(process.execPath, [program, ...words, '--backend', 'cpu', '--checkpoint', '2'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const begun = performance.now();
  const { memory, checkpoint } = await largest(child, join(`${out}.partial`, 'results', 'unfinished'));
  const seconds = (performance.now() - begun) / 1000;
  const { neurons, neuronStepsPerSecond } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
  const bytesOf = (name: string) => (existsSync(join(out, name)) ? statSync(join(out, name)).size : 0);
  // 10^9 neurons for 1 s.
  const times = NEURONS / neurons;
  return {
    'neurons of the part': neurons,
    'million neuron-steps/s': digits(neuronStepsPerSecond / 1e6),
    'seconds of the part, in all': digits(seconds),
    'memory (MB)': digits(memory / 1e6),
    'checkpoint (bytes/neuron)': digits(checkpoint / neurons),
    'cells (bytes/neuron)': digits(bytesOf('cells.csv') / neurons),
    'spikes (bytes/neuron)': digits(bytesOf('spikes.csv') / neurons),
    'x 10^9: core-hours': digits((seconds * times) / 3600),
    'x 10^9: cells (GB)': digits((bytesOf('cells.csv') * times) / 1e9),
    'x 10^9: spikes (GB)': digits((bytesOf('spikes.csv') * times) / 1e9),
  };
}

/** The most memory that a process has had until its end, and its largest checkpoint, bytes. */
async function largest(child: ChildProcess, checkpoints: string) {
  let [memory, checkpoint] = [0, 0];
  const end = new Promise<number | null>((done) => child.on('close', done));
  let ended = false;
  void end.then(() => (ended = true));
  while (!ended) {
    await wait(100);
    const status = existsSync(`/proc/${child.pid}/status`)
      ? readFileSync(`/proc/${child.pid}/status`, 'utf8')
      : '';
    memory = Math.max(memory, 1024 * Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0));
    checkpoint = Math.max(checkpoint, ...sizesIn(checkpoints));
  }
  if ((await end) !== 0) throw new Error('the run has failed');
  return { memory, checkpoint };
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
