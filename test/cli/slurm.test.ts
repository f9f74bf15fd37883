import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import polars from 'nodejs-polars';
import { describe, expect, it } from 'vitest';
import { parseTime } from '../../src/cli/slurm.ts';
import { type SlurmJob, slurmScript } from '../../src/cli/slurm-script.ts';
import { ending, experimentFile, loligo, temporaryFolder } from './command.ts';

const document = { sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 20, count: 5 } }, duration: 20 };
const awkward = 'a $HOME \'b\' "c" `d`\\ %a #e';

/** A program of the shell in a folder for PATH. */
function program(folder: string, name: string, body: string): void {
  writeFileSync(join(folder, name), `#!/bin/bash\n${body}\n`);
  chmodSync(join(folder, name), 0o755);
}

const environment = (folder: string, more = {}) => ({
  ...process.env,
  PATH: [folder, process.env.PATH].join(delimiter),
  ...more,
});

describe.skipIf(process.platform === 'win32')('the script', () => {
  const job: SlurmJob = {
    name: 'job',
    parts: 12,
    time: '4:00:00',
    folder: '/data',
    command: ['loligo'],
    options: ['--backend', 'cpu'],
  };

  it('asks for what is wanted, and has every user text in quotes of the shell alone', () => {
    const script = slurmScript({ ...job, partition: 'short', cpus: 8, memory: '4G', gpus: 'a100:1' });
    const directives = script.split('\n').filter((line) => line.startsWith('#SBATCH '));
    expect(directives.map((line) => line.slice('#SBATCH --'.length))).toEqual([
      'job-name=job',
      'array=1-12',
      'nodes=1',
      'time=4:00:00',
      'partition=short',
      'cpus-per-task=8',
      'mem=4G',
      'gpus=a100:1',
      'output=logs/%2a.log',
      'open-mode=append',
      'requeue',
      'signal=B:USR1@60',
    ]);
    expect(slurmScript({ ...job, time: undefined })).not.toContain('signal=');
  });

  it('is one that bash can read, whatever folder and command are called', () => {
    const text = fc.string({ unit: 'binary' }).map((one) => Buffer.from(one.replaceAll('\0', '')).toString());
    const jobs = fc.array(fc.record({ folder: text, command: fc.array(text, { minLength: 1 }) }), {
      minLength: 40,
    });
    fc.assert(
      fc.property(jobs, (all) => {
        const input = all.map((one) => slurmScript({ ...job, ...one })).join('\n');
        const { status, stderr } = spawnSync('bash', ['-n'], { input, encoding: 'utf8' });
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      }),
      { numRuns: 3 },
    );
  });

  it.skipIf(spawnSync('shellcheck', ['--version']).error)('has nothing that shellcheck finds', () => {
    const input = slurmScript({ ...job, folder: "/data/it's mine" });
    const { stdout } = spawnSync('shellcheck', ['-'], { input, encoding: 'utf8' });
    expect(stdout).toBe('');
  });

  /** Starts a task of a script whose command is a program of the shell; what it and `scontrol` are told stands in files. */
  function task(body: string) {
    const folder = join(temporaryFolder(), awkward);
    mkdirSync(folder);
    program(folder, 'lo li', `printf '%s\\n' "$@" > told\n${body}`);
    program(folder, 'scontrol', `printf '%s ' "$@" > requeued`);
    const script = join(folder, 'job.sh');
    writeFileSync(script, slurmScript({ ...job, folder, command: [join(folder, 'lo li')] }));
    const env = environment(folder, { SLURM_ARRAY_TASK_ID: '7', SLURM_JOB_ID: '345' });
    const child = spawn('bash', [script], { cwd: folder, env });
    const text = (name: string) => {
      const path = join(folder, name);
      return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    };
    return { folder, child, text };
  }

  const hasBegun = async (child: ChildProcess, text: (name: string) => string | undefined) => {
    while (child.exitCode === null && !text('begun')) await wait(5);
  };
  // Ends some time after it is told to, as a run that writes a checkpoint.
  const patient = `trap 'sleep 0.2; echo kept > kept; exit 143' TERM
    echo yes > begun
    while :; do sleep 0.02; done`;

  it('runs the part of its task', async () => {
    const { folder, child, text } = task('');
    expect(await ending(child as never)).toMatchObject({ status: 0, stderr: '' });
    expect(text('told')?.split('\n').slice(0, -1)).toEqual([
      'run',
      `${folder}/experiment.json`,
      '--out',
      `${folder}/part=07`,
      '--part',
      '7/12',
      '--resume',
      '--backend',
      'cpu',
    ]);
  });

  it('ends as the run does', async () => {
    const { child, text } = task('exit 2');
    expect(await ending(child as never)).toMatchObject({ status: 2 });
    expect(text('requeued')).toBeUndefined();
  });

  it.each([
    ['goes back into the queue when its time is nearly over', 'SIGUSR1', { status: 0 }, 'requeue 345 '],
    ['stays out of it when it is cancelled', 'SIGTERM', { status: 143 }, undefined],
  ] as const)('%s, after the run has ended', async (_, signal, end, requeued) => {
    const { child, text } = task(patient);
    await hasBegun(child, text);
    child.kill(signal);
    expect(await ending(child as never)).toMatchObject(end);
    expect(text('kept')).toBe('kept\n');
    expect(text('requeued')).toBe(requeued);
  });

  it('does not go back if the run is done when the time is nearly over', async () => {
    const { child, text } = task(`trap 'exit 0' TERM; echo yes > begun; while :; do sleep 0.02; done`);
    await hasBegun(child, text);
    child.kill('SIGUSR1');
    expect(await ending(child as never)).toMatchObject({ status: 0 });
    expect(text('requeued')).toBeUndefined();
  });
});

/** Parts and neurons, as polars reads those of all parts as one table. */
function withPolars(paths: string): unknown[][] {
  return polars.scanParquet(paths, { hivePartitioning: true }).select('part', 'cell').collectSync().rows();
}

/** Neurons of all parts, as DuckDB reads them as one table. */
async function cellsIn(paths: string): Promise<unknown[]> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const found = await connection.runAndReadAll(
    `select cell from read_parquet('${paths}', hive_partitioning = true)`,
  );
  const cells = found.getRowsJS().map(([cell]) => cell);
  connection.closeSync();
  instance.closeSync();
  return cells;
}

describe('loligo slurm', () => {
  it('writes script and experiment, submits them, and says what is missing', async () => {
    const folder = temporaryFolder();
    const out = join(folder, awkward);
    program(folder, 'sbatch', `printf '%s\\n' "$@" > '${folder}/submitted'; echo Submitted batch job 9`);
    const env = environment(folder) as Record<string, string>;
    const words = ['slurm', experimentFile(document), '--parts', '3', '--out', out];
    const written = await loligo([...words, '--cpus', '2'], { env });
    expect(written).toMatchObject({ status: 0, stdout: '' });
    expect(written.stderr).toContain('/job.sh runs 3 parts; to submit it: sbatch ');
    expect(readFileSync(join(out, 'job.sh'), 'utf8')).toContain(
      '--backend cpu --threads 2 --format parquet --checkpoint 60 &\n',
    );

    const submitted = await loligo([...words, '--gpus', '1', '--submit'], { env });
    expect(submitted).toMatchObject({ status: 0, stdout: '' });
    expect(submitted.stderr).toMatch(/^loligo: Submitted batch job 9; what is missing: loligo parts '/);
    expect(readFileSync(join(folder, 'submitted'), 'utf8')).toBe(`--chdir=${out}\n${join(out, 'job.sh')}\n`);
    expect(readFileSync(join(out, 'job.sh'), 'utf8')).toContain(
      '--backend webgpu --format parquet --checkpoint 60 &\n',
    );

    const part = (which: string) => [
      ...['run', join(out, 'experiment.json'), '--out', join(out, `part=${which}`), '--part', `${which}/3`],
      ...['--backend', 'cpu', '--format', 'parquet'],
    ];
    expect((await loligo(part('2'))).status).toBe(0);
    // A killed run has a checkpoint, or at least what it is.
    const partial = join(out, 'part=1.partial', 'results', 'unfinished');
    mkdirSync(partial, { recursive: true });
    const about = {
      about: '',
      version: '',
      started: '',
      given: 0,
      experiment: 0,
      format: 'csv',
      part: { part: 1, of: 3 },
    };
    writeFileSync(join(partial, 'unfinished.json'), JSON.stringify(about));
    const missing = await loligo(['parts', out]);
    expect(missing).toMatchObject({ status: 0, stdout: '1,3\n' });
    expect(missing.stderr).toContain('1 of 3 parts are complete; unfinished: 1 (0 %); not begun: 3\n');
    expect(missing.stderr).toContain(' --array=1,3 ');
    rmSync(join(out, 'part=1.partial'), { recursive: true });
    for (const { status } of await Promise.all([loligo(part('1')), loligo(part('3'))]))
      expect(status).toBe(0);
    expect(await loligo(['parts', out])).toMatchObject({
      status: 0,
      stdout: '',
      stderr: 'loligo: all 3 parts are complete\n',
    });
    // A backslash in a path is something else to them.
    symlinkSync(out, join(folder, 'plain'));
    const paths = join(folder, 'plain', 'part=*', 'cells.parquet');
    expect(await cellsIn(paths)).toEqual([0, 1, 2, 3, 4]);
    const expected = [
      [1, 0],
      [2, 1],
      [2, 2],
      [3, 3],
      [3, 4],
    ];
    expect(withPolars(paths)).toEqual(expected);
    writeFileSync(join(out, 'part=3', 'cells.parquet'), 'PAR1');
    expect(await loligo(['parts', out])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is not as the run left it; delete '),
    });
  });

  it('refuses what cannot be, in one line', async () => {
    const folder = temporaryFolder();
    const file = experimentFile(document);
    const out = join(folder, 'out');
    const common = ['slurm', file, '--out', out];
    expect((await loligo([...common, '--parts', '3'])).status).toBe(0);
    writeFileSync(join(folder, 'other.json'), JSON.stringify({ ...document, duration: 30 }));
    const refusals: [string[], string][] = [
      [[...common, '--parts', '6'], '6 parts of 5 neurons'],
      [[...common, '--parts', '3', '--partition', 'a\nb'], 'Expected names'],
      [['slurm', join(folder, 'other.json'), '--out', out, '--parts', '3'], 'another duration'],
      [['slurm', file, '--out', folder, '--parts', '3'], 'holds other files'],
      [['slurm', file, '--out', file, '--parts', '3'], 'a part of the path is a file'],
      [['parts', out], 'no part of a population has begun'],
    ];
    const endings = await Promise.all(refusals.map(([words]) => loligo(words)));
    for (const [i, { status, stderr }] of endings.entries()) {
      expect(status).toBe(2);
      expect(stderr).toMatch(/^loligo: [^\n]+\n$/);
      expect(stderr).toContain(refusals[i]![1]);
    }
    const { status, stderr } = await loligo([...common, '--parts', '3', '--submit'], {
      env: { PATH: folder },
    });
    expect(status).toBe(1);
    expect(stderr).toContain('sbatch cannot be started: ');
  });
});

describe('a time as Slurm writes it', () => {
  it.each(['2', '30', '2:00', '4:00:00', '1-0', '1-12', '0-01:30', '7-12:30:00'])('%s', (text) => {
    expect(parseTime(text)).toBe(text);
  });

  it.each(['', '1', '1:59', '0:01:59', '0-0', 'soon', '4:0:0', '1-2-3', '1:2:3:4', '4:00:00 --wrap'])(
    'is not "%s"',
    (text) => expect(() => parseTime(text)).toThrow('Expected'),
  );
});
