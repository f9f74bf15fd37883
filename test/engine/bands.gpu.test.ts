import { describe, expect } from 'vitest';
import type { Kept, KeptRow, Resumable } from '../../src/engine/resumable.ts';
import { DivergedError } from '../../src/engine/simulation.ts';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import { eachEngine, readAll, runWhole } from '../support/engines.ts';
import { problemOf } from '../support/problems.ts';

/** Neurons of each band, of which the second one keeps what rounding leaves out. */
const COUNT = 3;
const raced: ExperimentInput = {
  stimulus: { kind: 'ou', mean: 10, sigma: 3, tau: 2 },
  sweep: { x: { vary: 'stimulus.mean', from: 5, to: 25, count: COUNT } },
  bands: [
    { integrator: 'euler', dt: 0.02 },
    { integrator: 'rk4', dt: 0.01 },
    { integrator: 'exponential', dt: 0.04 },
  ],
  duration: 24,
  measure: { from: 4 },
  record: { spikes: true, traces: { cells: [7, 1, 4], every: 0.4, values: ['V', 'INa'] } },
};

/** The experiment of one band, with the neuron traced in it that is the second one of each. */
const alone = (input: ExperimentInput, band: number): ExperimentInput => {
  const { bands, record, ...rest } = input;
  return { ...rest, ...bands![band], record: { ...record, traces: { ...record!.traces!, cells: [1] } } };
};

describe('bands', () => {
  eachEngine('each is what it is alone, to the last digit', async (create) => {
    const whole = await create(raced);
    const { measures, spikes, traces, lost } = await runWhole(whole);
    expect(lost).toBe(0);
    expect(whole.cells).toBe(3 * COUNT);
    for (const band of [0, 1, 2]) {
      const single = await create(alone(raced, band));
      const one = await runWhole(single);
      const own = <Value>(values: ArrayLike<Value>) =>
        Array.from(values).slice(band * COUNT, (band + 1) * COUNT);
      for (const name of ['spikes', 'rate', 'latency', 'peak', 'trough', 'last'] as const)
        expect(own(measures[name])).toEqual([...one.measures[name]]);
      expect(own(spikes)).toEqual(one.spikes);
      expect(own(await whole.read('n'))).toEqual([...(await single.read('n'))]);
      const column = raced.record!.traces!.cells.indexOf(band * COUNT + 1);
      for (const name of ['V', 'INa'])
        expect([...traces.values[name]!].filter((_, i) => i % 3 === column)).toEqual([
          ...one.traces.values[name]!,
        ]);
    }
    expect(Math.max(...measures.spikes)).toBeGreaterThan(0);
    // Methods of different error do not agree: the bands are not the same one three times.
    expect(measures.last[2]).not.toBe(measures.last[5]);
    expect(traces.time).toHaveLength(60);
  });

  eachEngine('take changes of what runs, and go on from what was', async (create) => {
    const [changed, fresh] = [await create(raced), await create({ ...raced, parameters: { gK: 30 } })];
    await changed.advance(100);
    await changed.update(problemOf({ ...raced, parameters: { gK: 30 } }));
    await changed.reset();
    const values = problemOf({ ...raced, sweep: { x: { ...raced.sweep!.x!, to: 40 } } }).population;
    for (const one of [changed, fresh]) {
      await one.revalue(values);
      one.trace({ cells: [8], every: 2, values: ['INa'] });
      await one.advance(50);
    }
    expect(await readAll(changed)).toEqual(await readAll(fresh));
    expect(await changed.takeTraces()).toEqual(await fresh.takeTraces());
    const snapshot = await fresh.snapshot();
    expect(snapshot).toMatchObject({
      step: 50,
      dt: 0.04,
      integrator: 'exponential',
      bands: [
        { cells: COUNT, dt: 0.02, integrator: 'euler' },
        { cells: COUNT, dt: 0.01, integrator: 'rk4' },
        { cells: COUNT, dt: 0.04, integrator: 'exponential' },
      ],
    });
    await fresh.advance(70);
    await changed.restore(snapshot);
    await changed.advance(70);
    expect(await readAll(changed)).toEqual(await readAll(fresh));
  });

  eachEngine('name the neuron and the method that diverge', async (create) => {
    const { bands, record, ...rest } = raced;
    const simulation = await create({
      ...rest,
      bands: [
        { integrator: 'strang', dt: 0.5 },
        { integrator: 'euler', dt: 0.5 },
      ],
    });
    const error = await simulation.advance(100).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(DivergedError);
    expect(error).toMatchObject({ dt: 0.5, integrator: { name: 'euler' } });
    expect(error.cell).toBeGreaterThanOrEqual(COUNT);
    // The bands before and after have gone on, so that a run that ignores it stays in step.
    expect(simulation.step).toBe(100);
  });

  eachEngine('are kept and gone on with to the same bytes', async (create) => {
    const [through, broken, next] = [await create(raced), await create(raced), await create(raced)];
    // The reference is made for comparisons, and no run of it is broken off.
    if (!isResumable(broken)) return;
    await through.advance(100);
    await broken.advance(100);
    await (next as Resumable).resume(await kept(broken));
    expect((next as Resumable).windowStart).toBe(broken.windowStart);
    for (const one of [through, next]) await one.advance(150);
    expect(await readAll(next)).toEqual(await readAll(through));
    expect(await next.measures()).toEqual(await through.measures());
  });
});

const isResumable = (simulation: object): simulation is Resumable => 'keep' in simulation;

async function kept(simulation: Resumable): Promise<Kept> {
  const rows = new Map<string, KeptRow['values']>();
  for await (const { name, values } of simulation.keep()) rows.set(name, values);
  const { step, windowStart } = simulation;
  return { step, windowStart, row: (name) => rows.get(name) };
}
