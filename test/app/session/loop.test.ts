import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sampledOf } from '../../../src/app/cells/traced.ts';
import type { Population } from '../../../src/app/engines/populations.ts';
import type { Follower } from '../../../src/app/followers/follower.ts';
import { Loop } from '../../../src/app/session/loop.ts';
import { createState } from '../../../src/app/state.ts';
import { inBands } from '../../../src/engine/bands.ts';
import { Holder } from '../../../src/engine/cpu/holder.ts';
import { CpuSimulation } from '../../../src/engine/cpu/simulation.ts';
import type { Threads } from '../../../src/engine/cpu/threads.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';

const document = {
  stimulus: { kind: 'constant', amplitude: 10 },
  sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 19 } },
};
const experiment = parseExperiment(document);

beforeEach(() => {
  vi.stubGlobal('innerWidth', 1280);
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) =>
    setTimeout(() => frame(performance.now()), 4),
  );
  vi.stubGlobal('cancelAnimationFrame', clearTimeout);
});
const loops: Loop[] = [];
afterEach(() => {
  for (const loop of loops.splice(0)) loop.stop();
  vi.unstubAllGlobals();
});

/** Threads that answer one call after the other, a moment later, as workers do. */
function workerLike() {
  const calls: string[] = [];
  const holders: Holder[] = [];
  const open = () => {
    const holder = new Holder();
    holders.push(holder);
    let queue: Promise<unknown> = Promise.resolve();
    const thread = new Proxy(holder, {
      get: (target, name: keyof Holder) => {
        const method = target[name] as (...args: unknown[]) => Promise<unknown>;
        return (...args: unknown[]) => {
          calls.push(name);
          const answer = queue.then(async () => {
            await new Promise((resolve) => setTimeout(resolve, 1));
            return method.apply(target, args);
          });
          queue = answer.catch(() => {});
          return answer;
        };
      },
    });
    return { holder: thread, close: () => {} };
  };
  return { calls, holders, threads: { count: 1, open } satisfies Threads };
}

/** A loop that is asked for as many steps as there can be. */
async function looping(
  followers: readonly Follower[] = [],
  bands?: readonly { readonly integrator: string; readonly dt: number }[],
) {
  const { threads, calls, holders } = workerLike();
  const prepared = prepare(parseExperiment({ ...document, bands }));
  const values = sampledOf(prepared.system, experiment.model);
  const problem = { ...prepared, record: { ...prepared.record, traces: { cells: [0], every: 1, values } } };
  const simulation = await inBands(problem, (alone) => CpuSimulation.create(alone, { live: true, threads }));
  const state = createState();
  state.speed.value = Number.POSITIVE_INFINITY;
  state.running.value = true;
  const shown = new Float32Array(simulation.cells);
  const population = {
    experiment,
    simulation,
    drawn: async () => {},
    hold: () => {},
    refresh: async () =>
      void (simulation instanceof CpuSimulation && (await simulation.show(['V'], [shown]))),
  } as unknown as Population;
  const errors: unknown[] = [];
  const loop = new Loop(state, population, undefined, (error) => errors.push(error));
  loops.push(loop);
  for (const follower of followers) loop.join(follower);
  /** The potentials at a time, computed by another one. */
  const potentialsAt = async (time: number) => {
    const other = await CpuSimulation.create(problem, { live: true });
    await other.advance(Math.round(time / problem.dt));
    return new Float32Array(await other.read('V'));
  };
  return { loop, state, simulation, holders, calls, shown, errors, potentialsAt };
}

const isAdvance = (name: string) => name === 'advance';

describe('threads that are behind', () => {
  test('take the next steps while others look at what was before, and what is shown is of the time that is said', async () => {
    const seen: { time: number; step: number; shown: Float32Array }[] = [];
    const aheadOf: number[] = [];
    const made = await looping([
      {
        turn: async () => {
          const { state, simulation, shown } = made;
          seen.push({ time: state.time.value, step: simulation.step, shown: shown.slice() });
          const begun = advance.mock.calls.length;
          await simulation.statistic('rate');
          // Nothing more is begun until this turn has ended.
          expect(advance).toHaveBeenCalledTimes(begun);
          aheadOf.push(simulation.step - Math.round(state.time.value / simulation.problem.dt));
        },
      },
    ]);
    const advance = vi.spyOn(made.simulation, 'advance');
    made.loop.start();
    const isEnough = () => expect(aheadOf.filter((steps) => steps > 0).length).toBeGreaterThan(3);
    await vi.waitFor(isEnough, 20_000);
    for (const { time, shown } of seen.slice(-3)) expect(shown).toEqual(await made.potentialsAt(time));
    expect(made.errors).toEqual([]);
  });

  test('wait where they are of bands, which take their steps one after another', async () => {
    let turns = 0;
    const made = await looping(
      [
        {
          turn: async () => {
            const { simulation, state } = made;
            expect(simulation.step * simulation.problem.dt).toBeCloseTo(state.time.value, 9);
            if (state.time.value > 200) turns++;
          },
        },
      ],
      [
        { integrator: 'strang', dt: 0.05 },
        { integrator: 'euler', dt: 0.01 },
      ],
    );
    made.loop.start();
    await vi.waitFor(() => expect(turns).toBeGreaterThan(5), 20_000);
    expect(made.errors).toEqual([]);
  });

  test('wait where somebody has to look at this very moment', async () => {
    let [looked, moment] = [0, 1];
    const made = await looping([
      {
        get moment() {
          return moment;
        },
        turn: async () => {
          const { simulation, state } = made;
          expect(simulation.step * simulation.problem.dt).toBeCloseTo(state.time.value, 9);
          if (state.time.value < moment - 1e-9) return;
          expect(state.time.value).toBeCloseTo(moment, 9);
          looked++;
          moment++;
        },
      },
    ]);
    made.loop.start();
    await vi.waitFor(() => expect(looked).toBeGreaterThanOrEqual(4), 20_000);
    expect(made.errors).toEqual([]);
  });

  test('have ended, and followers know of it, before something else is done', async () => {
    let advanced = 0;
    const made = await looping([
      {
        advanced: (steps) => {
          advanced += steps;
        },
      },
    ]);
    made.loop.start();
    for (let i = 0; i < 5; i++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await made.loop.exclusive(async () => {
        const { simulation } = made;
        expect(advanced).toBe(simulation.step);
        const begun = made.calls.filter(isAdvance).length;
        await simulation.snapshot();
        expect(made.calls.filter(isAdvance)).toHaveLength(begun);
      });
    }
    // Time that stands still shows what was taken last.
    made.state.running.value = false;
    await vi.waitFor(() => expect(made.state.time.value).toBeCloseTo(made.loop.time, 9));
    await vi.waitFor(async () => expect(made.shown).toEqual(await made.potentialsAt(made.loop.time)));
    expect(made.errors).toEqual([]);
  });

  test('that are lost are reported, and what comes after is not held up', async () => {
    const made = await looping();
    made.loop.start();
    await vi.waitFor(() => expect(made.calls.filter(isAdvance).length).toBeGreaterThan(10), 20_000);
    vi.spyOn(made.holders[0]!, 'advance').mockRejectedValue(new Error('the thread is lost'));
    await vi.waitFor(() => expect(made.errors.length).toBeGreaterThan(0), 20_000);
    expect(String(made.errors[0])).toMatch(/the thread is lost/);
    expect(await made.loop.exclusive(async () => 'done')).toBe('done');
  });
});
