import { describe, expect } from 'vitest';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import {
  type Create,
  eachEngine,
  engines,
  largestDifference,
  runWhole,
  spikesByCell,
} from '../support/engines.ts';
import { gpuTest } from '../support/gpu.ts';

const currents = [7, 10, 20, 50];

/** Event times of each neuron in some time (ms), in one piece. */
async function eventTimes(create: Create, input: ExperimentInput, duration: number): Promise<number[][]> {
  const simulation = await create({
    ...input,
    sweep: { x: { vary: 'stimulus.amplitude', values: currents } },
    duration,
    record: { spikes: true },
  });
  await simulation.advance(Math.round(duration / simulation.experiment.dt));
  const spikes = await simulation.takeSpikes();
  expect(spikes.lost).toBe(0);
  return spikesByCell(spikes, simulation.cells);
}

const within = (times: readonly (readonly number[])[], end: number) =>
  times.map((list) => list.filter((time) => time < end));

describe('rounding to float32', () => {
  gpuTest('moves spikes by less than the step does, in 10 s of the default experiment', async ({ device }) => {
    const [cpu, gpu] = [engines.cpu(device), engines.webgpu(device)];
    const float64 = await eventTimes(cpu, {}, 10_000);
    const float32 = await eventTimes(gpu, {}, 10_000);
    expect(float32.map((times) => times.length)).toEqual(float64.map((times) => times.length));
    expect(Math.min(...float64.map((times) => times.length))).toBeGreaterThan(400);

    const exact = await eventTimes(cpu, { integrator: 'rk4', dt: 0.0125 }, 2000);
    const shared = exact.map((times, cell) => Math.min(times.length, within(float64, 2000)[cell]?.length ?? 0));
    for (const [cell, count] of shared.entries()) {
      // A spike next to 2000 ms may be on either side.
      expect(Math.abs(count - (exact[cell]?.length ?? 0))).toBeLessThanOrEqual(1);
      const discretisation = largestDifference(
        float64[cell]?.slice(0, count) ?? [],
        exact[cell]?.slice(0, count) ?? [],
      );
      const rounding = (times: number) =>
        largestDifference(float32[cell]?.slice(0, times) ?? [], float64[cell]?.slice(0, times) ?? []);
      console.log(currents[cell], count, discretisation, rounding(count), rounding(float64[cell]?.length ?? 0));
      expect(rounding(count), `${currents[cell]} uA/cm2`).toBeLessThan(discretisation);
    }
  });
});

describe('a threshold that V meets exactly at the end of a step', () => {
  const dt = 0.05;
  const input: ExperimentInput = {
    stimulus: { kind: 'constant', amplitude: 12 },
    duration: 60,
    dt,
    events: { kind: 'threshold', level: 0 },
    record: { spikes: true, traces: { cells: [0], every: dt } },
  };

  eachEngine('is crossed once', async (create) => {
    const potentials = [...((await runWhole(await create(input))).traces.values.V ?? [])];
    const rises = potentials.flatMap((V, step) => {
      const [before = V, after = V] = [potentials[step - 1], potentials[step + 1]];
      return before < V && after > V ? [step] : [];
    });
    const peaks = potentials.flatMap((V, step) => {
      const [before = V, after = V] = [potentials[step - 1], potentials[step + 1]];
      return before < V && after <= V && V > 0 ? [step] : [];
    });
    expect(peaks.length).toBeGreaterThan(3);
    // Steps in the second upstroke; the first point at all; the very top of the spikes.
    const upstroke = rises.filter((step) => step < (peaks[1] ?? 0)).slice(-12);
    const landings = [...upstroke, rises[0] ?? 0, peaks[1] ?? 0, peaks[2] ?? 0];
    for (const landing of landings) {
      const level = potentials[landing] ?? Number.NaN;
      const crossings = potentials.flatMap((V, step) => {
        const before = potentials[step - 1];
        return before !== undefined && before < level && V >= level ? [step] : [];
      });
      expect(crossings).toContain(landing);
      const again = await runWhole(await create({ ...input, events: { kind: 'threshold', level } }));
      // The level does not change what V does: it is met exactly again.
      expect(again.traces.values.V?.[landing]).toBe(level);
      const times = again.spikes[0] ?? [];
      expect(times.length, `level ${level} mV`).toBe(crossings.length);
      for (const [i, step] of crossings.entries()) {
        // In the step that ends there, to the last digit of float32 where V meets the level itself.
        expect(times[i]).toBeGreaterThan((step - 1) * dt - 1e-9);
        expect(times[i]).toBeLessThanOrEqual(step * dt + 1e-9);
        if (step === landing) expect(times[i]).toBeCloseTo(landing * dt, 4);
      }
      expect(again.measures.spikes[0]).toBe(crossings.length);

      // The same where the engine pauses at that very step.
      const pausing = await create({ ...input, events: { kind: 'threshold', level } });
      await pausing.advance(landing);
      const first = spikesByCell(await pausing.takeSpikes(), 1)[0] ?? [];
      await pausing.advance(Math.round(60 / dt) - landing);
      const second = spikesByCell(await pausing.takeSpikes(), 1)[0] ?? [];
      expect(first).toHaveLength(crossings.filter((step) => step <= landing).length);
      expect([...first, ...second]).toEqual(times);
    }
  });

  eachEngine('is not crossed by starting on it', async (create) => {
    const outcome = await runWhole(
      await create({
        ...input,
        initial: { V: -40 },
        events: { kind: 'threshold', level: -40 },
        duration: 2,
      }),
    );
    // From -40 mV the cell fires at once.
    expect(Math.max(...(outcome.traces.values.V ?? []))).toBeGreaterThan(0);
    expect(outcome.spikes[0]).toEqual([]);
  });
});
