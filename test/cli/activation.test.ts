import { describe, expect, it } from 'vitest';
import { loligo, parseCsv } from './command.ts';
import { loligo as inProcess } from './in-process.ts';

const args = [
  'activation',
  '--model',
  'wang-buzsaki',
  '--from',
  '0',
  '--to',
  '4',
  '--count',
  '9',
  '--duration',
  '400',
];
const coarse = ['--settle', '100', '--integrator', 'strang', '--backend', 'cpu'];

describe('loligo activation', () => {
  it('prints the curve and what each function makes of it as CSV', async () => {
    const { status, stdout, stderr } = await loligo([...args, ...coarse]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const rows = parseCsv(stdout);
    expect(rows).toHaveLength(9);
    const names = ['rate', 'relu', 'softplus', 'sigmoid', 'power', 'refractory'].map((name) => `${name}_Hz`);
    expect(Object.keys(rows[0]!)).toEqual(['current_uA_cm2', ...names]);
    for (const row of rows) expect(Math.abs(row.rate_Hz! - row.power_Hz!)).toBeLessThan(2);
  });

  it('prints parameters with units, errors and criteria, and the experiment, as JSON', async () => {
    const { stdout } = await loligo([
      ...args,
      '--noise',
      '0.2,5',
      '--trials',
      '10',
      '--seed',
      '4',
      '--json',
      ...coarse,
    ]);
    const json = JSON.parse(stdout);
    expect(json).toMatchObject({
      adapter: { engine: 'cpu' },
      experiment: {
        stimulus: { kind: 'ou', sigma: 0.2, tau: 5 },
        trials: 10,
        seed: 4,
        sweep: { x: { to: 4 } },
      },
      findings: {
        powerExponent: { unit: '1' },
        threshold: { unit: 'uA/cm2' },
        slope: { unit: 'Hz/(uA/cm2)' },
      },
    });
    expect(json.fits).toHaveLength(5);
    expect(json.fits[0]).toMatchObject({ deltaAicc: 0, parameters: { threshold: { unit: 'uA/cm2' } } });
    expect(
      json.fits.every((fit: { rms_Hz: number; aicc: number }) => fit.rms_Hz > 0 && Number.isFinite(fit.aicc)),
    ).toBe(true);
    expect(json.rateErrors_Hz).toHaveLength(9);
    expect(json.words).toHaveLength(2);
  });
});

it.each([
  [['--from', '5', '--to', '1'], '--from = 5 must be less than --to = 1; exchange them, or give others'],
  [['--count', '3'], 'there are 3 currents, and fits need 6 to 10000; give as many'],
  [
    ['--noise', '1'],
    "option '--noise <sigma,tau>' argument '1' is invalid. Expected a standard deviation and a time",
  ],
  [['--noise', '-1,2'], '--noise: sigma = -1 is not valid: it must be at least 0'],
  [['--trials', '5'], '--trials = 5 needs noise: without it all trials are the same'],
  [['--settle', '2000'], '--settle = 2000 ms leaves nothing to measure'],
])('loligo activation %j says in one line what is wrong', async (wrong, message) => {
  const { status, stdout, stderr } = await inProcess(['activation', ...wrong]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr.startsWith(`loligo: ${message}`)).toBe(true);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});
