import { expect, it, vi } from 'vitest';
import { CpuSimulation } from '../../src/engine/cpu/simulation.ts';
import type { Kept, KeptRow } from '../../src/engine/resumable.ts';
import { SideBySide } from '../../src/engine/side-by-side.ts';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import { runWhole } from '../support/engines.ts';
import { problemOf } from '../support/problems.ts';

const input: ExperimentInput = {
  stimulus: { kind: 'ou', mean: 10, sigma: 5, tau: 2 },
  sweep: { x: { vary: 'stimulus.mean', from: 0, to: 20, count: 29 } },
  duration: 30,
  dt: 0.02,
  measure: { from: 5 },
  record: { spikes: true, traces: { cells: [28, 3, 12], every: 0.5 } },
};
const problem = problemOf(input);
const whole = () => CpuSimulation.create(problem);
const three = () => SideBySide.create(problem, Array(3).fill(CpuSimulation.create));

it('gives what one device alone does', async () => {
  const [one, many] = [await whole(), await three()];
  expect(await runWhole(many)).toEqual(await runWhole(one));
  for (const name of ['m', 'V']) expect(await many.read(name)).toEqual(await one.read(name));
  expect(await many.statistic('rate')).toEqual(await one.statistic('rate'));
  expect(await many.snapshot()).toEqual(await one.snapshot());
  expect(many.adapter.name).toBe(Array(3).fill(one.adapter.name).join(' and '));
  expect(many.code).toEqual(one.code);
});

/** What a simulation has kept, as a file would have it. */
async function kept(simulation: Pick<SideBySide, 'keep' | 'step' | 'windowStart'>): Promise<Kept> {
  const rows = new Map<string, KeptRow['values']>();
  for await (const { name, values } of simulation.keep()) rows.set(name, values);
  const { step, windowStart } = simulation;
  return { step, windowStart, row: (name) => rows.get(name) };
}

it('goes on from what one device has kept, and the other way round', async () => {
  const [one, many] = [await whole(), await three()];
  for (const simulation of [one, many]) {
    await simulation.advance(500);
    simulation.beginMeasuring();
    await simulation.advance(333);
  }
  const [fromOne, fromMany] = [await kept(one), await kept(many)];
  const [next, further] = [await three(), await whole()];
  await next.resume(fromOne);
  await further.resume(fromMany);
  for (const simulation of [one, next, further]) await simulation.advance(400);
  expect(next.windowStart).toBe(500);
  expect(await next.measures()).toEqual(await one.measures());
  expect(await further.measures()).toEqual(await one.measures());
  await expect(next.resume({ ...fromOne, row: () => new Float64Array(30) })).rejects.toThrow('30 words');
});

it('takes changes as one device does', async () => {
  const [one, many] = [await whole(), await three()];
  const other = problemOf({ ...input, parameters: { gK: 30 } });
  const values = problemOf({ ...input, sweep: { x: { vary: 'stimulus.mean', from: 5, to: 9, count: 29 } } });
  for (const simulation of [one, many]) {
    await simulation.update(other);
    await simulation.revalue(values.population);
    simulation.trace({ cells: [0, 28], every: 5, values: ['V'] });
    await simulation.advance(500);
  }
  expect(await many.takeTraces()).toEqual(await one.takeTraces());
  expect(many.problem.population).toEqual(one.problem.population);
  const snapshot = await one.snapshot();
  for (const simulation of [one, many]) {
    await simulation.restore(snapshot);
    await simulation.advance(100);
  }
  expect(await many.snapshot()).toEqual(await one.snapshot());
  for (const simulation of [one, many]) await simulation.reset();
  expect(await many.snapshot()).toEqual(await one.snapshot());
});

it('has a device for each neuron at most, and destroys what it has if one cannot be made', async () => {
  const single = await SideBySide.create(problemOf({ duration: 10 }), Array(3).fill(CpuSimulation.create));
  expect(single.cells).toBe(1);
  const made = await CpuSimulation.create(problem);
  const destroy = vi.spyOn(made, 'destroy');
  const fails = () => Promise.reject(new Error('no memory'));
  await expect(SideBySide.create(problem, [async () => made, fails])).rejects.toThrow('no memory');
  expect(destroy).toHaveBeenCalledOnce();
});
