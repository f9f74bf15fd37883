import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Past, type Travelling } from '../../../src/app/followers/past.ts';
import { CpuSimulation } from '../../../src/engine/cpu/simulation.ts';
import { type ExperimentInput, parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const input: ExperimentInput = {
  stimulus: { kind: 'constant', amplitude: 10 },
  sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 19 } },
};

/** A loop that has a population on the CPU and its past, and nothing else. */
async function loopOf(experiment: ExperimentInput = input) {
  const simulation = await CpuSimulation.create(prepare(parseExperiment(experiment)), { live: true });
  const state = {
    past: { value: undefined as { from: number; to: number } | undefined },
    diverged: { value: undefined },
  };
  const loop = {
    population: { simulation, drawn: async () => {} },
    state,
    get time() {
      return simulation.step * simulation.problem.dt;
    },
    check: () => {},
    restore: async (snapshot: Parameters<Travelling['restore']>[0], steps = 0) => {
      await simulation.restore(snapshot);
      past.changed('time');
      if (steps > 0) await advance(steps);
    },
  };
  const past = new Past(loop as unknown as Travelling);
  const advance = async (steps: number) => {
    await simulation.advance(steps);
    past.advanced();
  };
  /** Runs for so many turns of so many steps. @returns the potentials after each of them, by time */
  const run = async (turns: number, steps: number) => {
    const seen = new Map<number, number[]>();
    for (let turn = 0; turn < turns; turn++) {
      await advance(steps);
      vi.advanceTimersByTime(40);
      await past.turn(true);
      seen.set(loop.time, [...(await simulation.read('V'))]);
    }
    return seen;
  };
  const change = async (other: ExperimentInput) => {
    await simulation.update(prepare(parseExperiment(other)));
    past.changed('values');
  };
  const potentials = async () => [...(await simulation.read('V'))];
  return { loop, past, simulation, run, advance, change, potentials };
}

for (const [name, experiment] of Object.entries({
  'a constant current': input,
  'sums that are compensated': { ...input, dt: 0.01 },
  noise: {
    stimulus: { kind: 'ou', mean: 10, sigma: 5, tau: 2 },
    sweep: { x: { vary: 'stimulus.mean', from: 0, to: 30, count: 19 } },
  } as ExperimentInput,
})) {
  test(`every moment can be seen again, to the bit: ${name}`, async () => {
    const { loop, past, run, potentials } = await loopOf(experiment);
    const seen = await run(60, 37);
    const end = loop.time;
    for (const time of [...seen.keys()].reverse()) {
      await past.goTo(time);
      expect(loop.time).toBeCloseTo(time, 9);
      expect(await potentials()).toEqual(seen.get(time));
    }
    // What is later stays as long as the population does not go on.
    await past.goTo(end);
    expect(await potentials()).toEqual(seen.get(end));
  });
}

test('a step back is where the population was one step ago', async () => {
  const { loop, past, advance, potentials, simulation } = await loopOf();
  await past.hold();
  await advance(200);
  const before = await potentials();
  await advance(1);
  await past.goTo(loop.time - simulation.problem.dt);
  expect(simulation.step).toBe(200);
  expect(await potentials()).toEqual(before);
});

test('going on from an earlier moment drops what was after', async () => {
  const { loop, past, run, advance } = await loopOf();
  await run(50, 40);
  const end = loop.time;
  await past.goTo(end / 2);
  expect(loop.state.past.value?.to).toBe(end);
  await advance(1);
  await past.goTo(end);
  expect(loop.time).toBeLessThan(end / 2 + 1);
});

test('beyond a change of values, states are seen as they were, and can be gone on from with the present ones', async () => {
  const { loop, past, run, change, advance, potentials, simulation } = await loopOf();
  const seen = await run(30, 40);
  await change({ ...input, parameters: { gNa: 60 } });
  await run(30, 40);
  await past.goTo(21.3);
  // Not of the other values: a moment that was kept.
  expect(loop.time).toBeLessThanOrEqual(21.3);
  expect(await potentials()).toEqual(seen.get(loop.time));
  const left = simulation.step;
  await advance(10);
  const other = await potentials();
  await advance(1);
  await past.goTo((left + 10) * simulation.problem.dt);
  expect(await potentials()).toEqual(other);
});

test('from a neuron that has diverged there is a way back to where all was well', async () => {
  const { loop, past, run, change, simulation } = await loopOf();
  await run(30, 20);
  const last = loop.state.past.value?.to;
  await change({ ...input, integrator: 'euler', dt: 1 });
  // Looked at after every step: some potentials that are kept are far out, and no cell has diverged yet.
  await expect(run(2000, 1)).rejects.toThrow('diverged');
  await past.turn(false);
  expect(await past.goToSound()).toBe(true);
  expect((await simulation.read('V')).every((V) => Math.abs(V) <= 150)).toBe(true);
  expect(loop.time).toBeGreaterThanOrEqual(Math.floor(last!));
  // By good steps it goes on from there.
  await change(input);
  await run(50, 20);
});

test('another population has no past', async () => {
  const { loop, past, run } = await loopOf();
  await run(10, 20);
  past.changed('population');
  expect(loop.state.past.value).toBeUndefined();
  expect(past.snapshot).toBeUndefined();
  expect(await past.goToSound()).toBe(false);
});
