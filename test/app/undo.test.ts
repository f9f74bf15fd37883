import { signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';
import type { Page } from '../../src/app/page.ts';
import { type Experiment, parseExperiment } from '../../src/protocol/experiment.ts';

vi.stubGlobal('innerWidth', 1280);
const { PageHistory } = await import('../../src/app/undo.ts');
const { whenReached } = await import('../../src/app/link/reached.ts');
const { createState } = await import('../../src/app/state.ts');

/** As much of a page as undo knows of: what is wanted is reached, or fails, when the test says so. */
function page() {
  const state = createState();
  const load = (document: unknown) => {
    state.wanted.value = parseExperiment(document);
  };
  const history = new PageHistory({ state, load } as unknown as Page);
  history.start();
  const reach = () => {
    state.experiment.value = state.wanted.value;
  };
  const fail = () => {
    state.wanted.value = state.experiment.value;
  };
  const can = () => [history.canUndo.value, history.canRedo.value];
  const seed = () => state.wanted.value?.seed;
  load({ seed: 1 });
  reach();
  return { state, load, history, reach, fail, can, seed };
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
