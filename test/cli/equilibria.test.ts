import { describe, expect, it } from 'vitest';
import { loligo, parseCsv } from './command.ts';
import { loligo as inProcess } from './in-process.ts';

describe('loligo equilibria', () => {
  it('prints the equilibria as CSV, with special points', async () => {
    const { status, stdout, stderr } = await loligo(['equilibria', '--to', '12']);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^current_uA_cm2,V_mV,stable,eigenvalue_re_per_ms,eigenvalue_im_per_ms,point,branch\n0,-64\.99972,1,/,
    );
    expect(stdout).toMatch(/^9\.779338,-59\.65414,0,\S+,0\.5862338,hopf,1$/m);
    expect(parseCsv(stdout).at(-1)).toMatchObject({ current_uA_cm2: 12, stable: 0 });
  });

  it('prints the cycles as CSV', async () => {
    const { stdout } = await loligo(['equilibria', '--to', '12', '--cycles']);
    expect(stdout).toMatch(
      /^current_uA_cm2,lowest_mV,highest_mV,period_ms,rate_Hz,stable,multiplier,point,branch\n/,
    );
    expect(stdout).toMatch(/^6\.264\d*,.*,50\.26\d*,0,\S+,fold of cycles,1$/m);
  });

  it('prints everything as JSON', async () => {
    const { stdout } = await loligo(['equilibria', '--to', '12', '--set', 'gNa=115', '--json']);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({
      version: '0.1.0',
      experiment: { model: 'hodgkin-huxley', parameters: { gNa: 115 } },
      excitability: { class: 2 },
      gaps: [],
    });
    expect(result.words).toHaveLength(2);
    expect(result.hopf[0]).toMatchObject({ criticality: 'subcritical', lyapunov: expect.any(Number) });
    expect(result.equilibria[0][0].eigenvalues).toHaveLength(4);
    expect(result.cycles[0].cycles[0].multipliers).toHaveLength(3);
    expect(result.rows[0]).toMatchObject({ point: '', branch: 1 });
  });

  it.each([
    [['--from', '5', '--to', '2'], '--from = 5 must be less than --to = 2; exchange them, or give others'],
    [
      ['--vary', 'parameters.gX'],
      '--vary = "parameters.gX" is nothing that can be varied; did you mean "parameters.gK"?',
    ],
    [['--set', 'gK=-1'], '--set gK = -1 mS/cm2 is out of range: it must be 0 to 200 mS/cm2'],
    [['--unit', 'nA'], /^loligo: --unit = "nA" needs the area of the cell/],
    [['--to', 'far'], /^loligo: option '--to <value>' argument 'far' is invalid/],
  ])('refuses %j in one line', async (args, message) => {
    const { status, stdout, stderr } = await inProcess(['equilibria', ...args]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(typeof message === 'string' ? `loligo: ${message}\n` : message);
  });
});
