import { batch, signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';
import type { Probe } from '../../../src/app/cells/probes.ts';
import type { Page } from '../../../src/app/page.ts';
import type { Painted } from '../../../src/app/paint/painted.ts';
import { type Experiment, parseExperiment } from '../../../src/protocol/experiment.ts';

vi.stubGlobal('innerWidth', 1280);
const { PageHistory } = await import('../../../src/app/undo/undo.ts');
const { openingCell } = await import('../../../src/app/experiment/opening.ts');
const { whenReached } = await import('../../../src/app/link/reached.ts');
const { createState } = await import('../../../src/app/state.ts');
const { cellsOf, inPopulation } = await import('../../../src/app/cells/wanted.ts');
const { sameNeurons } = await import('../../../src/app/experiment/same-neurons.ts');

/** As much of a page as undo knows of: what is wanted is reached, or fails, when the test says so. @param inTurn does what paints in its turn @param opening what it opens with */
function page(inTurn: (act: () => void) => void = (act) => act(), opening: object = { seed: 1 }) {
  const state = createState();
  const load = (document: unknown) => {
    state.wanted.value = parseExperiment(document);
  };
  const paint = (painted: Painted) =>
    inTurn(() => {
      state.painted.value = painted;
      if (state.paintWish.value?.painted === painted) state.paintWish.value = undefined;
    });
  const select = (cell: number) => {
    state.selected.value = cell;
  };
  const setProbes = (probes: readonly Probe[]) => {
    state.probes.value = probes;
  };
  const chooseSpeed = (speed?: number) =>
    batch(() => {
      state.speedChosen.value = speed !== undefined;
      state.speed.value = speed ?? 20;
    });
  const asked = { state, load, paint, select, setProbes, chooseSpeed };
  const history = new PageHistory(asked as unknown as Page);
  history.start();
  const reach = () => {
    const [next, present] = [state.wanted.value!, state.experiment.value];
    batch(() => {
      if (present && !sameNeurons(next, present)) {
        state.painted.value = [];
        const followed = { selected: state.selected.value, probes: state.probes.value };
        const there = inPopulation(followed, cellsOf(present), cellsOf(next));
        state.selected.value = there.selected;
        state.probes.value = there.probes;
      }
      state.experiment.value = next;
    });
  };
  const fail = () => {
    state.wanted.value = state.experiment.value;
  };
  const can = () => [history.canUndo.value, history.canRedo.value];
  const seed = () => state.wanted.value?.seed;
  // A page runs what it opens with before that is wanted.
  const first = parseExperiment(opening);
  state.experiment.value = first;
  state.selected.value = openingCell(cellsOf(first));
  state.wanted.value = first;
  const cells = () => [state.selected.value, state.probes.value.map(({ cell }) => cell)];
  return { ...asked, history, reach, fail, can, seed, cells };
}

it('waits for the end of a stroke of the brush', () => {
  const { state, load, reach, history, seed } = page();
  load({ seed: 2 });
  reach();
  state.painting.value = true;
  history.undo();
  expect(seed()).toBe(2);
  state.painting.value = false;
  history.undo();
  expect(seed()).toBe(1);
});

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

/** A population of so many cells. */
const sweepOf = (count: number) => ({ sweep: { x: { vary: 'parameters.gNa', from: 50, to: 150, count } } });

const pageOf = (count: number) => page(undefined, sweepOf(count));

/** So much later that it is no more the same change. */
function later(): void {
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 5000);
}

it('goes back over speeds, and to the one that nobody chose', () => {
  const { state, chooseSpeed, history, can } = page();
  chooseSpeed(40);
  chooseSpeed(80);
  later();
  chooseSpeed(Number.POSITIVE_INFINITY);
  history.undo();
  expect([state.speed.value, ...can()]).toEqual([80, true, true]);
  history.undo();
  expect([state.speed.value, state.speedChosen.value, ...can()]).toEqual([20, false, false, true]);
  history.redo();
  history.redo();
  expect([state.speed.value, ...can()]).toEqual([Number.POSITIVE_INFINITY, true, false]);
  // What the page does to a speed that nobody chose is no change.
  history.undo();
  history.undo();
  state.speed.value = 10;
  expect(can()).toEqual([false, true]);
  vi.restoreAllMocks();
});

it('goes back over cells and probes, those on the way as one step', () => {
  const { select, setProbes, history, can, cells } = pageOf(101);
  const first = openingCell(101);
  for (const cell of [8, 9, 10]) select(cell);
  setProbes([{ cell: 10, number: 1 }]);
  later();
  select(3);
  expect(cells()).toEqual([3, [10]]);
  history.undo();
  expect(cells()).toEqual([10, [10]]);
  history.undo();
  expect(cells()).toEqual([10, []]);
  history.undo();
  expect([...cells(), ...can()]).toEqual([first, [], false, true]);
  for (let i = 0; i < 3; i++) history.redo();
  expect([...cells(), ...can()]).toEqual([3, [10], true, false]);
  vi.restoreAllMocks();
});

it('has no step for cells that are at the same places in another population, and finds them again', () => {
  const { load, reach, select, setProbes, history, can, cells } = pageOf(101);
  select(33);
  setProbes([{ cell: 50, number: 2 }]);
  later();
  load(sweepOf(11));
  reach();
  expect(cells()).toEqual([3, [5]]);
  history.undo();
  expect(can()).toEqual([true, true]);
  reach();
  // Not 30, to which cell 3 alone would lead back.
  expect([...cells(), ...can()]).toEqual([33, [50], true, true]);
  history.redo();
  reach();
  expect([...cells(), ...can()]).toEqual([3, [5], true, false]);
  history.undo();
  history.undo();
  reach();
  expect([...cells(), ...can()]).toEqual([33, [], true, true]);
  vi.restoreAllMocks();
});

it('keeps the cell that was selected while a change failed, without the change', () => {
  const { load, fail, select, history, can, cells } = pageOf(101);
  load(sweepOf(11));
  later();
  select(40);
  later();
  fail();
  expect(cells()).toEqual([40, []]);
  history.undo();
  expect([...cells(), ...can()]).toEqual([openingCell(101), [], false, true]);
  vi.restoreAllMocks();
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
