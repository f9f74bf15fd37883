import { describe, expect } from 'vitest';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import { type Create, eachEngine, largestDifference } from '../support/engines.ts';

/** A membrane that keeps what it is given: 1 uF/cm2, and a leak of 0.001 mS/cm2. */
const keeper: ExperimentInput = {
  parameters: { gNa: 0, gK: 0, gL: 0.001 },
  initial: { V: -54.4 },
};

/** V after every step from one on, of all neurons. */
async function potentials(create: Create, input: ExperimentInput, from: number, steps: number) {
  const simulation = await create(input);
  await simulation.restore({ ...(await simulation.snapshot()), step: from });
  const V: number[][] = [];
  for (let i = 0; i < steps; i++) {
    await simulation.advance(1);
    V.push([...(await simulation.read('V'))]);
  }
  expect(simulation.step).toBe(from + steps);
  return V;
}

describe('time is a count of steps:', () => {
  eachEngine('a pulse of 0.02 ms at 50 s injects all of its charge', async (create) => {
    const dt = 0.05;
    // Begins at the end of a step, inside of one, and so that it lies in two.
    const onsets = [50_000, 50_000.017, 50_000.04];
    const input: ExperimentInput = {
      ...keeper,
      dt,
      duration: 60_000,
      stimulus: { kind: 'pulses', amplitude: 500, width: 0.02, onsets: [0] },
      sweep: { x: { vary: 'stimulus.onsets.0', values: onsets } },
    };
    const V = await potentials(create, input, 50_000 / dt - 2, 6);
    expect(V[1]).toEqual(V[0]);
    // 10 mV, of which the leak takes 0.2 ms x 0.001/ms at most. A moment is rounded to 1e-6 steps.
    for (const end of V.at(-1)!) expect(Math.abs(end - -44.4)).toBeLessThan(0.003);
    // Where it lies in two steps each has half of it.
    expect(V[2]![2]! - -54.4).toBeCloseTo(5, 2);
  });

  eachEngine('single steps do not blur from 2^24 steps on', async (create) => {
    const dt = 0.01;
    const run = (begin: number) => {
      const pulse = (step: number) => (begin + step) * dt;
      return potentials(
        create,
        {
          dt,
          duration: 200_000,
          stimulus: { kind: 'pulses', amplitude: 100, width: dt, onsets: [3, 4, 7, 12].map(pulse) },
        },
        begin,
        20,
      );
    };
    const [early, late] = [await run(0), await run(2 ** 24 + 1)];
    // The moments are numbers of milliseconds and may differ in the last digits: 1e-9 of a step.
    for (const [i, V] of late.entries()) expect(largestDifference(V, early[i]!)).toBeLessThan(1e-5);
    expect(early[3]![0]! - early[2]![0]!).toBeGreaterThan(0.9);
  });

  eachEngine('an event from 2^24 steps on has the time that it has early on', async (create) => {
    const dt = 0.01;
    const eventTimes = async (begin: number) => {
      const simulation = await create({
        dt,
        duration: 200_000,
        stimulus: { kind: 'constant', amplitude: 20 },
        record: { spikes: true },
      });
      await simulation.restore({ ...(await simulation.snapshot()), step: begin });
      await simulation.advance(3000);
      const { time } = await simulation.takeSpikes();
      expect((await simulation.measures()).first[0]).toBe(time[0]);
      return [...time].map((t) => t - begin * dt);
    };
    const [early, late] = [await eventTimes(0), await eventTimes(2 ** 24 + 1)];
    expect(early.length).toBeGreaterThan(1);
    // float64 at 168 s.
    expect(largestDifference(late, early)).toBeLessThan(1e-9);
  });

  eachEngine('steps that cannot be counted are refused before anything is done', async (create) => {
    const simulation = await create({ duration: 1 });
    const start = await simulation.snapshot();
    const last = 2 ** 31 - 1;
    await simulation.restore({ ...start, step: last - 10 });
    await expect(simulation.advance(11)).rejects.toThrow(RangeError);
    await expect(simulation.advance(11)).rejects.toThrow(
      /beyond the 2147483647 steps that can be counted; reset/,
    );
    expect(simulation.step).toBe(last - 10);
    expect(await simulation.snapshot()).toEqual({ ...start, step: last - 10 });
    await simulation.advance(10);
    expect(simulation.step).toBe(last);
    await expect(simulation.advance(1)).rejects.toThrow(RangeError);
    await expect(simulation.restore({ ...start, step: last + 1 })).rejects.toThrow(RangeError);
    expect(simulation.step).toBe(last);
  });
});
