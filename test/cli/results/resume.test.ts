import { cpSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { arrow } from '../../../src/cli/formats/arrow.ts';
import { parquet } from '../../../src/cli/formats/parquet.ts';
import { compareRows, SAME_NUMBERS } from '../../../src/cli/results/compare.ts';
import { ending, experimentFile, loligo, start, temporaryFolder } from '../command.ts';

/** Long enough to be broken off after its first checkpoint. */
const document = {
  stimulus: { kind: 'ou', mean: 8, sigma: 3, tau: 5 },
  trials: 300,
  duration: 1200,
  dt: 0.02,
  record: { spikes: true, traces: { cells: [5, 0], every: 1 } },
};
const tables = ['cells.csv', 'spikes.csv', 'traces.csv'];
const isWindows = process.platform === 'win32';

/** Results of a run of the experiment that nothing breaks off; made once. */
let whole: Promise<string> | undefined;
async function wholeRun(): Promise<string> {
  const out = join(temporaryFolder(), 'whole');
  expect(await loligo(['run', experimentFile(document), '--out', out, '--backend', 'cpu'])).toMatchObject({
    status: 0,
    stderr: '',
  });
  return JSON.stringify(tables.map((name) => readFileSync(join(out, name), 'utf8')));
}
const textOf = (out: string) => JSON.stringify(tables.map((name) => readFileSync(join(out, name), 'utf8')));

const checkpointsIn = (out: string): string[] => {
  const folder = join(`${out}.partial`, 'results', 'unfinished');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^checkpoint-\d+$/.test(name))
    .sort()
    .map((name) => join(folder, name));
};

/** Stops a run by a signal as soon as it has a checkpoint. */
async function breakOff(file: string, out: string, signal: NodeJS.Signals, ...more: string[]) {
  const args = ['run', file, '--out', out, '--backend', 'cpu', '--checkpoint', '0.05', ...more];
  const child = start(args);
  const end = ending(child);
  while (checkpointsIn(out).length === 0 && child.exitCode === null) await wait(5);
  child.kill(signal);
  return end;
}

describe.runIf(!isWindows)('a run that was broken off', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s leaves a folder that says what it is, and goes on from there to the same bytes',
    async (signal) => {
      const [file, out] = [experimentFile(document), join(temporaryFolder(), 'out')];
      const end = await breakOff(file, out, signal);
      expect(end).toMatchObject({ status: null, signal, stdout: '' });
      const command = `loligo run ${file} --out ${out} --resume`;
      expect(end.stderr).toMatch(/^loligo: \d+ % of a run are kept; to go on: [^\n]+\n$/);
      expect(end.stderr).toContain(command);
      expect(existsSync(out)).toBe(false);
      const about = readFileSync(join(`${out}.partial`, 'results', 'unfinished', 'unfinished.json'), 'utf8');
      expect(JSON.parse(about)).toMatchObject({
        about: expect.stringContaining('--resume'),
        version: '0.1.0',
      });

      const { status, stderr } = await loligo(['run', file, '--out', out, '--resume']);
      expect(stderr).toMatch(/^loligo: goes on at step \d+ of 60000\n$/);
      expect(status).toBe(0);
      whole ??= wholeRun();
      expect(textOf(out)).toBe(await whole);
      expect(existsSync(`${out}.partial`)).toBe(false);
      const { resumed, steps } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
      expect(resumed).toMatchObject([{ step: expect.any(Number), adapter: { engine: 'cpu' } }]);
      expect(steps).toBe(60_000);

      const again = await loligo(['run', file, '--out', out, '--resume']);
      expect(again).toMatchObject({
        status: 0,
        stderr: `loligo: the run is complete already; its results are in ${out}\n`,
      });
    },
  );

  it('goes on with all bands, of which one keeps what rounding leaves out', async () => {
    const { dt, trials, ...rest } = document;
    const bands = [
      { integrator: 'strang', dt },
      { integrator: 'rk4', dt: dt / 2 },
    ];
    const [file, out] = [
      experimentFile({ ...rest, trials: trials / 5, bands }),
      join(temporaryFolder(), 'out'),
    ];
    await breakOff(file, out, 'SIGINT');
    const [other, { status, stderr }] = await Promise.all([
      loligo(['run', file, '--out', `${out}-whole`, '--backend', 'cpu']),
      loligo(['run', file, '--out', out, '--resume', '--backend', 'cpu']),
    ]);
    expect(other.status).toBe(0);
    expect(stderr).toMatch(/^loligo: goes on at step \d+ of 60000\n$/);
    expect(status).toBe(0);
    expect(textOf(out)).toBe(textOf(`${out}-whole`));
  });

  it('goes on from the last checkpoint that is not damaged', async () => {
    const [file, out] = [experimentFile(document), join(temporaryFolder(), 'out')];
    await breakOff(file, out, 'SIGINT');
    const [first, last] = checkpointsIn(out);
    const bytes = readFileSync(last!);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(last!, bytes);
    const { status, stderr } = await loligo(['run', file, '--out', out, '--resume', '--backend', 'cpu']);
    const step = Number(/checkpoint-(\d+)$/.exec(first!)![1]);
    expect(stderr).toMatch(/^loligo: checkpoint-\d+ is damaged: its digest is another one; [^\n]+\n/);
    expect(stderr).toContain(`goes on at step ${step} of 60000`);
    expect(status).toBe(0);
    whole ??= wholeRun();
    expect(textOf(out)).toBe(await whole);
  });

  it('begins anew where no checkpoint can be used, and where there is none', async () => {
    const [file, out] = [experimentFile(document), join(temporaryFolder(), 'out')];
    await breakOff(file, out, 'SIGKILL');
    truncateSync(join(`${out}.partial`, 'results', 'spikes.events'), 10);
    const { status, stderr } = await loligo(['run', file, '--out', out, '--resume', '--backend', 'cpu']);
    expect(stderr.match(/is damaged: spikes\.events does not hold what was written into it/g)).toHaveLength(
      1,
    );
    expect(stderr).toContain(`loligo: there is no unfinished run for ${out}; starts anew\n`);
    expect(status).toBe(0);
  });

  it('is not gone on with as another one', async () => {
    const [file, out] = [experimentFile(document), join(temporaryFolder(), 'out')];
    await breakOff(file, out, 'SIGINT');
    const other = experimentFile({ ...document, stimulus: { ...document.stimulus, mean: 9 } });
    const refused = await loligo(['run', other, '--out', out, '--resume', '--backend', 'cpu']);
    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toBe(
      `loligo: the unfinished run for ${out} has stimulus.mean = 8, not 9; start anew without --resume, or name another folder with --out\n`,
    );
    expect(checkpointsIn(out)).not.toEqual([]);
    const part = await loligo(['run', file, '--out', out, '--resume', '--part', '1/2', '--backend', 'cpu']);
    expect(part.stderr).toContain('has part = nothing, not {"part":1,"of":2};');
  });

  it('goes on on another engine within the precision of both, and says so', async () => {
    const [file, out] = [experimentFile(document), join(temporaryFolder(), 'out')];
    await breakOff(file, out, 'SIGINT');
    const { status, stderr } = await loligo(['run', file, '--out', out, '--resume', '--backend', 'cpu-f64']);
    expect(stderr).toMatch(
      /^loligo: goes on at step \d+ of 60000, on CPU, float64, .* instead of CPU, float32, .*, not to the byte\n$/,
    );
    expect(status).toBe(0);
    const { adapter, resumed } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
    expect([resumed[0].adapter.engine, adapter.engine]).toEqual(['cpu', 'cpu-f64']);
  });

  it('goes on in the format in which it was begun, or in the one that is asked for', async () => {
    const file = experimentFile(document);
    const folder = temporaryFolder();
    const at = (name: string) => join(folder, name);
    await breakOff(file, at('resumed'), 'SIGKILL', '--format', 'parquet');
    cpSync(at('resumed.partial'), at('other.partial'), { recursive: true });
    const run = (name: string, ...more: string[]) =>
      loligo(['run', file, '--out', at(name), '--backend', 'cpu', ...more]);
    const runs = await Promise.all([
      run('whole', '--format', 'parquet'),
      run('resumed', '--resume'),
      run('other', '--resume', '--format', 'arrow'),
    ]);
    expect(runs.map(({ status }) => status)).toEqual([0, 0, 0]);
    for (const table of ['cells', 'spikes', 'traces']) {
      const [whole, resumed] = ['whole', 'resumed'].map((name) => join(at(name), `${table}.parquet`));
      expect(readFileSync(resumed!).equals(readFileSync(whole!)), table).toBe(true);
      const other = await arrow.open(join(at('other'), `${table}.arrow`));
      expect(await compareRows(await parquet.open(whole!), other), table).toBe(SAME_NUMBERS);
    }
  });

  it('is complete in its own format, and in another one it starts anew and replaces those files', async () => {
    const out = join(temporaryFolder(), 'out');
    const args = ['run', experimentFile({ duration: 1 }), '--out', out, '--resume', '--backend', 'cpu'];
    expect((await loligo([...args, '--format', 'parquet'])).status).toBe(0);
    expect((await loligo(args)).stderr).toContain('the run is complete already');
    expect((await loligo([...args, '--format', 'csv'])).stderr).toContain('starts anew');
    expect(readdirSync(out).sort()).toEqual(['cells.csv', 'run.json']);
  });

  it('does not block another one, before which it stays until that has a checkpoint of its own', async () => {
    const [file, out] = [experimentFile(document), join(temporaryFolder(), 'out')];
    await breakOff(file, out, 'SIGINT');
    const kept = checkpointsIn(out).map((path) => readFileSync(path));
    const child = start(['run', file, '--out', out, '--backend', 'cpu']);
    const end = ending(child);
    while (!existsSync(join(`${out}.partial`, 'results', 'spikes.events')) || checkpointsIn(out).length > 0)
      await wait(5);
    child.kill('SIGINT');
    const { stderr } = await end;
    expect(stderr).toMatch(/^loligo: starts anew, though \d+ % of an unfinished run are kept; [^\n]+\n/);
    expect(stderr).toMatch(/\nloligo: \d+ % of a run are kept; to go on: [^\n]+\n$/);
    expect(checkpointsIn(out).map((path) => readFileSync(path))).toEqual(kept);

    const short = experimentFile({ duration: 1 });
    expect((await loligo(['run', short, '--out', out, '--backend', 'cpu'])).status).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['cells.csv', 'run.json']);
    expect(existsSync(`${out}.partial`)).toBe(false);
  });
});
