import { expect, it } from 'vitest';
import { cycleEnd } from '../../src/studies/firing-end.ts';
import { persistentSodium } from '../support/persistent-sodium.ts';

it.each([
  // A return map of scipy 1.17's DOP853 (rtol 1e-12) across the level of w at rest, whose least displacement is 0 at 88.2932505 uA/cm2: one
  // turn of the cycle there is 1000 / 7.3862835 ms. Collocation is good to 1e-6.
  ['in a fold', 'morris-lecar-hopf', 88.2932, 92.707, 7.3862835],
  // At a homoclinic orbit (scipy: 35.0067) and at a saddle-node on the cycle (the fold of equilibria, 2.72389) the period is infinite.
  ['in a homoclinic orbit', 'morris-lecar-homoclinic', 35.007, 40.34, 0],
  ['at a fold of equilibria', 'pospischil-fs', 2.72389, 2.86, 0],
  ['at one that slows it from afar', 'traub-miles', 0.09094, 0.09546, 0],
] as const)('firing that ends %s has the rate there', async (_, model, end, start, rate) => {
  const found = await cycleEnd({ model }, 2 * end - start, start);
  expect(Math.abs(found!.rate - rate)).toBeLessThanOrEqual(1e-5 * rate);
  // As many digits as are given.
  expect(Math.abs(found!.current / end - 1)).toBeLessThan(5e-5);
});

it('nothing is said where what is switched on does not fire', async () => {
  expect(await cycleEnd({ model: 'morris-lecar-hopf' }, 75, 85)).toBeUndefined();
});

it('where oscillations become smaller than an event the rate is that of the cycle there', async () => {
  const found = await cycleEnd({ model: 'persistent-sodium-low' }, 22.25, 24.59);
  // scipy 1.10's DOP853 (rtol 1e-10): V swings by 20 mV at 23.419634 uA/cm2, at 350.62631 Hz.
  expect(Math.abs(found!.rate - 350.62631)).toBeLessThan(found!.rateError + 1e-3);
  expect(found!.rateError).toBeLessThan(0.1);
  expect(Math.abs(found!.current - 23.419634)).toBeLessThan(1e-4);
});

// The fold of the steady current-voltage curve (scipy's brentq), where the period goes to infinity, times the speed. At the first speed a period
// takes seconds, at the others steps that are made for the squid axon would pass over a spike.
it.each([0.011, 12, 100])(
  'a membrane that is %s times as fast has its end where others have it',
  async (speed) => {
    const found = await cycleEnd({ model: persistentSodium(speed) }, 4.287 * speed, 4.738 * speed);
    expect(found!.rate).toBe(0);
    expect(found!.current / speed / 4.51286763 - 1).toBeCloseTo(0, 8);
  },
);
