import { expect, it } from 'vitest';
import { DivergedError } from '../../src/engine/simulation.ts';
import { parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';
import { spikeOnset, withoutDivergence } from '../../src/studies/onsets.ts';
import { chronaxieOf, leastJump, pulseThresholds } from '../../src/studies/pulses.ts';
import type { Setup } from '../../src/studies/setup.ts';
import { withStep } from '../../src/studies/tempo.ts';
import { lendCpu } from '../support/lend.ts';
import { persistentSodium } from '../support/persistent-sodium.ts';

const lend = lendCpu('float64');
const off = (value: number, reference: number) => Math.abs(value / reference - 1);
const setupOf = (speed: number): Setup => withStep<Setup>({ model: persistentSodium(speed) });
/**
 * Of the membrane at its own speed, by bisection over scipy 1.10's DOP853 (rtol 1e-9, atol 1e-10) from rest, a spike being a rise and fall of
 * 20 mV; the rheobase is the fold of the steady current-voltage curve (brentq). At another speed currents are as many times larger, and times shorter.
 */
const scipy = { rheobase: 4.512868, jump: 9.620957, pulse: 12.749742, chronaxie: 1.660176 };

it.each([100, 0.001])(
  'a pulse for a membrane that is %d times as fast is that of scipy',
  {
    timeout: 60_000,
  },
  async (speed) => {
    const [pulse] = await pulseThresholds(setupOf(speed), lend, [1 / speed], scipy.rheobase * speed, 2e-3);
    expect(off(pulse!, scipy.pulse * speed)).toBeLessThan(2e-3);
  },
);

it('a fast membrane needs currents beyond those of others, for less than 0.01 ms', {
  timeout: 60_000,
}, async () => {
  const setup = setupOf(300);
  // The tolerance is a part in a thousand.
  expect(off(await leastJump(setup, lend, 1e-3), scipy.jump)).toBeLessThan(1.5e-3);
  const { value } = await spikeOnset(setup, lend, 1e-3);
  expect(off(value, 300 * scipy.rheobase)).toBeLessThan(1.5e-3);
  const chronaxie = await chronaxieOf(setup, lend, value, 1e-3);
  expect(off(chronaxie, scipy.chronaxie / 300)).toBeLessThan(3e-3);
});

it('keeps the step of other membranes, and one that is given', () => {
  expect(withStep({})).toEqual({});
  expect(withStep({ model: 'pospischil-ib' })).toEqual({ model: 'pospischil-ib' });
  expect(withStep({ model: persistentSodium(0.001), dt: 0.05 }).dt).toBe(0.05);
  expect(setupOf(0.001).dt).toBeGreaterThan(0.5);
});

it('an interval at whose lower end a neuron diverges is not divided for ever', async () => {
  const problem = prepare(parseExperiment({}));
  const search = async (): Promise<never> => {
    throw new DivergedError(0, 0, 2000, problem);
  };
  await expect(withoutDivergence({ low: -1, high: 1 }, search)).rejects.toThrow(DivergedError);
});
