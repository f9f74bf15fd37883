import { batch, signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';
import type { Page } from '../../../src/app/page.ts';
import type { Painted } from '../../../src/app/paint/painted.ts';
import { type Experiment, parseExperiment } from '../../../src/protocol/experiment.ts';

vi.stubGlobal('innerWidth', 1280);
const { PageHistory } = await import('../../../src/app/undo/undo.ts');
const { whenReached } = await import('../../../src/app/link/reached.ts');
const { createState } = await import('../../../src/app/state.ts');
const { sameNeurons } = await import('../../../src/app/experiment/same-neurons.ts');

/** As much of a page as undo knows of: what is wanted is reached, or fails, when the test says so. @param inTurn does what paints in its turn */
function page(inTurn: (act: () => void) => void = (act) => act()) {
  const state = createState();
  const load = (document: unknown) => {
    state.wanted.value = parseExperiment(document);
  };
  const paint = (painted: Painted) =>
    inTurn(() => {
      state.painted.value = painted;
      if (state.paintWish.value?.painted === painted) state.paintWish.value = undefined;
    });
  const history = new PageHistory({ state, load, paint } as unknown as Page);
  history.start();
  const reach = () => {
    const [next, present] = [state.wanted.value!, state.experiment.value];
    batch(() => {
      if (present && !sameNeurons(next, present)) state.painted.value = [];
      state.experiment.value = next;
    });
  };
  const fail = () => {
    state.wanted.value = state.experiment.value;
  };
  const can = () => [history.canUndo.value, history.canRedo.value];
  const seed = () => state.wanted.value?.seed;
  load({ seed: 1 });
  reach();
  return { state, load, history, paint, reach, fail, can, seed };
}

it('goes back over what is wanted, reached or not', () => {
  const { load, history, reach, can, seed } = page();
  expect(can()).toEqual([false, false]);
  load({ seed: 2 });
  reach();
  load({ seed: 2, duration: 300 });
  history.undo();
  history.undo();
  expect([seed(), ...can()]).toEqual([1, false, true]);
  reach();
  history.redo();
  expect([seed(), ...can()]).toEqual([2, true, true]);
});

it('has no step for what could not be started', () => {
  const { load, history, reach, fail, can, seed } = page();
  load({ seed: 2 });
  reach();
  load({ seed: 2, trials: 7 });
  // Later, or it would be a change that was taken back at once.
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 5000);
  fail();
  vi.restoreAllMocks();
  expect([seed(), ...can()]).toEqual([2, true, false]);
  history.undo();
  expect([seed(), ...can()]).toEqual([1, false, true]);
});

it('takes strokes back, and paints again what was painted on a former population', () => {
  const { state, load, history, paint, reach, can } = page();
  const stroke = (factor: number): Painted => [{ of: 'parameters.gNa', changes: [[factor, 0, [3, 4]]] }];
  paint(stroke(0.5));
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 5000);
  paint(stroke(0.25));
  history.undo();
  expect(state.painted.value).toEqual(stroke(0.5));
  history.redo();
  expect([state.painted.value, ...can()]).toEqual([stroke(0.25), true, false]);
  // Other cells begin unpainted, which is no step of its own.
  load({ seed: 1, trials: 2 });
  reach();
  expect(state.painted.value).toEqual([]);
  history.undo();
  reach();
  expect([state.painted.value, ...can()]).toEqual([stroke(0.25), true, true]);
  history.redo();
  reach();
  expect([state.painted.value, ...can()]).toEqual([[], true, false]);
  history.undo();
  history.undo();
  history.undo();
  reach();
  vi.restoreAllMocks();
  expect([state.painted.value, ...can()]).toEqual([[], false, true]);
});

it('keeps what is painted where values alone change', () => {
  const { state, load, history, paint, reach } = page();
  const stroke: Painted = [{ of: 'parameters.gNa', changes: [[0.5, 0, [0, 1]]] }];
  paint(stroke);
  load({ seed: 1, parameters: { gK: 30 } });
  reach();
  history.undo();
  reach();
  expect(state.painted.value).toEqual(stroke);
  history.undo();
  expect(state.painted.value).toEqual([]);
});

it('waits for what is wanted now, and does nothing if that does not come', () => {
  const { state, load, reach, fail } = page();
  const done: (number | undefined)[] = [];
  const wait = () => whenReached(state, () => done.push(state.experiment.value?.seed));
  wait();
  load({ seed: 2 });
  wait();
  expect(done).toEqual([1]);
  reach();
  load({ seed: 3 });
  wait();
  fail();
  load({ seed: 4 });
  wait();
  load({ seed: 5 });
  reach();
  expect(done).toEqual([1, 2]);
});

it('waits for the first population where nothing is wanted yet', () => {
  const [wanted, experiment] = [
    signal<Experiment | undefined>(undefined),
    signal<Experiment | undefined>(undefined),
  ];
  const act = vi.fn();
  whenReached({ ...createState(), wanted, experiment }, act);
  experiment.value = parseExperiment({});
  expect(act).not.toHaveBeenCalled();
  wanted.value = experiment.value;
  expect(act).toHaveBeenCalledOnce();
});

it('goes forward again while what it went back to is still to be painted', () => {
  const turns: (() => void)[] = [];
  const { state, history, can } = page((act) => turns.push(act));
  const painted: Painted = [{ of: 'parameters.gNa', changes: [[0.5, 0, [0, 3]]] }];
  state.painted.value = painted;
  expect(can()).toEqual([true, false]);
  history.undo();
  history.redo();
  for (const turn of turns) turn();
  expect(state.painted.value).toEqual(painted);
  expect(can()).toEqual([true, false]);
});
