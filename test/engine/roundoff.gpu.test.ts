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
  await simulation.advance(simulation.problem.steps);
  const spikes = await simulation.takeSpikes();
  expect(spikes.lost).toBe(0);
  return spikesByCell(spikes, simulation.cells);
}

describe('rounding to float32', () => {
  gpuTest(
    'moves spikes by less than the step does, in 10 s of the default experiment',
    async ({ device }) => {
      const [cpu, gpu] = [engines.cpu(device), engines.webgpu(device)];
      const float64 = await eventTimes(cpu, {}, 10_000);
      const float32 = await eventTimes(gpu, {}, 10_000);
      expect(float32.map((times) => times.length)).toEqual(float64.map((times) => times.length));
      expect(Math.min(...float64.map((times) => times.length))).toBeGreaterThan(400);

      // The error of the step grows with every period: that of the first 2 s is a fifth of that of all.
      const reference = await eventTimes(cpu, { integrator: 'rk4', dt: 0.0125 }, 2000);
      for (const [cell, exact] of reference.entries()) {
        const [fine = [], coarse = []] = [float64[cell], float32[cell]];
        const early = fine.filter((time) => time < 2000).length;
        // A spike next to 2000 ms may be on either side.
        expect(Math.abs(early - exact.length)).toBeLessThanOrEqual(1);
        const count = Math.min(early, exact.length);
        const discretisation = largestDifference(fine.slice(0, count), exact.slice(0, count));
        expect(largestDifference(coarse, fine), `${currents[cell]} uA/cm2`).toBeLessThan(discretisation);
      }
    },
  );
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
    // Three steps in the second upstroke, the first step of all, and the very top of a spike.
    const upstroke = rises.filter((step) => step < (peaks[1] ?? 0)).slice(-12);
    const landings = [upstroke[1], upstroke[6], upstroke[11], rises[0], peaks[2]].map((step) => step ?? 0);
    for (const landing of landings) {
      const level = potentials[landing] ?? Number.NaN;
      // A potential is looked at two steps later.
      const crossings = potentials.slice(0, -2).flatMap((V, step) => {
        const before = potentials[step - 1];
        return before !== undefined && before < level && V >= level ? [step] : [];
      });
      expect(crossings).toContain(landing);
      const simulation = await create({ ...input, events: { kind: 'threshold', level } });
      const again = await runWhole(simulation);
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
      await simulation.reset();
      await simulation.advance(landing);
      const first = spikesByCell(await simulation.takeSpikes(), 1)[0] ?? [];
      await simulation.advance(potentials.length - landing);
      const second = spikesByCell(await simulation.takeSpikes(), 1)[0] ?? [];
      expect(first).toHaveLength(crossings.filter((step) => step <= landing - 2).length);
      expect([...first, ...second]).toEqual(times);
    }
  });

  eachEngine('is not crossed by starting on it', async (create) => {
    const outcome = await runWhole(
      await create({
        ...input,
        initial: { V: -60 },
        events: { kind: 'threshold', level: -60 },
        duration: 5,
      }),
    );
    // From there V rises into a spike.
    const potentials = outcome.traces.values.V ?? [];
    expect(potentials[0]).toBe(-60);
    expect(potentials[1]).toBeGreaterThan(-60);
    expect(Math.max(...potentials)).toBeGreaterThan(0);
    expect(outcome.spikes[0]).toEqual([]);
  });
});

describe('a threshold at which V comes to rest', () => {
  // Where 5 uA/cm2 leaves the default membrane.
  const level = -61.733127349;
  const resting: ExperimentInput = {
    stimulus: { kind: 'constant', amplitude: 5 },
    events: { kind: 'threshold', level },
    duration: 600,
    record: { spikes: true },
  };

  eachEngine('is not crossed with every rounding', async (create) => {
    const simulation = await create({ ...resting, initial: { V: -62 } });
    const { spikes } = await runWhole(simulation);
    // The spike that the step of the current brings; the oscillation after it stays within 1 mV.
    expect(spikes[0]).toHaveLength(1);
    expect(Math.abs((await simulation.read('V'))[0]! - level)).toBeLessThan(1e-3);
  });

  eachEngine('is crossed by an oscillation as long as that is larger than what arms it', async (create) => {
    const { spikes, measures } = await runWhole(await create({ ...resting, measure: { from: 40 } }));
    // From rest: the spike, and two rises after dips of more than 1 mV, 12 ms apart.
    expect(spikes[0]).toHaveLength(3);
    expect(spikes[0]![2]).toBeLessThan(30);
    expect(measures.spikes[0]).toBe(0);
  });
});
