import { describe, expect } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { applyPasses, canonicalPasses, fastPasses } from '../../src/formula/optimise.ts';
import { integratorNames } from '../../src/integrators/catalogue.ts';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import { engines, largestDifference, type Outcome, runWhole } from '../support/engines.ts';
import { evaluateOnGpu } from '../support/formulas.ts';
import { gpuTest } from '../support/gpu.ts';
import { rateFormulas, squidAxons } from '../support/membranes.ts';
import { worst } from '../support/worst.ts';

/** Currents from 0 to 60 uA/cm2, close to one another around the onset of firing at 6.26, where little decides. */
const currents = Array.from({ length: 64 }, (_, i) => (60 * i) / 63).filter((_, i) => i < 12 || i % 4 === 3);

const spiking = squidAxons.flatMap(({ name: model }) =>
  integratorNames.map((integrator): readonly [string, ExperimentInput] => [
    `${model}, ${integrator}`,
    {
      model,
      integrator,
      stimulus: { kind: 'step', amplitude: 0, onset: 5 },
      sweep: { x: { vary: 'stimulus.amplitude', values: currents } },
      duration: 200,
      dt: 0.01,
      measure: { from: 50 },
      record: { spikes: true },
    },
  ]),
);
const sampled = integratorNames.map((integrator): readonly [string, ExperimentInput] => [
  integrator,
  {
    integrator,
    sweep: {
      x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 8 },
      y: { vary: 'parameters.temperature', values: [6.3, 12] },
    },
    duration: 50,
    dt: 0.01,
    record: { traces: { cells: [0, 3, 7, 12, 15], every: 0.05 } },
  },
]);

/** How far an engine may be from the reference. */
interface Agreement {
  /** Times of spikes, ms. */
  readonly time: number;
  /** Peaks and troughs, and samples of V and of gates. */
  readonly height: number;
  readonly V: number;
  readonly gate: number;
}

/**
 * In float32 one step of 0.01 ms is the agreement that is promised. Where V turns, a spike that is 0.01 ms late has the same
 * height; what remains is rounding, 8e-6 mV a step, of which the membrane forgets all but the last milliseconds: some hundred
 * steps. V rises by up to 500 mV/ms and gates change by less than 10 per ms; spikes differ by less than 1e-3 ms early in a run.
 */
const single: Agreement = { time: 0.01, height: 0.005, V: 0.5, gate: 0.01 };
/** The same of the last digits of float64. */
const double: Agreement = { time: 1e-9, height: 1e-8, V: 5e-8, gate: 1e-9 };
const agreements = { 'cpu-f64': double, cpu: single, webgpu: single } as const;
type Held = keyof typeof agreements;

/** The reference's run of an experiment, which is the same for all that are held to it. */
const references = new Map<ExperimentInput, Promise<Outcome>>();
function referenceOf(device: GPUDevice, input: ExperimentInput): Promise<Outcome> {
  const running = references.get(input) ?? engines.reference(device)(input).then(runWhole);
  references.set(input, running);
  return running;
}

describe.each(Object.entries(agreements))(
  '%s gives every spike of many currents and the same measures',
  (name, agreement) => {
    for (const [title, input] of spiking) {
      gpuTest(title, async ({ device }) => {
        const exact = await referenceOf(device, input);
        const found = await runWhole(await engines[name as Held](device)(input));
        expect(found.spikes.map((times) => times.length)).toEqual(exact.spikes.map((times) => times.length));
        expect(Math.max(...exact.spikes.map((times) => times.length))).toBeGreaterThan(20);
        expect(found.lost + exact.lost).toBe(0);
        for (const [cell, times] of exact.spikes.entries())
          expect(largestDifference(found.spikes[cell] ?? [], times), `neuron ${cell}`).toBeLessThan(
            agreement.time,
          );

        const differences = (measure: 'first' | 'last' | 'rate' | 'latency' | 'peak' | 'trough') =>
          largestDifference(found.measures[measure], exact.measures[measure]);
        expect([...found.measures.spikes]).toEqual([...exact.measures.spikes]);
        for (const time of ['first', 'last', 'latency'] as const)
          expect(differences(time)).toBeLessThan(agreement.time);
        // Two spikes, each late by at most the time above, 100 ms and more apart: of 0.01 ms 0.02 % of 120 Hz.
        expect(differences('rate')).toBeLessThan(2 * agreement.time);
        expect(differences('peak')).toBeLessThan(agreement.height);
        expect(differences('trough')).toBeLessThan(agreement.height);
      });
    }
  },
);

describe.each(Object.entries(agreements))('%s gives the same traces', (name, agreement) => {
  for (const [title, input] of sampled) {
    gpuTest(title, async ({ device }) => {
      const exact = await referenceOf(device, input);
      const found = await runWhole(await engines[name as Held](device)(input));
      expect(found.traces.cells).toEqual(exact.traces.cells);
      expect(found.traces.time).toEqual(exact.traces.time);
      expect(found.traces.time).toHaveLength(1000);
      const difference = (of: string) =>
        largestDifference(found.traces.values[of] ?? [], exact.traces.values[of] ?? []);
      expect(difference('V')).toBeLessThan(agreement.V);
      for (const gate of ['m', 'h', 'n']) expect(difference(gate)).toBeLessThan(agreement.gate);
    });
  }
});

describe('a population that one engine began', () => {
  for (const name of ['cpu', 'cpu-f64', 'reference'] as const) {
    gpuTest(`is carried on by ${name}`, async ({ device }) => {
      const input: ExperimentInput = {
        sweep: { x: { vary: 'stimulus.amplitude', values: [0, 10, 40] } },
        dt: 0.01,
      };
      const begun = await engines.webgpu(device)(input);
      await begun.advance(1500);
      const snapshot = await begun.snapshot();
      await begun.advance(500);
      const carried = await engines[name](device)(input);
      await carried.restore(snapshot);
      await carried.advance(500);
      expect(carried.step).toBe(begun.step);
      // 5 ms in float32: rounding of 4e-6 mV per step, which spikes amplify by at most their slope.
      expect(largestDifference(await carried.read('V'), await begun.read('V'))).toBeLessThan(0.05);
    });
  }
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
        const { error, at } = worst(potentials, (V, i) =>
          Math.abs(onGpu[name]![i]! / evaluate(formula, { V }) - 1),
        );
        expect(error, `${name} at ${at} mV`).toBeLessThan(1e-5);
      }
    });
  }
});
