import { describe, expect, it } from 'vitest';
import { sensitivity } from '../../src/studies/sensitivity.ts';
import type { Report } from '../../src/studies/study.ts';
import { lendCpu } from '../support/lend.ts';

const lend = lendCpu('float64');
const numbers = ({ columns }: Report, name: string) =>
  Array.from(columns.find((column) => column.name === name)!.values as ArrayLike<number>);

/** A leak alone: V goes to EL + I / gL. */
const leak = {
  name: 'leak',
  parameters: {
    gL: { value: 0.5, unit: 'mS/cm2', range: [0, 10], description: 'Leak conductance' },
    EL: { value: -60, unit: 'mV', range: [-120, 20], description: 'Leak reversal potential' },
    C: { value: 1, unit: 'uF/cm2', range: [0.1, 10], description: 'Capacitance' },
  },
  capacitance: 'C',
  currents: [{ name: 'IL', conductance: 'gL', reversal: 'EL', description: 'Leak' }],
} as const;

describe('of the potential of a leak', () => {
  const options = {
    model: leak as never,
    of: 'mean_V',
    current: 4,
    ranges: { gL: [0.4, 0.8], EL: [-64, -56] },
    vary: ['gL', 'EL', 'C', 'current'],
    duration: 120,
    settle: 100,
    count: 256,
  } as const;

  it('derivatives and indices have a closed form', async () => {
    const report = await sensitivity(options, lend);
    // After 100 ms, 50 time constants, V = EL + I / gL.
    const derivative = numbers(report, 'derivative_mV_per_unit');
    expect(derivative[0]).toBeCloseTo(-4 / 0.25, 3);
    expect(derivative[1]).toBeCloseTo(1, 4);
    expect(derivative[2]).toBeCloseTo(0, 3);
    expect(derivative[3]).toBeCloseTo(2, 3);
    expect(numbers(report, 'elasticity')[1]).toBeCloseTo(-60 / -52, 4);
    // EL and I are even over 8 mV and 3.6 to 4.4 uA/cm2; of 1 / gL the mean is ln 2 / 0.4, the mean square 1 / 0.32.
    const [m, s] = [Math.log(2) / 0.4, 1 / 0.32];
    const [fromEL, fromI] = [64 / 12, 0.8 ** 2 / 12];
    const [byG, byI, both] = [16 * (s - m * m), fromI * m * m, fromI * (s - m * m)];
    const whole = fromEL + byG + byI + both;
    const known = {
      first_order: [byG, fromEL, 0, byI],
      total: [byG + both, fromEL, 0, byI + both],
    };
    for (const [name, shares] of Object.entries(known)) {
      const found = numbers(report, name);
      for (const [i, share] of shares.entries())
        expect(found[i], `${name} ${i}`).toBeCloseTo(share / whole, 1.7);
    }
    expect(report.findings.mean!.value).toBeCloseTo(-60 + 4 * m, 1);
    expect(report.sentences[1]).toMatch(
      /^Where 4 quantities are drawn from their ranges, 256 points each, it is -53\.\d+/,
    );
  });
});

it('of the rate of the squid axon, derivatives are those of scipy', { timeout: 60_000 }, async () => {
  const report = await sensitivity(
    { count: 16, vary: ['gNa', 'gK', 'gL', 'EK', 'C', 'temperature', 'current'] },
    lend,
  );
  // Central differences over 0.8 and 0.4 %, extrapolated, of the rate from 300 to 600 ms by scipy 1.10's solve_ivp (DOP853, rtol 1e-11,
  // atol 1e-12), which is 68.31383 Hz at 10 uA/cm2. Steps of 0.05 ms place spikes to some 1e-5 of an interval.
  expect(Math.abs(report.findings.value!.value / 68.31383 - 1)).toBeLessThan(2e-5);
  const scipy = [0.2940461, -1.307999, -14.654666, 0.5341182, -9.1163127, 6.5035118, 2.5315141];
  const found = numbers(report, 'derivative_Hz_per_unit');
  for (const [i, value] of scipy.entries()) expect(Math.abs(found[i]! / value - 1)).toBeLessThan(3e-4);
});

it('counts of spikes have no derivative 0 where rates have none', async () => {
  const report = await sensitivity({ of: 'spikes', count: 16, vary: ['gK'] }, lend);
  const [one] = (report.details as { quantities: { derivativeError: number }[] }).quantities;
  // 0.7 s of -1.308 Hz/(mS/cm2).
  expect(Math.abs(numbers(report, 'derivative_per_unit')[0]! + 0.7 * 1.308)).toBeLessThan(
    one!.derivativeError,
  );
  expect(numbers(report, 'derivative_per_unit')[0]).toBeLessThan(0);
});

it.each([
  [{ of: 'speed' }, /^of = "speed" is no statistic/],
  [{ current: 0, count: 16 }, /^rate is 0 Hz everywhere in the ranges/],
  [{ current: 0, of: 'latency' }, /^latency has no value there/],
  [{ vary: ['gX'] }, /^"gX" is no parameter of model "hodgkin-huxley"; did you mean "gK"\?$/],
  [{ vary: ['gK'], ranges: { gNa: [1, 2] as const } }, /^range: gNa is not varied/],
  [
    { ranges: { gNa: [100, 900] as const } },
    /^range gNa = 100:900 mS\/cm2 is out of range: it must be within 0 to 500/,
  ],
  [{ ranges: { gNa: [140, 100] as const } }, /^range gNa = 140:100 is empty/],
  [{ count: 2 }, /^count = 2 is out of range: it must be a whole number from 16 to 65536$/],
])('refuses %j', async (options, message) => {
  await expect(sensitivity({ duration: 50, settle: 10, ...options }, lend)).rejects.toThrow(message);
});
