import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { experimentFile, loligo, temporaryFolder } from './command.ts';

const document = {
  stimulus: { kind: 'ou', mean: 8, sigma: 4, tau: 5 },
  sweep: { x: { vary: 'stimulus.mean', from: 0, to: 20, count: 31 } },
  trials: 3,
  duration: 60,
  dt: 0.02,
  record: { spikes: true, traces: { cells: [80, 5, 0], every: 0.5 } },
};
const tables = ['cells.csv', 'spikes.csv', 'traces.csv'];

it('joins parts to the bytes of the whole, and says what is missing or different', async () => {
  const folder = temporaryFolder();
  const at = (name: string) => join(folder, name);
  const file = experimentFile(document);
  const run = (name: string, ...more: string[]) =>
    loligo(['run', file, '--out', at(name), '--backend', 'cpu', ...more]);
  const runs = await Promise.all([
    run('whole'),
    run('1', '--part', '1/3'),
    run('2', '--part', '2/3'),
    run('3', '--part', '3/3'),
    run('other', '--part', '2/3', '--backend', 'cpu-f64'),
    run('arrow', '--part', '2/3', '--format', 'arrow'),
  ]);
  for (const { status, stderr } of runs) expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const merge = (...names: string[]) => loligo(['merge', ...names.map(at), '--out', at('joined')]);

  expect((await merge('3', '1', '2')).status).toBe(0);
  for (const name of tables)
    expect(readFileSync(join(at('joined'), name), 'utf8'), name).toBe(
      readFileSync(join(at('whole'), name), 'utf8'),
    );
  const [record, whole] = ['joined', 'whole'].map((name) =>
    JSON.parse(readFileSync(join(at(name), 'run.json'), 'utf8')),
  );
  const { experiment, files, kernel, lostSpikes, neurons, steps } = whole;
  expect(record).toMatchObject({ parts: 3, experiment, files, kernel, lostSpikes, neurons, steps });

  const refusals: [string[], string][] = [
    [['1', '3'], 'of 3 parts 2 is missing; run it with --part 2/3'],
    [['1', '2', '3', '2'], 'there are 4 folders for 3 parts; give each once'],
    [['1', 'whole'], 'has results of no part'],
    [['1', 'other', '3'], 'has engine = "cpu-f64", '],
    [['1', 'arrow', '3'], 'has format = "arrow", '],
    [['1', 'nowhere'], 'cannot read '],
  ];
  for (const [names, message] of refusals) {
    const { status, stderr } = await merge(...names);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  }
  const ownPart = readFileSync(join(at('2'), 'run.json'), 'utf8');
  const into = await loligo(['merge', ...['1', '2', '3'].map(at), '--out', at('2')]);
  expect(into).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('is one of the parts; name another'),
  });
  expect(readFileSync(join(at('2'), 'run.json'), 'utf8')).toBe(ownPart);
  const cells = join(at('2'), 'cells.csv');
  for (const changed of [`${readFileSync(cells, 'utf8')}x\n`, 'cell\n']) {
    writeFileSync(cells, changed);
    expect((await merge('1', '2', '3')).stderr).toContain(
      'is not as the run left it; run that part again with --part 2/3',
    );
  }
  const none = await run('none', '--part', '1/94');
  expect(none.stderr).toContain('part 1 of 94 of 93 neurons has none; divide them into at most 93');
});

it.each(['parquet', 'arrow'])('joins parts in %s to the bytes of the whole', async (format) => {
  const folder = temporaryFolder();
  const at = (name: string) => join(folder, name);
  const file = experimentFile(document);
  const run = (name: string, ...more: string[]) =>
    loligo(['run', file, '--out', at(name), '--backend', 'cpu', '--format', format, ...more]);
  const runs = await Promise.all([run('whole'), run('1', '--part', '1/2'), run('2', '--part', '2/2')]);
  for (const { status, stderr } of runs) expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(await loligo(['merge', at('2'), at('1'), '--out', at('joined')])).toMatchObject({ status: 0 });
  const files = ['cells', 'spikes', 'traces'].map((table) => `${table}.${format}`);
  expect(readdirSync(at('joined')).sort()).toEqual([...files, 'run.json'].sort());
  for (const name of files)
    expect(readFileSync(join(at('joined'), name)).equals(readFileSync(join(at('whole'), name))), name).toBe(
      true,
    );

  const bytes = files.map((name) => `${name}: the same bytes\n`).join('');
  expect(await loligo(['replay', at('whole')])).toMatchObject({ status: 0, stdout: bytes });
  const elsewhere = await loligo(['replay', at('whole'), '--backend', 'cpu-f64']);
  expect(elsewhere.status).toBe(0);
  expect(elsewhere.stdout).toMatch(
    /spikes\.\w+: other bytes: .* times by up to \S+ ms\ntraces\.\w+: other bytes: V_mV by /,
  );
});
