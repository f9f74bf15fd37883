import { describe, expect, it } from 'vitest';
import { Holder } from '../../../src/engine/cpu/holder.ts';
import { CpuSimulation } from '../../../src/engine/cpu/simulation.ts';
import { type Thread, ThreadLostError, type Threads } from '../../../src/engine/cpu/threads.ts';
import type { ExperimentInput } from '../../../src/protocol/experiment.ts';
import { runWhole } from '../../support/engines.ts';
import { problemOf } from '../../support/problems.ts';

/** So many threads, all of which are this one. */
const parts = (count: number, opened: Thread[] = [], share?: Threads['share']): Threads => ({
  count,
  share,
  open: () => {
    const thread = { holder: new Holder(), close: () => {} };
    opened.push(thread);
    return thread;
  },
});

const input: ExperimentInput = {
  stimulus: { kind: 'step', amplitude: 10, onset: 2.01 },
  sweep: {
    x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 401 },
    y: { vary: 'parameters.gK', values: [30, 36, 42] },
  },
  duration: 40,
  dt: 0.025,
  measure: { from: 10 },
  statistics: [
    'spikes',
    'rate',
    'first',
    'last',
    'latency',
    'peak',
    'trough',
    'mean_V',
    { of: 'INa', take: 'minimum' },
  ],
  record: { spikes: true, traces: { cells: [1202, 0, 400, 401], every: 0.1, values: ['V', 'INa'] } },
};

/** Rows of every kind, which come by all ways. */
async function seen(simulation: CpuSimulation) {
  const outcome = await runWhole(simulation);
  const { state } = await simulation.snapshot();
  const names = ['V', 'INa', 'rate', 'V', 'm'];
  const shown = names.map(() => new Float32Array(simulation.cells));
  await simulation.show(names, shown);
  const INa = await simulation.read('INa');
  // What is kept of a spike that has just begun knows which potentials were looked at: how `runWhole` cuts steps depends on how fast they are.
  await simulation.reset();
  for (const steps of [400, 900]) await simulation.advance(steps);
  const kept = [];
  for await (const row of simulation.keep()) kept.push(row);
  return { ...outcome, state, shown, kept, INa };
}

describe.each(['float32', 'float64'] as const)('in %s', (digits) => {
  it('gives the same bytes where memory is shared, which is used again', async () => {
    const alone = await CpuSimulation.create(problemOf(input), { digits });
    let shared = 0;
    const threads = parts(3, [], (bytes) => {
      shared++;
      return new SharedArrayBuffer(bytes);
    });
    const simulation = await CpuSimulation.create(problemOf(input), { digits, threads });
    const whole = await seen(simulation);
    expect(whole).toEqual(await seen(alone));
    // What is handed out is nobody else's.
    expect(Object.values(whole.state).every(({ buffer }) => buffer instanceof ArrayBuffer)).toBe(true);
    expect(shared).toBeGreaterThan(0);
    const before = shared;
    const [shown] = [new Float32Array(simulation.cells)];
    for (let i = 0; i < 10; i++) await simulation.show(['V'], [shown!]);
    expect(shared).toBe(before);
  });

  it('gives the same bytes whatever the number of threads', async () => {
    const outcomes = [];
    for (const count of [1, 2, 3, 4]) {
      const opened: Thread[] = [];
      const simulation = await CpuSimulation.create(problemOf(input), {
        digits,
        threads: parts(count, opened),
      });
      expect(opened).toHaveLength(count);
      const outcome = await runWhole(simulation);
      const { state } = await simulation.snapshot();
      outcomes.push({ ...outcome, state, INa: await simulation.read('INa') });
    }
    expect(Math.max(...outcomes[0]!.measures.spikes)).toBeGreaterThan(1);
    expect(outcomes[0]!.traces.values.INa!.some((value) => value < -100)).toBe(true);
    for (const outcome of outcomes.slice(1)) expect(outcome).toEqual(outcomes[0]);
  });

  it('gives the same bytes however the steps are cut, and with any number of vectors together', async () => {
    const outcome = async (slices: readonly number[], copies: number) => {
      const simulation = await CpuSimulation.create(problemOf(input), { digits, copies });
      simulation.beginMeasuring();
      for (let i = 0; simulation.step < 1600; i++)
        await simulation.advance(Math.min(slices[i % slices.length]!, 1600 - simulation.step));
      return { measures: await simulation.measures(), spikes: await simulation.takeSpikes() };
    };
    const whole = await outcome([1600], 2);
    for (const [slices, copies] of [
      [[1], 2],
      [[7, 64, 3, 129], 2],
      [[1600], 1],
      [[63], 3],
      [[1600], 4],
    ] as const)
      expect(await outcome(slices, copies)).toEqual(whole);
  });
});

describe('a thread that is lost', () => {
  /** Threads of which the last can be lost. */
  function losing() {
    let isLost = false;
    const threads: Threads = {
      count: 3,
      open: (name) => {
        const holder = new Holder();
        const isLast = name.endsWith('1202');
        return {
          holder: new Proxy(holder, {
            get: (target, method: keyof Holder) => {
              if (isLost && isLast)
                return () => Promise.reject(new ThreadLostError(`the thread that holds ${name} has stopped`));
              const called = target[method] as (...args: unknown[]) => unknown;
              return called.bind(target);
            },
          }),
          close: () => {},
        };
      },
    };
    return {
      threads,
      lose: () => {
        isLost = true;
      },
    };
  }

  it('is named by the neurons that it held, whatever is asked', async () => {
    const { threads, lose } = losing();
    const simulation = await CpuSimulation.create(problemOf(input), { threads });
    await simulation.advance(100);
    lose();
    const message = 'the thread that holds neurons 816 to 1202 has stopped';
    await expect(simulation.advance(1)).rejects.toThrow(new ThreadLostError(message));
    await expect(simulation.measures()).rejects.toThrow(message);
    await expect(simulation.read('V')).rejects.toThrow(message);
    await expect(simulation.takeSpikes()).rejects.toThrow(message);
    await expect(simulation.update(problemOf({ ...input, parameters: { gNa: 100 } }))).rejects.toThrow(
      message,
    );
  });
});
