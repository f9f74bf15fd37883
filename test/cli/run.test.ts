import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { documentOf, parseExperiment } from '../../src/protocol/experiment.ts';
import {
  ending,
  experimentFile,
  loligo,
  parseCsv,
  readCsv,
  start,
  temporaryFolder,
  withAdapter,
} from './command.ts';

const document = {
  stimulus: { kind: 'step', amplitude: 10, onset: 5 },
  sweep: {
    x: { vary: 'stimulus.amplitude', from: 0, to: 10, count: 3 },
    y: { vary: 'parameters.gK', values: [30, 36] },
  },
  duration: 60,
  dt: 0.02,
  record: { spikes: true, traces: { cells: [5, 0], every: 0.5 } },
};
const files = ['cells.csv', 'run.json', 'spikes.csv', 'traces.csv'];
const firstLine = (path: string) => readFileSync(path, 'utf8').split('\n', 1)[0];

describe('loligo run', () => {
  it('takes columns of a CSV file beside the experiment, and says what is run of a duration', async () => {
    const file = experimentFile({
      sample: {
        vary: {
          'parameters.gK': { file: 'cells.csv', column: 'gK' },
          'stimulus.amplitude': { file: 'cells.csv', column: 'I' },
        },
      },
      duration: 20.02,
    });
    writeFileSync(join(dirname(file), 'cells.csv'), 'I,gK\n0,36\n10,36\n10,200\n');
    const out = join(temporaryFolder(), 'out');
    const { status, stderr } = await loligo(['run', file, '--out', out, '--backend', 'cpu']);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^loligo: duration = 20\.02 ms .* run for 20 ms, 400 steps\n$/);
    const cells = readCsv(join(out, 'cells.csv'));
    expect(cells.map((row) => row['parameters.gK_mS_cm2'])).toEqual([36, 36, 200]);
    expect(cells.map(({ spikes = 0 }) => spikes > 0)).toEqual([false, true, false]);
  });

  it('writes cells, spikes, traces and how they were made', async () => {
    const out = join(temporaryFolder(), 'not', 'yet', 'there');
    const ended = await loligo(['run', experimentFile(document), '--out', out, '--backend', 'cpu']);
    expect(ended).toEqual({ status: 0, signal: null, stdout: '', stderr: '' });
    expect(readdirSync(out).sort()).toEqual(files);
    expect(readdirSync(dirname(out))).toEqual(['there']);

    expect(firstLine(join(out, 'cells.csv'))).toBe(
      'cell,stimulus.amplitude_uA_cm2,parameters.gK_mS_cm2,spikes,rate_Hz,latency_ms,peak_mV,trough_mV',
    );
    const cells = readCsv(join(out, 'cells.csv'));
    expect(cells.map((row) => row['stimulus.amplitude_uA_cm2'])).toEqual([0, 5, 10, 0, 5, 10]);
    expect(cells.map((row) => row['parameters.gK_mS_cm2'])).toEqual([30, 30, 30, 36, 36, 36]);
    expect(cells[5]).toMatchObject({ cell: 5, spikes: 4 });

    expect(firstLine(join(out, 'spikes.csv'))).toBe('cell,time_ms');
    const spikes = readCsv(join(out, 'spikes.csv'));
    for (const { cell, spikes: count } of cells)
      expect(spikes.filter((row) => row.cell === cell)).toHaveLength(count ?? -1);
    const times = spikes.map((row) => row.time_ms ?? Number.NaN);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(spikes.find((row) => row.cell === 5)?.time_ms).toBeCloseTo(
      5 + (cells[5]?.latency_ms ?? Number.NaN),
      3,
    );

    expect(firstLine(join(out, 'traces.csv'))).toBe('cell,time_ms,V_mV,m,h,n');
    const traces = readCsv(join(out, 'traces.csv'));
    expect(traces.slice(0, 4).map(({ cell, time_ms }) => [cell, time_ms])).toEqual([
      [5, 0],
      [0, 0],
      [5, 0.5],
      [0, 0.5],
    ]);
    expect(traces).toHaveLength(2 * 120);
    expect(Math.max(...traces.map((row) => row.V_mV ?? Number.NaN))).toBeGreaterThan(20);
    expect(
      traces.every(({ m = -1, h = -1, n = -1 }) => [m, h, n].every((gate) => gate >= 0 && gate <= 1)),
    ).toBe(true);

    const record = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
    expect(record).toMatchObject({
      version: '0.1.0',
      adapter: { engine: 'cpu' },
      neurons: 6,
      steps: 3000,
      lostSpikes: 0,
    });
    expect(record.experiment).toEqual(documentOf(parseExperiment(document)));
    expect(Math.abs(Date.now() - Date.parse(record.started))).toBeLessThan(60_000);
    // Both are rounded, the seconds to 1 ms, which is much of so short a run.
    for (const name of ['cells.csv', 'spikes.csv', 'traces.csv']) {
      const bytes = readFileSync(join(out, name));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect(record.files[name], name).toEqual({ bytes: bytes.length, sha256 });
    }
    expect(record.kernel).toMatch(/^[0-9a-f]{64}$/);
    const work = record.wallSeconds * record.neuronStepsPerSecond;
    expect(Math.abs(work - 6 * 3000)).toBeLessThan(0.001 * record.neuronStepsPerSecond + 100);
  });

  it('reads standard input, and leaves out what was not recorded', async () => {
    const out = join(temporaryFolder(), 'out');
    const { status } = await loligo(['run', '-', '--out', out, '--backend', 'cpu'], {
      input: '\uFEFF{"duration": 1}',
    });
    expect(status).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['cells.csv', 'run.json']);
    expect(readFileSync(join(out, 'run.json'), 'utf8')).not.toContain('lostSpikes');
  });

  it('replaces the results of an earlier run, all of them', async () => {
    const out = temporaryFolder();
    await loligo(['run', experimentFile(document), '--out', out, '--backend', 'cpu']);
    expect(readdirSync(out).sort()).toEqual(files);
    await loligo(['run', experimentFile({ duration: 1 }), '--out', out, '--backend', 'cpu']);
    expect(readdirSync(out).sort()).toEqual(['cells.csv', 'run.json']);
    expect(readCsv(join(out, 'cells.csv'))).toHaveLength(1);
  });

  it('never touches a folder with other files in it', async () => {
    const out = temporaryFolder();
    writeFileSync(join(out, 'thesis.txt'), 'chapter 1');
    const { status, stderr } = await loligo([
      'run',
      experimentFile({ duration: 1 }),
      '--out',
      out,
      '--backend',
      'cpu',
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain('thesis.txt');
    expect(readdirSync(out)).toEqual(['thesis.txt']);
  });

  it.runIf(process.platform !== 'win32').each(['SIGINT', 'SIGTERM'] as const)(
    'leaves nothing behind when %s stops it half-way and it keeps nothing',
    async (signal) => {
      const folder = temporaryFolder();
      const earlier = join(folder, 'earlier');
      mkdirSync(earlier);
      const endless = experimentFile({ ...document, duration: 1e7 });
      for (const out of [join(folder, 'new', 'folder'), earlier]) {
        const child = start(['run', endless, '--out', out, '--backend', 'cpu', '--checkpoint', '0']);
        const end = ending(child);
        const written = () =>
          readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((path) =>
            path.endsWith('spikes.events'),
          );
        while (!written()) await wait(20);
        child.kill(signal);
        expect(await end).toMatchObject({ status: null, signal, stdout: '', stderr: '' });
        expect(readdirSync(folder, { recursive: true })).toEqual(['earlier']);
      }
    },
  );

  it('keeps a folder for the run that was first, of several that start at the same moment', async () => {
    const folder = temporaryFolder();
    // Not in a new folder: one that a refused run made on the way may stay, empty, once in some hundred such starts.
    const out = join(folder, 'results');
    const endless = experimentFile({ ...document, duration: 1e7 });
    const runs = [1, 2, 3].map(() =>
      start(['run', endless, '--out', out, '--backend', 'cpu', '--checkpoint', '0']),
    );
    const ends = runs.map(async (child) => {
      const end = await ending(child);
      // The others have ended by themselves when the one that is at work is stopped.
      if (runs.filter(({ exitCode }) => exitCode === null).length === 1)
        for (const other of runs) other.kill('SIGTERM');
      return end;
    });
    const refused = (await Promise.all(ends)).filter(({ status }) => status === 2);
    expect(refused).toHaveLength(2);
    for (const { stderr } of refused) {
      expect(stderr).toMatch(/^loligo: another run \(process \d+ on [^\n]* is writing to [^\n]+\n$/);
      expect(stderr).toContain(
        `${out}; wait for it, or name another folder with --out, or delete ${out}.partial`,
      );
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it('has a folder in whole, however many quick runs want it at once', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    const file = experimentFile({ duration: 1, record: { spikes: true } });
    const ends = await Promise.all(
      [1, 2, 3, 4].map(() => loligo(['run', file, '--out', out, '--backend', 'cpu'])),
    );
    expect(ends.map(({ status }) => status)).toContain(0);
    for (const { status, stderr } of ends) {
      expect(stderr).toMatch(status === 0 ? /^$/ : /^loligo: another run [^\n]+\n$/);
      expect(status === 0 || status === 2).toBe(true);
    }
    expect(readdirSync(folder)).toEqual(['out']);
    expect(readdirSync(out).sort()).toEqual(['cells.csv', 'run.json', 'spikes.csv']);
  });

  it.runIf(process.platform !== 'win32')('takes the place of a run that was killed', async () => {
    const folder = temporaryFolder();
    const endless = experimentFile({ ...document, duration: 1e7 });
    const earlier = join(folder, 'earlier');
    mkdirSync(earlier);
    for (const out of [join(folder, 'new'), earlier]) {
      const child = start(['run', endless, '--out', out, '--backend', 'cpu']);
      const end = ending(child);
      const written = () =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((path) =>
          path.endsWith('spikes.events'),
        );
      while (!written()) await wait(20);
      child.kill('SIGKILL');
      await end;
      const next = await loligo(['run', experimentFile({ duration: 1 }), '--out', out, '--backend', 'cpu']);
      expect(next).toMatchObject({ status: 0, stderr: '' });
      expect(readdirSync(out).sort()).toEqual(['cells.csv', 'run.json']);
    }
    expect(readdirSync(folder).sort()).toEqual(['earlier', 'new']);
  });

  it('leaves results where they are that it cannot put in their place', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    const child = start(['run', '-', '--out', out, '--backend', 'cpu'], {
      input: JSON.stringify({ ...document, duration: 3000 }),
    });
    const end = ending(child);
    while (!existsSync(join(`${out}.partial`, 'results', 'spikes.events'))) await wait(5);
    mkdirSync(out);
    writeFileSync(join(out, 'thesis.txt'), 'chapter 1');
    const { status, stderr } = await end;
    expect(status).toBe(1);
    expect(stderr).toMatch(/^loligo: cannot put the results into [^\n]+; they are complete in [^\n]+\n$/);
    const place = /complete in (.+)\n/.exec(stderr)?.[1] ?? '';
    expect(readdirSync(place).sort()).toEqual(files);
    expect(JSON.parse(readFileSync(join(place, 'run.json'), 'utf8')).steps).toBe(150_000);
    expect(readdirSync(out)).toEqual(['thesis.txt']);
  });

  it('runs a run.json, or the output of loligo fi --json, again', async () => {
    const out = temporaryFolder();
    await loligo(['run', experimentFile(document), '--out', out, '--backend', 'cpu']);
    const [first, cells] = ['run.json', 'cells.csv'].map((name) => readFileSync(join(out, name), 'utf8'));
    const again = await loligo(['run', join(out, 'run.json'), '--out', out, '--backend', 'cpu']);
    expect(again).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(join(out, 'cells.csv'), 'utf8')).toBe(cells);
    const record = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
    expect(record.experiment).toEqual(JSON.parse(first ?? '').experiment);
    expect(record.started).not.toBe(JSON.parse(first ?? '').started);

    const fi = await loligo([
      'fi',
      '--values',
      '5',
      '--duration',
      '9',
      '--settle',
      '0',
      '--json',
      '--backend',
      'cpu',
    ]);
    const { status } = await loligo(['run', '-', '--out', out, '--backend', 'cpu'], { input: fi.stdout });
    expect(status).toBe(0);
    expect(readCsv(join(out, 'cells.csv'))).toMatchObject([{ 'stimulus.amplitude_uA_cm2': 5 }]);
  });

  it('reads a file as PowerShell writes it', async () => {
    const file = experimentFile('');
    writeFileSync(file, '\uFEFF{"duration": 1}\r\n', 'utf16le');
    const out = temporaryFolder();
    const { status } = await loligo(['run', file, '--out', out, '--backend', 'cpu']);
    expect(status).toBe(0);
    expect(JSON.parse(readFileSync(join(out, 'run.json'), 'utf8')).experiment.duration).toBe(1);
  });

  it('names a neuron that diverges, with V and time, and writes nothing', async () => {
    const out = join(temporaryFolder(), 'out');
    const { status, stdout, stderr } = await loligo([
      'run',
      experimentFile({ ...document, integrator: 'euler', dt: 0.5 }),
      '--out',
      out,
      '--backend',
      'cpu',
    ]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(
      /^loligo: dt = 0\.5 ms is too large: [^\n]+\nloligo: neuron \d diverged: V = \S+ mV at \S+ ms .*dt.*\n$/,
    );
    expect(existsSync(out)).toBe(false);
  });

  it('chooses a step that follows the fastest neuron, and records it', async () => {
    const out = temporaryFolder();
    const parameters = { C: 0.1, gNa: 500, temperature: 18.5 };
    const stimulus = { kind: 'constant', amplitude: 20 };
    const fast = { parameters, stimulus, duration: 20 };
    const chosen = await loligo(['run', experimentFile(fast), '--out', out, '--backend', 'cpu']);
    expect(chosen).toMatchObject({ status: 0, stderr: '' });
    const { experiment } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
    expect(experiment.dt).toBe(0.005);

    const given = ['run', experimentFile({ ...fast, dt: 0.05 }), '--out', out, '--backend', 'cpu'];
    const { status, stderr } = await loligo(given);
    expect(status).toBe(0);
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^loligo: dt = 0\.05 ms is too large: V changes by .* dt = 0\.005 ms would do$/),
      expect.stringMatching(
        /^loligo: neuron 0 peaks at \d\d\.\d+ mV, where neither .* dt = 0\.05 ms is too large/,
      ),
      '',
    ]);
  });

  it('runs a million neurons within 2 GiB', { timeout: 300_000 }, async () => {
    const out = join(temporaryFolder(), 'out');
    const million = {
      sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 1_000_000 } },
      duration: 3,
      record: { spikes: true },
    };
    const child = start(['run', experimentFile(million), '--out', out, '--backend', 'webgpu'], {
      env: withAdapter(),
    });
    let peak = 0;
    const sampling = setInterval(() => (peak = Math.max(peak, peakMemory(child.pid))), 50);
    const { status, stderr } = await ending(child);
    clearInterval(sampling);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    if (process.platform === 'linux') expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(2 * 2 ** 30);
    const { neurons, lostSpikes } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
    expect({ neurons, lostSpikes }).toEqual({ neurons: 1_000_000, lostSpikes: 0 });
    const [header = '', ...rows] = readFileSync(join(out, 'cells.csv'), 'utf8').trimEnd().split('\n');
    expect(rows).toHaveLength(1_000_000);
    const last = parseCsv(`${header}\n${rows.at(-1)}`);
    expect(last).toMatchObject([{ cell: 999_999, 'stimulus.amplitude_uA_cm2': 60, spikes: 1 }]);
  });
});

/** The most memory that a process has had so far, bytes; 0 if the system does not tell. */
function peakMemory(pid: number | undefined): number {
  try {
    const [, kibibytes = 0] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kibibytes) * 1024;
  } catch {
    return 0;
  }
}
