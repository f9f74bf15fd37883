import { describe, expect } from 'vitest';
import type { Problem } from '../../src/problem/problem.ts';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import { eachEngine, readAll, takeEvents } from '../support/engines.ts';
import { five, problemOf } from '../support/problems.ts';

describe('update', () => {
  const changes: Readonly<Record<string, ExperimentInput>> = {
    'the stimulus': { stimulus: { kind: 'pulses', amplitude: 40, width: 1, onsets: [8, 20] } },
    'the swept values': { sweep: { x: { vary: 'stimulus.amplitude', values: [60, 20, 10, 3, 0] } } },
    'the swept quantity': { sweep: { x: { vary: 'parameters.gK', values: [20, 30, 36, 40, 50] } } },
    'one axis more': {
      sweep: {
        x: { vary: 'stimulus.amplitude', values: [0, 3, 10, 20, 60] },
        y: { vary: 'parameters.gNa', values: [100] },
      },
    },
    parameters: { parameters: { gNa: 100, temperature: 10 } },
    'the model': { model: 'lecture' },
    'the integrator': { integrator: 'euler' },
    'the events': { events: { kind: 'threshold', level: -20 } },
  };

  for (const [what, change] of Object.entries(changes)) {
    eachEngine(`of ${what} goes on from the present state`, async (create) => {
      const simulation = await create(five);
      await simulation.advance(300);
      const snapshot = await simulation.snapshot();
      await simulation.takeSpikes();
      const changed = problemOf({ ...five, ...change });
      await simulation.update(changed);
      expect(simulation.step).toBe(300);
      expect(simulation.problem).toBe(changed);
      expect(await simulation.measures()).toMatchObject({ window: 0, spikes: new Float64Array(5) });

      const other = await create(changed);
      await other.restore(snapshot);
      await simulation.advance(500);
      await other.advance(500);
      expect(await readAll(simulation)).toEqual(await readAll(other));
      expect(await simulation.measures()).toEqual(await other.measures());
      expect(await takeEvents(simulation)).toEqual(await takeEvents(other));
    });
  }

  eachEngine('of dt keeps the time and ends tracing', async (create) => {
    const simulation = await create({ ...five, record: { traces: { cells: [1], every: 0.1 } } });
    await simulation.advance(300);
    const V = [...(await simulation.read('V'))];
    await simulation.update(problemOf({ ...five, dt: 0.01 }));
    expect(simulation.step).toBe(750);
    expect([...(await simulation.read('V'))]).toEqual(V);
    await simulation.advance(10);
    expect((await simulation.takeTraces()).time).toHaveLength(0);
    simulation.trace({ cells: [1], every: 10, values: ['V'] });
    await simulation.advance(30);
    expect([...(await simulation.takeTraces()).time]).toEqual([760, 770, 780].map((step) => step * 0.01));
  });
});

describe('an update to what a simulation cannot become', () => {
  const others: Readonly<Record<string, (problem: Problem) => Problem>> = {
    'other neurons': (problem) => ({ ...problem, population: { ...problem.population, count: 4 } }),
    'neurons of other numbers': (problem) => ({
      ...problem,
      population: { ...problem.population, first: 1 },
    }),
    'other states': (problem) => ({
      ...problem,
      system: { ...problem.system, states: [...problem.system.states].reverse() },
    }),
  };

  for (const [what, change] of Object.entries(others)) {
    eachEngine(`is refused, and changes nothing: ${what}`, async (create) => {
      const problem = problemOf(five);
      const [simulation, other] = [await create(problem), await create(problem)];
      for (const one of [simulation, other]) await one.advance(300);
      await expect(simulation.update(change(problem))).rejects.toThrow(RangeError);
      await expect(simulation.update(change(problem))).rejects.toThrow(/create another simulation/);
      expect(simulation.problem).toBe(problem);
      for (const one of [simulation, other]) await one.advance(300);
      expect(await readAll(simulation)).toEqual(await readAll(other));
      expect(await simulation.measures()).toEqual(await other.measures());
      expect(await simulation.takeSpikes()).toEqual(await other.takeSpikes());
    });
  }
});
