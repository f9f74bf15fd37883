import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { experimentFile, loligo, parseCsv, temporaryFolder, withAdapter } from './command.ts';

const document = {
  sweep: { x: { vary: 'stimulus.amplitude', values: [6.5, 10, 50] } },
  duration: 300,
  measure: { from: 100 },
};
const estimate = { estimate: true };

/** Runs an experiment and reads its record. */
async function run(experiment: unknown, settings = {}) {
  const out = join(temporaryFolder(), 'out');
  const file = typeof experiment === 'string' ? experiment : experimentFile(experiment);
  const { status, stderr } = await loligo(['run', file, '--out', out, '--backend', 'cpu'], settings);
  expect(status).toBe(0);
  const path = join(out, 'run.json');
  return { stderr, path, record: JSON.parse(readFileSync(path, 'utf8')) };
}

describe('the error of a result', () => {
  it('is said and recorded', async () => {
    const { stderr, record } = await run(document, estimate);
    expect(stderr).toMatch(
      /^loligo: rates within 0\.03\d* % and last spikes within 0\.\d+ ms of float64 with strang at dt = 0\.0125 ms; from 3 neurons\n$/,
    );
    // docs/work-precision.md: 0.032 % at 50 uA/cm2, of which a quarter of the step leaves a sixteenth.
    expect(record.error).toMatchObject({
      cells: 3,
      ofCells: 3,
      reference: { dt: 0.0125, integrator: 'strang' },
      total: { ratePercent: expect.closeTo((0.0317 * 15) / 16, 3), rateCell: 2 },
      sensitive: [],
    });
    expect(Object.keys(record).at(-1)).toBe('experiment');
  });

  it('shows that rounding decides, on a GPU', { timeout: 120_000 }, async () => {
    const out = join(temporaryFolder(), 'out');
    const file = experimentFile({ stimulus: { kind: 'ramp', from: 0, to: 20, end: 1600 }, duration: 1600 });
    const args = ['run', file, '--out', out, '--backend', 'webgpu'];
    const { status, stderr } = await loligo(args, { ...estimate, env: withAdapter() });
    expect(status).toBe(0);
    expect(stderr).toMatch(/; the result is SENSITIVE: rounding to float32 alone [^\n]+ neuron 0 [^\n]+\n$/);
  });

  it('is left out where it is not wanted', async () => {
    const { stderr, record } = await run(document);
    expect(stderr).toBe('');
    expect(record).not.toHaveProperty('error');
  });

  it('belongs to a curve, too', async () => {
    const { stdout, stderr } = await loligo(
      ['fi', '--values', '6.5,50', '--duration', '300', '--settle', '100', '--backend', 'cpu', '--json'],
      estimate,
    );
    expect(stderr).toMatch(/^loligo: rates within [^\n]+; from 2 neurons\n$/);
    expect(JSON.parse(stdout).error).toMatchObject({ cells: 2, firing: expect.any(Number) });
  });
});

describe('an accuracy', () => {
  it('chooses step and integrator, which are said, recorded and run again', async () => {
    const { stderr, record, path } = await run({ ...document, accuracy: 0.2 });
    expect(stderr).toMatch(
      /^loligo: accuracy 0\.2 %: strang at dt = 0\.1 ms; rates within 0\.1\d* % of float64, from 3 neurons\n$/,
    );
    expect(record.accuracy).toEqual({ asked: 0.2, found: expect.any(Number), cells: 3, ofCells: 3 });
    expect(record.experiment).toMatchObject({ dt: 0.1, integrator: 'strang' });
    expect(record.experiment).not.toHaveProperty('accuracy');
    const again = await run(path);
    expect(again.record.experiment).toEqual(record.experiment);
    expect(again.record).not.toHaveProperty('accuracy');
  });

  it('chooses for a curve', async () => {
    const { stdout, stderr } = await loligo([
      'fi',
      '--values',
      '6.5,50',
      '--duration',
      '500',
      '--settle',
      '100',
      '--accuracy',
      '0.02',
      '--backend',
      'cpu',
    ]);
    expect(stderr).toMatch(/^loligo: accuracy 0\.02 %: strang at dt = 0\.025 ms; [^\n]+\n$/);
    // By scipy, as in test/studies/accuracy.test.ts.
    const [slow, fast] = parseCsv(stdout).map(({ rate_Hz = Number.NaN }) => rate_Hz);
    expect(slow! / 55.0217).toBeCloseTo(1, 3);
    expect(fast! / 117.0329).toBeCloseTo(1, 3);
  });

  it.each<[readonly string[], RegExp]>([
    [
      ['--accuracy', '0.1', '--dt', '0.05'],
      /^loligo: option '--accuracy <percent>' cannot be used with option '--dt <ms>'/,
    ],
    [['--accuracy', '50'], /^loligo: --accuracy = 50 is not valid: it must be at most 10\n$/],
  ])('is refused: %o', async (args, message) => {
    const { status, stderr } = await loligo(['fi', ...args]);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
  });
});
