import { expect, it } from 'vitest';
import { ratesOn } from '../../src/studies/branches.ts';
import { cycleEnd } from '../../src/studies/firing-end.ts';
import { warmAxon } from '../support/axons.ts';
import { lendCpu } from '../support/lend.ts';

// Made faster by its Q10 of 2.3 at 19 degC; all figures are those of test/support/scipy-axons.py. It rests up to 4.8238 uA/cm2, where a real part of
// an eigenvalue changes its sign, and fires from the fold of its cycles on.
const setup = { model: warmAxon, parameters: { temperature: 19 } };
const scipy = [
  [1.5, 0, 0],
  [2.4, 0, 110.13779],
  [3, 0, 120.18762],
  [4, 0, 132.95655],
  [6, 152.49825, 152.49825],
  [10, 181.26395, 181.26395],
] as const;

it.each([
  ['rest', 1, { start: 0, disturbance: 0.03 }],
  ['firing', 2, { start: 2.5, disturbance: 0 }],
] as const)('an axon of somebody fires as scipy says when it comes from %s', async (_, column, from) => {
  const branch = { setup, lend: lendCpu('float64'), firing: 2.4, ...from };
  const currents = scipy.map(([current]) => current);
  const rates = await ratesOn(branch, currents, { lead: 800, measured: 200 });
  for (const [i, rate] of rates.entries()) {
    // The usual step of a method of fourth order costs 2e-5 of the rate.
    expect(Math.abs(rate - scipy[i]![column])).toBeLessThanOrEqual(5e-5 * scipy[i]![column]);
  }
});

it('and ends to fire where scipy has the fold of its cycles, by shooting', async () => {
  const found = await cycleEnd(setup, 1.5, 2.4);
  expect(found!.current / 1.84921327 - 1).toBeCloseTo(0, 7);
  expect(found!.rate / 90.0699317 - 1).toBeCloseTo(0, 6);
});
