import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';
import { spikeOnset } from '../../src/studies/onsets.ts';
import { leastJump, pulseThresholds } from '../../src/studies/pulses.ts';
import { trainsOf } from '../../src/studies/responses.ts';
import { threshold } from '../../src/studies/threshold.ts';
import { lendCpu } from '../support/lend.ts';

const lend = lendCpu();
/** Relative distance from a number that was not made by this code. */
const off = (value: number, reference: number) => Math.abs(value / reference - 1);

describe('thresholds of the squid axon', () => {
  it('are those of scipy, and its firing ends where the cycle does', { timeout: 60_000 }, async () => {
    const durations = [0.1, 0.5, 5];
    const { columns, findings, sentences } = await threshold({ durations, tolerance: 2e-4 }, lend);
    // Bisection over scipy 1.10's solve_ivp (DOP853, rtol 1e-9, atol 1e-10) from rest, a spike being a rise and fall of 20 mV. Half a step of
    // 0.05 ms is 0.03 % of a short pulse; the tolerance of the search is 0.02 %.
    expect(off(findings.rheobase!.value, 2.240946)).toBeLessThan(5e-4);
    expect(off(findings.chronaxie!.value, 1.654293)).toBeLessThan(5e-4);
    expect(off(findings.jump!.value, 6.50736)).toBeLessThan(5e-4);
    const scipy = [65.15032, 13.27982, 2.351815];
    expect(columns.map(({ name }) => name)).toEqual(['duration_ms', 'threshold_uA_cm2']);
    for (const [i, value] of Array.from(columns[1]!.values as ArrayLike<number>).entries())
      expect(off(value, scipy[i]!), `${durations[i]} ms`).toBeLessThan(5e-4);
    // J. Rinzel and R. N. Miller, Math. Biosci. 49 (1980) 27-59 follow the branch of cycles; with EL = -54.4 mV it turns
    // at 6.264 uA/cm2, where the rate is 50.26 Hz.
    expect(off(findings.firingFromFiring!.value, 6.264)).toBeLessThan(1e-3);
    expect(off(findings.rateThere!.value, 50.26)).toBeLessThan(1e-4);
    // A current that is switched on takes the axon into reach of that cycle as soon as there is one.
    expect(off(findings.firingFromRest!.value, 6.264)).toBeLessThan(1e-3);
    expect(sentences[0]).toMatch(
      /^At rest it takes 2\.24\d* uA\/cm2 for a spike \(rheobase\), 4\.48\d* uA\/cm2 for 1\.65\d* ms \(chronaxie\), or a jump of 6\.50\d* mV\.$/,
    );
  });

  it('do not depend on whether gates are held half a step behind', async () => {
    const jump = await leastJump({ integrator: 'strang', dt: 0.01 }, lend, 1e-4);
    // Gates that had seen the jump half a step too early would make it 0.3 % smaller.
    expect(off(jump, 6.50736)).toBeLessThan(5e-4);
  });
});

it('a membrane that begins to fire at rate 0 does so at the fold of its rests', {
  timeout: 60_000,
}, async () => {
  // 8.11405 by an independent program (RK4 in C; the fold of the steady current-voltage curve).
  const { value } = await spikeOnset({ model: 'connor-stevens' }, lend, 5e-4);
  expect(off(value, 8.11405)).toBeLessThan(1e-3);
});

it('an overshoot in a long weak pulse is no spike', async () => {
  // From 43.7 uA/cm2 on V overshoots by a little and falls by 20 mV as the pulse ends, but it takes the rheobase for a spike.
  const values = await pulseThresholds({ model: 'morris-lecar-hopf' }, lend, [100], 70.572, 1e-3);
  expect(off(values[0]!, 70.572)).toBeLessThan(1e-3);
});

it('a spike follows the end of hyperpolarisation (anode break)', async () => {
  const stimulus = { kind: 'step', amplitude: -10, end: 50 } as const;
  const crossing = { kind: 'threshold', level: 0 } as const;
  const timesOf = async (events: { kind: 'prominence' } | typeof crossing) => {
    const record = { spikes: true };
    const problem = prepare(parseExperiment({ stimulus, duration: 80, dt: 0.01, record, events }));
    const [train] = await lend(problem, (simulation) => trainsOf(simulation, problem));
    return train!;
  };
  // scipy as above: V passes 0 mV 5.7299 ms after the release, and its peak is at 5.9475 ms.
  expect(await timesOf(crossing)).toEqual([expect.closeTo(55.73, 2)]);
  expect(await timesOf({ kind: 'prominence' })).toEqual([expect.closeTo(55.948, 2)]);
});

it.each([
  [{ durations: [0] }, /^duration = 0 ms is out of range: pulses must last 0\.001 to 10000 ms$/],
  [{ durations: [1], tolerance: 0.1 }, /^tolerance = 0\.1 is out of range: it must be 1e-7 to 0\.01$/],
  [{ durations: [1], parameters: { gNa: 0 } }, /^no jump of the potential makes the membrane spike/],
])('refuses %j', async (options, message) => {
  await expect(threshold(options, lend)).rejects.toThrow(message);
});
