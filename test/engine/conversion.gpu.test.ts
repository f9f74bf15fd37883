import { describe, expect } from 'vitest';
import type { Spikes } from '../../src/engine/simulation.ts';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import { type Create, eachEngine, largestDifference } from '../support/engines.ts';
import { problemOf } from '../support/problems.ts';

const train: ExperimentInput = {
  sweep: { x: { vary: 'stimulus.amplitude', values: [10, 20, 50] } },
  record: { spikes: true },
  duration: 200,
};
/** Steps until the change, in the middle of a train, at different phases of the neurons' cycles. */
const UNTIL = 1003;

/** Event times from a change at 50 ms on, of each neuron. */
async function after(create: Create, before: ExperimentInput, change: ExperimentInput): Promise<number[][]> {
  const simulation = await create({ ...train, ...before });
  await simulation.advance(UNTIL);
  const { time: early } = await simulation.takeSpikes();
  expect(early.length).toBeGreaterThan(3);
  await simulation.update(problemOf({ ...train, ...before, ...change }));
  const { dt } = simulation.problem;
  expect(simulation.step * dt).toBeCloseTo(UNTIL * 0.05, 9);
  await simulation.advance(Math.round(60 / dt));
  return byCell(await simulation.takeSpikes());
}

const byCell = ({ cell, time }: Spikes): number[][] =>
  [0, 1, 2].map((neuron) => [...time].filter((_, i) => cell[i] === neuron));

describe('a change in the middle of a train', () => {
  const changes: readonly [string, ExperimentInput, ExperimentInput, number][] = [
    // The error of the method that goes on, over 60 ms: strang at 0.05 ms is early by up to 0.03 ms in each 100 ms.
    ['from strang to rk4', { integrator: 'strang' }, { integrator: 'rk4' }, 0.002],
    [
      'from strang to rk4 and a smaller dt',
      { integrator: 'strang' },
      { integrator: 'rk4', dt: 0.025 },
      0.002,
    ],
    ['from rk4 to strang', { integrator: 'rk4' }, { integrator: 'strang' }, 0.04],
    // Its error is larger, and a quarter at half the step.
    ['from rk4 to exponential', { integrator: 'rk4' }, { integrator: 'exponential' }, 0.12],
    [
      'from rk4 to exponential and a smaller dt',
      { integrator: 'rk4' },
      { integrator: 'exponential', dt: 0.025 },
      0.03,
    ],
    ['from strang to a smaller dt', { integrator: 'strang' }, { integrator: 'strang', dt: 0.01 }, 0.004],
  ];

  for (const [what, before, change, tolerance] of changes) {
    eachEngine(`${what} leaves the states where they are`, async (create) => {
      // The same states at the same time, without the lag of some, as rk4 takes them.
      const begun = await create({ ...train, ...before });
      await begun.advance(UNTIL);
      const state = Object.fromEntries(
        await Promise.all(
          begun.variables.map(async (name) => [name, Float64Array.from(await begun.read(name))] as const),
        ),
      );
      const exact = await create({ ...train, integrator: 'rk4', dt: 0.0125 });
      await exact.restore({ step: 4 * UNTIL, dt: 0.0125, integrator: 'rk4', state });
      await exact.advance(60 / 0.0125);
      const expected = byCell(await exact.takeSpikes());
      const times = await after(create, before, change);
      for (const [cell, those] of expected.entries()) {
        expect(those.length).toBeGreaterThan(2);
        expect(largestDifference(times[cell]!, those), `neuron ${cell}`).toBeLessThan(tolerance);
      }
    });
  }

  eachEngine('to rk4 and back comes back to the states that were there', async (create) => {
    const simulation = await create(train);
    await simulation.advance(UNTIL);
    const there = await simulation.snapshot();
    await simulation.update(problemOf({ ...train, integrator: 'rk4' }));
    expect((await simulation.snapshot()).integrator).toBe('rk4');
    await simulation.update(problemOf(train));
    const back = await simulation.snapshot();
    expect({ ...back, state: {} }).toEqual({ ...there, state: {} });
    // V is never moved. A gate goes half a step forth by the trapezoidal rule and back by its slope: what is left is of the
    // order of (rate x dt / 2)^2 / 2 = (10/ms x 0.025 ms)^2 / 2 of its distance from its steady state, for m in a spike.
    expect(back.state.V).toEqual(there.state.V);
    expect(largestDifference(back.state.m!, there.state.m!)).toBeLessThan(0.03);
    for (const gate of ['h', 'n']) {
      expect(largestDifference(back.state[gate]!, there.state[gate]!)).toBeLessThan(1e-3);
    }
  });

  eachEngine('lets the latency count from it, not from time 0', async (create) => {
    const simulation = await create(train);
    await simulation.advance(UNTIL);
    await simulation.update(problemOf({ ...train, parameters: { gNa: 110 } }));
    await simulation.advance(1000);
    const { latency } = await simulation.measures();
    const { cell, time } = await simulation.takeSpikes();
    for (const i of [0, 1, 2]) {
      const first = time[cell.indexOf(i)]!;
      expect(latency[i]).toBeCloseTo(first - UNTIL * 0.05, 9);
      // One period at most.
      expect(latency[i]).toBeLessThan(16);
    }
  });
});

describe('states that begin at an end of their range', () => {
  // w falls from 1 as exp(-t), p rises from 0 as 1 - exp(-t): half a step before, both were beyond what they can be.
  const fading = {
    name: 'fading',
    parameters: { g: { value: 1 }, E: { value: -60 } },
    states: [
      { name: 'w', unit: '1', range: [0, 1], slope: '-w', initial: '1' },
      { name: 'p', unit: '1', range: [0, 1], slope: '1 - p', initial: '0' },
    ],
    currents: [{ name: 'IL', conductance: 'g * (1 + w)', reversal: 'E' }],
  } as const;
  const experiment = (dt: number): ExperimentInput => ({
    model: fading,
    stimulus: { kind: 'constant', amplitude: 20 },
    initial: { V: -60 },
    integrator: 'strang',
    duration: 2,
    dt,
  });

  /** V' = 20 - (1 + exp(-t)) (V + 60), by the integral of its exact solution with Simpson's rule. */
  function exactly(t: number): number {
    const decay = (from: number) => Math.exp(-(t - from) - (Math.exp(-from) - Math.exp(-t)));
    const pieces = 2000;
    const h = t / pieces;
    let sum = 0;
    for (let i = 0; i < pieces; i++)
      sum += (h / 6) * (decay(i * h) + 4 * decay((i + 0.5) * h) + decay((i + 1) * h));
    return -60 + 20 * sum;
  }

  eachEngine('are there at the beginning, and the method keeps its order', async (create, engine) => {
    const errors: number[] = [];
    for (const dt of [0.1, 0.05]) {
      const simulation = await create(experiment(dt));
      // Rounding of float32, of which a state that is half a step away takes part.
      const rounding = engine === 'reference' ? 12 : 6;
      expect((await simulation.read('w'))[0]).toBeCloseTo(1, rounding);
      expect((await simulation.read('p'))[0]).toBeCloseTo(0, rounding);
      await simulation.advance(Math.round(1 / dt));
      // Of second order in a step of 1/10 and 1/20 of the time constant.
      expect((await simulation.read('w'))[0]).toBeCloseTo(Math.exp(-1), 2);
      errors.push(Math.abs((await simulation.read('V'))[0]! - exactly(1)));
    }
    // A quarter at half the step, but for terms of higher order. What was lost of half a step left 0.1 mV, half of it at half the step.
    expect(errors[0]! / errors[1]!).toBeGreaterThan(3.5);
    expect(errors[0]).toBeLessThan(0.02);
  });

  for (const [integrator, tau] of [
    ['exponential', 0.04],
    ['strang', 0.04],
    ['exponential', 0.01],
  ] as const)
    eachEngine(`are there however stiff they are, ${tau} ms with ${integrator}`, async (create) => {
      const model = {
        name: 'stiff',
        parameters: { gL: { value: 0.3 }, EL: { value: -60 } },
        states: [{ name: 'x', unit: '1', range: [0, 1], slope: `(0.1 - x) / ${tau}`, initial: '0.9' }],
        currents: [{ name: 'IL', conductance: 'gL', reversal: 'EL' }],
      } as const;
      const simulation = await create({ model, initial: { V: -60 }, integrator, dt: 0.05, duration: 2 });
      // Float32 leaves 3e-6 of what is followed backwards for 2.5 time constants.
      expect((await simulation.read('x'))[0]).toBeCloseTo(0.9, 4);
      await simulation.advance(2);
      // An exponential is exact; the trapezoidal rule in a step of 1.25 time constants is off by a tenth.
      const exact = 0.1 + 0.8 * Math.exp(-0.1 / tau);
      expect((await simulation.read('x'))[0]).toBeCloseTo(exact, integrator === 'exponential' ? 4 : 1);
    });
});
