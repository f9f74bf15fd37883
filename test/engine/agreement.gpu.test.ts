import { describe, expect } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { applyPasses, canonicalPasses, fastPasses } from '../../src/formula/optimise.ts';
import { integratorNames } from '../../src/integrators/catalogue.ts';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import { engines, largestDifference, type Outcome, runWhole } from '../support/engines.ts';
import { evaluateOnGpu } from '../support/formulas.ts';
import { gpuTest } from '../support/gpu.ts';
import { rateFormulas, squidAxons } from '../support/membranes.ts';

/** Both engines' run of one experiment. */
async function runBoth(device: GPUDevice, input: ExperimentInput): Promise<{ cpu: Outcome; gpu: Outcome }> {
  return {
    cpu: await runWhole(await engines.cpu(device)(input)),
    gpu: await runWhole(await engines.webgpu(device)(input)),
  };
}

describe('both engines give every spike of 64 currents and the same measures', () => {
  for (const model of squidAxons.map(({ name }) => name)) {
    for (const integrator of integratorNames) {
      gpuTest(`${model}, ${integrator}`, async ({ device }) => {
        const { cpu, gpu } = await runBoth(device, {
          model,
          integrator,
          stimulus: { kind: 'step', amplitude: 0, onset: 5 },
          sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 64 } },
          duration: 200,
          dt: 0.01,
          measure: { from: 50 },
          record: { spikes: true },
        });
        expect(gpu.spikes.map((times) => times.length)).toEqual(cpu.spikes.map((times) => times.length));
        expect(Math.max(...cpu.spikes.map((times) => times.length))).toBeGreaterThan(20);
        expect(gpu.lost + cpu.lost).toBe(0);
        for (const [cell, times] of cpu.spikes.entries()) {
          // One step of 0.01 ms is the agreement that is promised.
          expect(largestDifference(gpu.spikes[cell] ?? [], times), `neuron ${cell}`).toBeLessThan(0.01);
        }

        const differences = (measure: 'first' | 'last' | 'rate' | 'latency' | 'peak' | 'trough') =>
          largestDifference(gpu.measures[measure], cpu.measures[measure]);
        expect([...gpu.measures.spikes]).toEqual([...cpu.measures.spikes]);
        for (const time of ['first', 'last', 'latency'] as const)
          expect(differences(time)).toBeLessThan(0.01);
        // Two spikes, each late by at most 0.01 ms, 100 ms and more apart: 0.02 % of 120 Hz.
        expect(differences('rate')).toBeLessThan(0.02);
        // Where V turns, a spike that is 0.01 ms late has the same height; what remains is rounding, 8e-6 mV a step,
        // of which the membrane forgets all but the last milliseconds: some hundred steps.
        expect(differences('peak')).toBeLessThan(0.005);
        expect(differences('trough')).toBeLessThan(0.005);
      });
    }
  }
});

describe('both engines give the same traces', () => {
  for (const integrator of integratorNames) {
    gpuTest(integrator, async ({ device }) => {
      const { cpu, gpu } = await runBoth(device, {
        integrator,
        sweep: {
          x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 8 },
          y: { vary: 'parameters.temperature', values: [6.3, 12] },
        },
        duration: 50,
        dt: 0.01,
        record: { traces: { cells: [0, 3, 7, 12, 15], every: 0.05 } },
      });
      expect(gpu.traces.cells).toEqual(cpu.traces.cells);
      expect(gpu.traces.time).toEqual(cpu.traces.time);
      expect(gpu.traces.time).toHaveLength(1000);
      // V rises by up to 500 mV/ms and spikes differ by less than 1e-3 ms so early in the run.
      expect(largestDifference(gpu.traces.values.V ?? [], cpu.traces.values.V ?? [])).toBeLessThan(0.5);
      for (const gate of ['m', 'h', 'n']) {
        // Gates change by less than 10 per ms.
        expect(largestDifference(gpu.traces.values[gate] ?? [], cpu.traces.values[gate] ?? [])).toBeLessThan(
          0.01,
        );
      }
    });
  }
});

describe('a population that one engine began', () => {
  gpuTest('is carried on by the other', async ({ device }) => {
    const input: ExperimentInput = {
      sweep: { x: { vary: 'stimulus.amplitude', values: [0, 10, 40] } },
      dt: 0.01,
    };
    const begun = await engines.webgpu(device)(input);
    await begun.advance(1500);
    const snapshot = await begun.snapshot();
    await begun.advance(500);
    const carried = await engines.cpu(device)(input);
    await carried.restore(snapshot);
    await carried.advance(500);
    expect(carried.step).toBe(begun.step);
    // 5 ms in float32: rounding of 4e-6 mV per step, which spikes amplify by at most their slope.
    expect(largestDifference(await carried.read('V'), await begun.read('V'))).toBeLessThan(0.05);
  });
});

describe('gate rates in float32 are those of float64 within 1e-5', () => {
  // Every 0.125 mV, which float32 holds exactly, and the neighbourhood of the points where alpha_m and alpha_n are 0/0.
  const steps = Array.from({ length: 1601 }, (_, i) => -120 + i / 8);
  const near = [-40, -55].flatMap((singular) =>
    [1, 2, 5, 8, 12, 17].flatMap((k) => [singular - 2 ** -k, singular + 2 ** -k]),
  );
  const potentials = [...steps, ...near];

  for (const membrane of squidAxons) {
    gpuTest(membrane.name, async ({ device }) => {
      const rates = rateFormulas(membrane);
      const canonical = applyPasses(rates, canonicalPasses);
      const onGpu = await evaluateOnGpu(device, applyPasses(canonical, fastPasses), 'V', potentials);
      expect(rates.size).toBe(6);
      for (const [name, formula] of canonical) {
        for (const [i, potential] of potentials.entries()) {
          const exact = evaluate(formula, { V: potential });
          const error = Math.abs((onGpu[name]?.[i] ?? Number.NaN) / exact - 1);
          expect(error, `${name} at ${potential} mV`).toBeLessThan(1e-5);
        }
      }
    });
  }
});
