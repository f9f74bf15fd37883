import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CpuSimulation } from '../../src/engine/cpu/simulation.ts';
import { runExperiment } from '../../src/engine/run.ts';
import type { Measures } from '../../src/engine/simulation.ts';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import { problemOf } from '../support/problems.ts';
import reference from './rates.reference.json' with { type: 'json' };

// The rates in rates.reference.json are those of the reference engine at dt = 0.001 ms, in float64 as here. To compute them anew (half a minute):
// LOLIGO_REFERENCE=1 npx vitest run --project unit test/engine/rates.test.ts
const { currents } = reference;

async function run(values: readonly number[], change: ExperimentInput): Promise<Measures> {
  return runExperiment(
    await CpuSimulation.create(
      problemOf({
        sweep: { x: { vary: 'stimulus.amplitude', values: [...values] } },
        duration: 1000,
        measure: { from: 300 },
        integrator: 'exponential',
        ...change,
      }),
      { digits: 'float64' },
    ),
  );
}

// Not a test, but run as one: it writes the reference.
if (process.env.LOLIGO_REFERENCE) {
  it('the reference is written', { timeout: 600_000 }, async () => {
    const { rate } = await run(currents, { dt: 0.001 });
    const lines = { currents, rates: [...rate].map((hertz) => Number(hertz.toFixed(5))) };
    writeFileSync(new URL('rates.reference.json', import.meta.url), `${JSON.stringify(lines, null, 2)}\n`);
  });
}

describe('the f-I curve', () => {
  it('has the rates of dt = 0.001 ms within 0.1 % at dt = 0.01 ms', { timeout: 120_000 }, async () => {
    const { rate, spikes } = await run(currents, { dt: 0.01 });
    for (const [i, current] of currents.entries()) {
      const exact = reference.rates[i] ?? Number.NaN;
      if (current <= 6) {
        expect(exact).toBe(0);
        expect(rate[i], `${current} uA/cm2`).toBe(0);
        expect(spikes[i]).toBe(0);
      } else {
        expect(Math.abs((rate[i] ?? Number.NaN) / exact - 1), `${current} uA/cm2`).toBeLessThan(1e-3);
      }
    }
  });

  it('is silent just below and fires just above the onset of repetitive firing at 6.264', async () => {
    // Started from rest, a neuron finds the limit cycle as soon as it exists (fold of cycles at I = 6.264, published).
    const { rate } = await run([6.2, 6.3], { duration: 600, measure: { from: 200 }, dt: 0.02 });
    expect(rate[0]).toBe(0);
    expect(rate[1]).toBeGreaterThan(49);
    expect(rate[1]).toBeLessThan(53);
  });

  it('ends at 154.53, where the oscillation ends in a Hopf bifurcation', async () => {
    // Oscillations there are small, and grow or decay over hundreds of ms: a prominence of 2 mV tells them apart.
    const { rate } = await run([145, 165], {
      duration: 600,
      measure: { from: 500 },
      dt: 0.02,
      events: { kind: 'prominence', height: 2 },
    });
    expect(rate[0]).toBeGreaterThan(100);
    expect(rate[1]).toBe(0);
  });
});

describe('the reference', () => {
  it('is what this engine gives', { timeout: 120_000 }, async () => {
    // Two of the currents over a shorter run, which at dt = 0.001 ms still is 600,000 steps.
    const chosen = [6.5, 50];
    const { rate } = await run(chosen, { dt: 0.001, duration: 300, measure: { from: 100 } });
    for (const [i, current] of chosen.entries()) {
      // The shorter run settles less: near the onset of firing the interval still shrinks by a few 1e-4.
      const exact = reference.rates[currents.indexOf(current)] ?? Number.NaN;
      expect(Math.abs((rate[i] ?? Number.NaN) / exact - 1), `${current} uA/cm2`).toBeLessThan(5e-4);
    }
  });
});
