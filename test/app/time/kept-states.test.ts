import { expect, test } from 'vitest';
import { checkFit, withKept } from '../../../src/app/time/kept-states.ts';

const snapshot = (cells: number, ...names: string[]) => ({
  step: 100,
  dt: 0.05,
  integrator: 'strang',
  state: Object.fromEntries(names.map((name) => [name, new Float64Array(cells)])),
});

test('kept states are numbered on, also where one was removed', () => {
  const two = withKept(withKept([], snapshot(4, 'V'), 5), snapshot(4, 'V'), 6);
  const three = withKept(two.slice(1), snapshot(4, 'V'), 7);
  expect(three.map(({ number, time }) => [number, time])).toEqual([
    [2, 6],
    [3, 7],
  ]);
});

test('together they take 256 MB at most; one is always kept', () => {
  const large = snapshot(2 ** 20, 'V', 'm', 'h', 'n');
  let list = withKept([], large, 0);
  while (list.length < 8) list = withKept(list, large, list.length);
  expect(() => withKept(list, large, 8)).toThrow('9 kept states take 288 MB');
  expect(withKept([], snapshot(2 ** 26, 'V'), 0)).toHaveLength(1);
});

test('a state belongs to so many cells and these variables', () => {
  const kept = withKept([], snapshot(4, 'V', 'n'), 5)[0]!;
  expect(() => checkFit(kept, { cells: 4, variables: ['V', 'n'] })).not.toThrow();
  expect(() => checkFit(kept, { cells: 5, variables: ['V', 'n'] })).toThrow('State 1 has 4 cells with V, n');
  expect(() => checkFit(kept, { cells: 4, variables: ['V', 'm'] })).toThrow('4 with V, m');
});
