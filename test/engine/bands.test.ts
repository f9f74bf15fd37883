import { expect, it } from 'vitest';
import { inBands } from '../../src/engine/bands.ts';
import { CpuSimulation } from '../../src/engine/cpu/simulation.ts';
import { partOf } from '../../src/problem/parts.ts';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import { runWhole } from '../support/engines.ts';
import { type Given, problemOf } from '../support/problems.ts';

const raced: ExperimentInput = {
  sweep: { x: { vary: 'stimulus.amplitude', from: 5, to: 25, count: 3 } },
  bands: [
    { integrator: 'euler', dt: 0.02 },
    { integrator: 'rk4', dt: 0.01 },
    { integrator: 'exponential', dt: 0.04 },
  ],
  duration: 24,
  record: { spikes: true, traces: { cells: [1, 4], every: 0.4 } },
};
const create = (given: Given) => inBands(problemOf(given), CpuSimulation.create);

it('a part of the population is what it is in the whole', async () => {
  const whole = await runWhole(await create(raced));
  const part = await runWhole(await create(partOf(problemOf(raced), 2, 3)));
  expect(part.spikes).toEqual(whole.spikes.slice(2, 5));
  expect([...part.measures.last]).toEqual([...whole.measures.last.slice(2, 5)]);
  expect(part.traces.cells).toEqual([4]);
});

it('bands stay at the same time where all steps change', async () => {
  const simulation = await create(raced);
  await simulation.advance(7);
  const bands = raced.bands!.map(({ integrator, dt }) => ({ integrator, dt: 2 * dt }));
  await simulation.update(problemOf({ ...raced, bands }));
  // 7 steps of 0.04 ms are 3.5 of 0.08 ms.
  expect(simulation.step).toBe(4);
  simulation.trace({ cells: [7, 0], every: 1, values: ['V'] });
  await simulation.advance(2);
  const { cells, time } = await simulation.takeTraces();
  expect(cells).toEqual([7, 0]);
  expect([...time]).toEqual([4 * 0.08, 5 * 0.08]);
  const nobody = { cells: [9], every: 1, values: ['V'] };
  expect(() => simulation.trace(nobody)).toThrow('neuron 9 cannot be sampled; there are 0 to 8');
  const { population } = simulation.problem;
  await expect(simulation.revalue({ ...population, count: 6 })).rejects.toThrow(RangeError);
  const { record, ...rest } = raced;
  const fewer = problemOf({ ...rest, sweep: {}, trials: 9, bands: bands.slice(1) });
  const others = { ...fewer, population: simulation.problem.population };
  await expect(simulation.update(others)).rejects.toThrow('keep the bands');
});

it('nothing goes on from the state of another population', async () => {
  const simulation = await create(raced);
  const snapshot = await simulation.snapshot();
  const { bands, ...single } = raced;
  const other = await create({ ...single, trials: 3, dt: 0.04 });
  await expect(other.restore(snapshot)).rejects.toThrow('in bands');
  const of = { cells: 1, dt: 0.02, integrator: 'euler' };
  await expect(simulation.restore({ ...snapshot, bands: Array(9).fill(of) })).rejects.toThrow('other bands');
  // What was stepped in one way can be gone on with in bands.
  await simulation.restore(await other.snapshot());
  await simulation.advance(5);
  expect(simulation.step).toBe(5);
});

it('an engine refuses to step them in one way', async () => {
  await expect(CpuSimulation.create(problemOf(raced))).rejects.toThrow('not stepped in one way');
});
