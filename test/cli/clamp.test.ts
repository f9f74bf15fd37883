import { describe, expect, it } from 'vitest';
import { loligo, parseCsv } from './command.ts';
import { loligo as inProcess } from './in-process.ts';

const cpu = ['--backend', 'cpu'];

describe('loligo clamp', () => {
  it('prints peaks and what is left of each current as CSV', async () => {
    const { status, stdout, stderr } = await loligo(['clamp', '--levels=-40,0', '--duration', '5', ...cpu]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [, row] = parseCsv(stdout);
    expect(Object.keys(row!).slice(0, 4)).toEqual([
      'V_mV',
      'INa_peak_uA_cm2',
      'INa_steady_uA_cm2',
      'INa_peak_time_ms',
    ]);
    // Closed solution, as in test/studies/clamp.test.ts.
    expect(row!.INa_peak_uA_cm2! / -1456.837).toBeCloseTo(1, 4);
    expect(row!.INa_peak_time_ms).toBeCloseTo(0.61768, 3);
  });

  it.each([
    [
      ['--tail', '--levels=-80'],
      /^V_mV,INa_tail_uA_cm2,INa_tau_ms,INa_residual,.*\n-80,-3133\.\d*,0\.0369999\d*,/,
    ],
    [['--activation', '--of', 'INa'], /^V_mV,gNa_peak_mS_cm2,gNa_activation,gNa_fit\n/],
    [['--inactivation', '--from=-120', '--to=-20'], /^V_mV,INa_peak_uA_cm2,INa_inactivation,INa_fit\n/],
  ])('%j', async (args, printed) => {
    const { status, stdout } = await loligo(['clamp', ...args, ...cpu]);
    expect(status).toBe(0);
    expect(stdout).toMatch(printed);
  });

  it('has the protocol and every number of its words in JSON', async () => {
    const { stdout } = await loligo(['clamp', '--activation', '--json', ...cpu]);
    const { findings, words, protocol } = JSON.parse(stdout);
    expect(findings.gNaHalf).toEqual({ value: expect.closeTo(-10.467, 2), unit: 'mV' });
    expect(words[1]).toContain('gNa is half at -10.47 mV with a slope factor of 15.97 mV');
    expect(protocol).toMatchObject({
      integrator: 'exponential',
      dt: 0.01,
      stimulus: { kind: 'clamp', holding: -65 },
    });
  });
});

describe('loligo impedance', () => {
  it('prints what is measured beside what is exact as CSV', async () => {
    const args = ['impedance', '--from', '20', '--to', '120', '--count', '6', '--duration', '2000'];
    const { status, stdout, stderr } = await loligo(args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const rows = parseCsv(stdout);
    expect(stdout.split('\n')[0]).toBe(
      'frequency_Hz,magnitude_kohm_cm2,phase_deg,exact_magnitude_kohm_cm2,exact_phase_deg',
    );
    for (const { magnitude_kohm_cm2: measured, exact_magnitude_kohm_cm2: exact } of rows)
      expect(Math.abs(measured! / exact! - 1)).toBeLessThan(1e-4);
  });
});

it.each([
  [['clamp', '--from', '20', '--to', '0'], '--from = 20 mV must be less than --to = 0 mV'],
  [['clamp', '--levels=3,3'], '--levels = 3 mV comes after 3 mV; levels must ascend, each once'],
  [['clamp', '--holding', '300'], '--holding = 300 mV is out of range: potentials must be -150 to 150 mV'],
  [['clamp', '--tail', '--activation'], "option '--tail' cannot be used with option '--activation'"],
  [['clamp', '--activation', '--of', 'IX'], '--of = "IX" is no current of "hodgkin-huxley"'],
  [['clamp', '--prepulse', '10'], '--prepulse does nothing without --tail; give that, or leave it out'],
  [['clamp', '--tail', '--of', 'INa'], '--of does nothing without --activation or --inactivation'],
  [['clamp', '--set', 'EL=-10'], '--holding: the membrane does not rest without a current'],
  [['clamp', '--set', 'gX=3'], 'unknown parameter "gX" of model "hodgkin-huxley"; did you mean "gK"?'],
  [['impedance', '--current', '30'], '--current = 30 uA/cm2: the membrane does not rest there'],
  [['impedance', '--from', '0'], '--from = 0 Hz is out of range: frequencies must be 0.05 to 5000 Hz'],
  [['impedance', '--unit', 'nA'], '--unit = "nA" needs the area of the cell'],
])('loligo %j says in one line what is wrong', async (args, message) => {
  const { status, stdout, stderr } = await inProcess(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr.startsWith(`loligo: ${message}`)).toBe(true);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});
