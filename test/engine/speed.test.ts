import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CpuSimulation } from '../../src/engine/cpu/simulation.ts';
import type { Simulation } from '../../src/engine/simulation.ts';
import { reasonFor, Speeds, sampleOf, speedOf } from '../../src/engine/speed.ts';
import { problemOf } from '../support/problems.ts';

const problem = problemOf({
  sweep: {
    x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 1000 },
    y: { vary: 'parameters.gK', values: [30, 36] },
  },
});

describe('sampleOf', () => {
  it('takes neurons from everywhere', () => {
    const { population } = sampleOf(problem, 100);
    expect(population.count).toBe(100);
    const [current, gK] = population.columns;
    const values = Array.from({ length: 100 }, (_, cell) => current!.value(cell));
    expect(values[0]).toBe(0);
    expect(Math.max(...values)).toBeGreaterThan(55);
    expect(new Set(Array.from({ length: 100 }, (_, cell) => gK!.value(cell)))).toEqual(new Set([30, 36]));
  });

  it('of a part takes neurons of that part, and no more than there are', () => {
    const part = { ...problem, population: { ...problem.population, first: 500, count: 3 } };
    const { population } = sampleOf(part, 100);
    expect(population).toMatchObject({ first: 0, count: 3 });
    const value = problem.population.columns[0]!.value;
    expect([0, 1, 2].map(population.columns[0]!.value)).toEqual([500, 501, 502].map(value));
  });

  it('can be run', async () => {
    const simulation = await CpuSimulation.create(sampleOf(problem, 10));
    await simulation.advance(10);
    expect([...(await simulation.read('V'))].every(Number.isFinite)).toBe(true);
  });
});

/** Time that passes in steps alone, ms. */
let clock = 0;

/** A simulation that takes so long for a step. */
function pretended(millisecondsPerStep: number, first = 0) {
  let [steps, destroyed] = [0, 0];
  const simulation = {
    cells: 50,
    async advance(count: number) {
      clock += (steps === 0 ? first : 0) + count * millisecondsPerStep;
      steps += count;
    },
    destroy: () => destroyed++,
  };
  return { simulation: simulation as unknown as Simulation, destroyed: () => destroyed, steps: () => steps };
}

describe('speedOf', () => {
  beforeEach(() => void vi.spyOn(performance, 'now').mockImplementation(() => clock));

  it('is that of the steps, not of the beginning', async () => {
    // 50 neurons in 0.01 ms.
    expect(await speedOf(pretended(0.01, 30).simulation)).toBeCloseTo(5_000_000, 0);
  });

  it('ends where a step is slow', async () => {
    // As many steps as a run takes at a time, once to begin with and once to measure.
    const { simulation, steps } = pretended(1);
    await speedOf(simulation);
    expect(steps()).toBe(256);
  });
});

describe('Speeds', () => {
  beforeEach(() => void vi.spyOn(performance, 'now').mockImplementation(() => clock));

  it('measures once for processor, version, membrane, integrator and size', async () => {
    const kept = new Map<string, number>();
    const store = {
      get: (key: string) => kept.get(key),
      set: (key: string, speed: number) => kept.set(key, speed),
    };
    let created = 0;
    const one = pretended(0.01);
    const create = async () => {
      created++;
      return one.simulation;
    };
    const speeds = new Speeds(store, '1.0');
    const first = await speeds.cpu('some CPU', 2, problem, create);
    expect(await speeds.cpu('some CPU', 2, problem, create)).toBe(first);
    expect(await new Speeds(store, '1.0').cpu('some CPU', 2, problem, create)).toBe(first);
    expect({ created, destroyed: one.destroyed() }).toEqual({ created: 1, destroyed: 1 });
    await speeds.cpu('another CPU', 2, problem, create);
    await speeds.cpu('some CPU', 2, problemOf({ model: 'lecture' }), create);
    await new Speeds(store, '1.1').cpu('some CPU', 2, problem, create);
    await speeds.device({ engine: 'webgpu', name: 'a GPU', software: false }, problem, create);
    expect(created).toBe(5);
  });
});

describe('reasonFor', () => {
  it('says what runs and why', () => {
    expect(reasonFor('CPU', 312_345_678)).toBe('CPU: 310 million neuron-steps/s');
    expect(reasonFor('CPU', 312e6, { name: 'software', speed: 60e6 })).toBe(
      'CPU: 310 million neuron-steps/s, 5.2 times as fast as software',
    );
  });
});
