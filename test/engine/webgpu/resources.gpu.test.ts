import { describe, expect } from 'vitest';
import { DivergedError } from '../../../src/engine/simulation.ts';
import { WebGPUSimulation } from '../../../src/engine/webgpu/simulation.ts';
import type { Problem } from '../../../src/problem/problem.ts';
import { gpuTest } from '../../support/gpu.ts';
import { withLedger } from '../../support/limits.ts';
import { problemOf } from '../../support/problems.ts';

const problem = problemOf({
  sweep: { x: { vary: 'stimulus.amplitude', values: [0, 10, 20] } },
  record: { spikes: true, traces: { cells: [1], every: 0.05 } },
});

/** WGSL has no names with a space in them. */
const uncompilable: Problem = {
  ...problem,
  statistics: [
    ...problem.statistics,
    {
      name: 'no name',
      unit: '1',
      description: '',
      fields: { n: { start: '0' } },
      step: { n: 'n + 1' },
      result: 'n',
    },
  ],
};

/** Lets something fail on the device, and takes the errors that the device reports besides. */
async function failing(device: GPUDevice, what: () => Promise<unknown>): Promise<unknown> {
  device.pushErrorScope('validation');
  const reason: unknown = await what().then(
    () => undefined,
    (error: unknown) => error,
  );
  await device.popErrorScope();
  return reason;
}

describe('what is made on the device', () => {
  gpuTest('is destroyed with the simulation, whatever it has done', async ({ device }) => {
    const ledger = withLedger(device);
    const simulation = await WebGPUSimulation.create(ledger.device, problem);
    await simulation.advance(100);
    await simulation.measures();
    await simulation.takeSpikes();
    await simulation.takeTraces();
    simulation.trace({ cells: [0, 2], every: 2, values: ['V'] });
    // More varied numbers and fields than before: other buffers.
    await simulation.update({
      ...problemOf({
        sweep: {
          x: { vary: 'stimulus.amplitude', values: [0, 10, 20] },
          y: { vary: 'parameters.gK', values: [30] },
        },
      }),
    });
    await simulation.update(problem);
    await simulation.advance(10);
    await simulation.reset();
    expect(ledger.alive().length).toBeGreaterThan(5);
    simulation.destroy();
    expect(ledger.alive()).toEqual([]);
  });

  gpuTest('is destroyed where a simulation cannot be created', async ({ device }) => {
    const ledger = withLedger(device);
    const create = (given: Problem, options = {}) =>
      failing(device, () => WebGPUSimulation.create(ledger.device, given, options));
    const { traces } = problem.record;
    const failures: unknown[] = [
      await create(uncompilable),
      await create({ ...problem, record: { events: true, traces: { ...traces!, values: ['q'] } } }),
      await create({ ...problem, record: { events: true, traces: { ...traces!, cells: [3] } } }),
      await create(problem, { signal: AbortSignal.abort(new Error('enough')) }),
      await create(problem, { memory: 10 }),
      // No rest.
      await create(problemOf({ parameters: { gNa: 0, gK: 0, gL: 0 } })),
    ];
    for (const failure of failures) expect(failure).toBeInstanceOf(Error);
    expect(ledger.alive()).toEqual([]);
  });
});

describe('an update that fails', () => {
  gpuTest('leaves everything as it was', async ({ device }) => {
    const ledger = withLedger(device);
    const create = () => WebGPUSimulation.create(ledger.device, problem, { memory: 2 ** 23 });
    const [simulation, other] = [await create(), await create()];
    for (const one of [simulation, other]) {
      await one.advance(500);
      one.beginMeasuring();
      await one.advance(100);
    }
    const { wgsl } = simulation;
    const alive = ledger.alive();
    const states = problem.system.states.slice(0, 3);
    const failures = [
      await failing(device, () => simulation.update(uncompilable)),
      await failing(device, () => simulation.update({ ...uncompilable, dt: 0.025 })),
      await failing(device, () =>
        simulation.update({ ...problem, population: { ...problem.population, count: 2 } }),
      ),
      await failing(device, () => simulation.update({ ...problem, system: { ...problem.system, states } })),
    ];
    for (const failure of failures) expect(failure).toBeInstanceOf(Error);
    expect(failures[2]).toBeInstanceOf(RangeError);
    expect(failures[3]).toBeInstanceOf(RangeError);
    expect(ledger.alive()).toEqual(alive);
    expect(simulation.problem).toBe(problem);
    expect(simulation.wgsl).toBe(wgsl);
    expect(simulation.step).toBe(600);

    for (const one of [simulation, other]) await one.advance(400);
    expect(await simulation.measures()).toEqual(await other.measures());
    expect(await simulation.takeSpikes()).toEqual(await other.takeSpikes());
    expect(await simulation.takeTraces()).toEqual(await other.takeTraces());
    expect(await simulation.snapshot()).toEqual(await other.snapshot());
    simulation.destroy();
    other.destroy();
    expect(ledger.alive()).toEqual([]);
  });

  gpuTest('does not hide that a neuron diverges', async ({ device }) => {
    const input = { integrator: 'euler', dt: 0.2, stimulus: { kind: 'constant', amplitude: 20 } } as const;
    const simulation = await WebGPUSimulation.create(device, problemOf(input));
    const unsound = { ...problemOf(input), statistics: uncompilable.statistics };
    expect(await failing(device, () => simulation.update(unsound))).toBeInstanceOf(Error);
    await expect(simulation.advance(500)).rejects.toThrow(DivergedError);
  });
});
