import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Easel } from '../../../src/app/paint/easel.ts';
import { Painting, rangeOf } from '../../../src/app/paint/painting.ts';
import type { Loop } from '../../../src/app/session/loop.ts';
import type { State } from '../../../src/app/state.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';

const experiment = parseExperiment({
  dt: 0.05,
  stimulus: { kind: 'constant', amplitude: 0 },
  sweep: { x: { vary: 'parameters.gK', from: 30, to: 40, count: 8 } },
});
const unpainted = prepare(experiment);

/** An easel before a population of eight cells whose turns come one after the other, each a while later. */
function stage() {
  const painting = new Painting(8);
  const changes: string[] = [];
  let turn = Promise.resolve();
  let fails = false;
  const loop = {
    time: 0,
    population: {
      experiment,
      unpainted,
      painting,
      simulation: { cells: 8 },
      repaint: async () => {
        if (fails) throw new Error('no room');
        return false;
      },
    },
    past: { changed: () => {} },
    changed: (change: string) => changes.push(change),
    exclusive: (job: () => Promise<void>) => {
      const done = turn.then(() => new Promise((resolve) => setTimeout(resolve, 5))).then(job);
      turn = done.catch(() => {});
      return done;
    },
  };
  const state = {
    strengths: { value: {} },
    running: { value: true },
    painted: { value: [] as unknown },
    paintWish: { value: undefined },
  };
  const errors: unknown[] = [];
  const easel = new Easel(state as unknown as State, loop as unknown as Loop, (error) => errors.push(error));
  const current = () => {
    const column = painting
      .applied(unpainted, rangeOf(experiment.model))
      .population.columns.find(({ path }) => path === 'stimulus.amplitude');
    return Array.from({ length: 8 }, (_, cell) => column?.value(cell) ?? 0);
  };
  return { easel, loop, state, painting, changes, errors, current, fail: () => (fails = true) };
}

const none = new Array(8).fill(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a brief brush leaves nothing, however fast it comes and goes', async () => {
  const { easel, loop, current } = stage();
  const stroke = easel.begin('current')!;
  stroke.touch([0, 1]);
  stroke.touch([2]);
  await vi.advanceTimersByTimeAsync(6);
  expect(current().slice(0, 3)).toEqual([20, 20, 20]);
  stroke.touch([3]);
  stroke.end();
  stroke.touch([4]);
  loop.time = 5;
  await vi.advanceTimersByTimeAsync(100);
  expect(current()).toEqual(none);
});

test('it acts for a while even where it is pressed for a moment', async () => {
  const { easel, loop, current } = stage();
  const stroke = easel.begin('current')!;
  stroke.touch([5]);
  stroke.end();
  await vi.advanceTimersByTimeAsync(100);
  expect(current()[5]).toBe(20);
  loop.time = 2;
  await vi.advanceTimersByTimeAsync(100);
  expect(current()).toEqual(none);
});

test('another stroke ends one that has not ended', async () => {
  const { easel, loop, current } = stage();
  easel.begin('current')!.touch([1]);
  loop.time = 10;
  const second = easel.begin('current')!;
  second.touch([2]);
  await vi.advanceTimersByTimeAsync(100);
  expect(current()).toEqual([0, 0, 20, 0, 0, 0, 0, 0]);
  loop.time = 20;
  second.end();
  await vi.advanceTimersByTimeAsync(100);
  expect(current()).toEqual(none);
});

test('what was painted for good is said, is measured anew, and goes when it is washed', async () => {
  const { easel, state, changes, painting } = stage();
  const stroke = easel.begin('tea')!;
  stroke.touch([0, 7]);
  stroke.end();
  await vi.advanceTimersByTimeAsync(100);
  // Half of gK, whatever it is in a cell: of the first one and of the last one.
  const painted = [{ of: 'parameters.gK', changes: [[0.5, 0, [0, 1, 6, 1]]] }];
  expect(state.painted.value).toEqual(painted);
  expect(changes).toEqual(['values']);
  easel.become([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(state.painted.value).toEqual([]);
  expect(painting.applied(unpainted, rangeOf(experiment.model))).toBe(unpainted);
});

test('what was painted elsewhere is painted here, unless it is none of what can be painted', async () => {
  const { easel, state, errors, painting } = stage();
  const painted = [{ of: 'parameters.gNa', changes: [[1, -20, [2, 3]]] }] as const;
  easel.become(painted);
  await vi.advanceTimersByTimeAsync(100);
  expect(painting.painted).toEqual(painted);
  expect(state.painted.value).toEqual(painted);
  easel.become([{ of: 'stimulus.amplitude', changes: [[1, 5, [0, 8]]] }]);
  await vi.advanceTimersByTimeAsync(100);
  expect(String(errors[0])).toContain(
    '"stimulus.amplitude" is painted, but it is none of what can be painted',
  );
  expect(painting.painted).toEqual([]);
});

test('what the engine cannot hold is said and taken back', async () => {
  const { easel, errors, painting, fail } = stage();
  fail();
  easel.begin('gNa')!.touch([3]);
  await vi.advanceTimersByTimeAsync(100);
  expect(errors).toEqual([new Error('no room')]);
  expect(painting.applied(unpainted, rangeOf(experiment.model))).toBe(unpainted);
});
