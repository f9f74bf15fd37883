import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { experimentFile, loligo, parseCsv, temporaryFolder } from './command.ts';

/** Of each band two trials of five neurons. */
const document = {
  sweep: { x: { vary: 'stimulus.amplitude', values: [6.5, 10, 20, 40, 60] } },
  trials: 2,
  bands: [
    { integrator: 'euler', dt: 0.05 },
    { integrator: 'rk4', dt: 0.025 },
  ],
  duration: 200,
  measure: { from: 50 },
  record: { spikes: true, traces: { cells: [19, 0], every: 0.5 } },
};
const tables = ['cells.csv', 'spikes.csv', 'traces.csv'];

it('run side by side: each says its error, parts are joined, and all of it is run again', async () => {
  const folder = temporaryFolder();
  const at = (name: string) => join(folder, name);
  const [file, settings] = [experimentFile(document), { estimate: true }];
  const run = (name: string, ...more: string[]) =>
    loligo(['run', file, '--out', at(name), '--backend', 'cpu', ...more], settings);
  const record = (name: string) => JSON.parse(readFileSync(join(at(name), 'run.json'), 'utf8'));
  const text = (name: string, table: string) => readFileSync(join(at(name), table), 'utf8');

  const [whole, ...parts] = await Promise.all([
    run('whole'),
    run('1', '--part', '1/3'),
    run('2', '--part', '2/3'),
    run('3', '--part', '3/3'),
  ]);
  for (const { status } of [whole, ...parts]) expect(status).toBe(0);
  const [euler, rk4] = whole.stderr.trimEnd().split('\n');
  // On a busy machine the estimate has time for fewer of them.
  // Euler at 0.05 ms is off by 2 % (docs/work-precision.md), rk4 by less than a thousandth of that.
  expect(euler).toMatch(
    /^loligo: euler, 0\.05 ms: rates are off by up to \d\.\d % from float64 with strang at dt = 0\.0125 ms; from (\d of )?10 neurons/,
  );
  expect(rk4).toMatch(
    /^loligo: rk4, 0\.025 ms: rates within \S+ % .* with rk4 at dt = 0\.00625 ms; from (\d of )?10 /,
  );
  const { bands, neurons, steps, experiment } = record('whole');
  expect({ neurons, steps }).toEqual({ neurons: 20, steps: 4000 });
  expect(experiment.bands).toEqual(document.bands);
  expect(experiment).not.toHaveProperty('dt');
  expect(bands).toMatchObject([
    { band: 0, ...document.bands[0], neurons: 10, error: { ofCells: 10 } },
    { band: 1, ...document.bands[1], neurons: 10, error: { ofCells: 10 } },
  ]);
  expect(bands[0].error.total.ratePercent).toBeGreaterThan(1);
  expect(bands[1].error.total.ratePercent).toBeLessThan(0.01);
  // Numbers of neurons are those of the whole.
  expect(bands[1].error.total.rateCell).toBeGreaterThanOrEqual(10);
  expect(parseCsv(text('whole', 'cells.csv'))[17]).toMatchObject({
    cell: 17,
    band: 1,
    dt_ms: 0.025,
    trial: 1,
  });

  expect(await loligo(['merge', ...['2', '3', '1'].map(at), '--out', at('joined')])).toMatchObject({
    status: 0,
    stderr: expect.stringMatching(/^loligo: euler, 0\.05 ms: [^\n]*\nloligo: rk4, 0\.025 ms: [^\n]*\n$/),
  });
  for (const table of tables) expect(text('joined', table), table).toBe(text('whole', table));
  expect(record('joined').bands.map((band: { neurons: number }) => band.neurons)).toEqual([10, 10]);
  expect(await loligo(['replay', at('whole')])).toMatchObject({
    status: 0,
    stdout: tables.map((table) => `${table}: the same bytes\n`).join(''),
  });
});

it('say of each method that its step is too large', async () => {
  const bands = [
    { integrator: 'euler', dt: 0.2 },
    { integrator: 'strang', dt: 0.05 },
  ];
  const out = join(temporaryFolder(), 'out');
  const { stderr } = await loligo([
    'run',
    experimentFile({ bands, duration: 20 }),
    '--out',
    out,
    '--backend',
    'cpu',
  ]);
  expect(stderr).toMatch(/^loligo: euler, 0\.2 ms: dt = 0\.2 ms is too large: /);
  expect(stderr).not.toContain('strang, ');
});
