import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { experimentFile, loligo, temporaryFolder } from './command.ts';

it('runs a record again and says whether the same bytes come out', async () => {
  const out = join(temporaryFolder(), 'out');
  const document = {
    sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 20, count: 5 } },
    duration: 60,
    dt: 0.02,
    record: { spikes: true, traces: { cells: [4], every: 1 } },
  };
  await loligo(['run', experimentFile(document), '--out', out, '--backend', 'cpu']);
  const record = join(out, 'run.json');
  // The folder does as well.
  expect(await loligo(['replay', out])).toMatchObject({
    status: 0,
    stdout: 'cells.csv: the same bytes\nspikes.csv: the same bytes\ntraces.csv: the same bytes\n',
    stderr: '',
  });

  const elsewhere = await loligo(['replay', record, '--backend', 'cpu-f64']);
  expect(elsewhere.status).toBe(0);
  expect(elsewhere.stderr).toMatch(/^loligo: run on CPU, float64, .* within the precision of both\n$/);
  const [, time] =
    /spikes\.csv: other bytes: 0 neurons .* times by up to (\S+) ms\n/.exec(elsewhere.stdout) ?? [];
  // Spike times in float32 are within 0.01 ms of those in float64.
  expect(Number(time)).toBeLessThan(0.01);
  expect(elsewhere.stdout).toMatch(/\ntraces\.csv: other bytes: V_mV by up to \S+ in \d+ rows, m by /);

  // A result that was changed afterwards, with its digest.
  const text = readFileSync(record, 'utf8');
  const { files } = JSON.parse(text);
  writeFileSync(record, text.replace(files['cells.csv'].sha256, '0'.repeat(64)));
  const cells = readFileSync(join(out, 'cells.csv'), 'utf8');
  writeFileSync(join(out, 'cells.csv'), cells.replace('\n4,20,', '\n4,20.5,'));
  const changed = await loligo(['replay', record]);
  expect(changed.status).toBe(1);
  expect(changed.stdout).toContain(
    'cells.csv: other bytes: stimulus.amplitude_uA_cm2 by up to 0.5 in 1 row\n',
  );
  expect(changed.stderr).toMatch(
    /^loligo: the same kernel on CPU, float32, .* gave other bytes than the run had\n$/,
  );

  expect((await loligo(['replay', experimentFile({ duration: 1 })])).stderr).toContain(
    'is not the run.json of a run of this version',
  );
});
