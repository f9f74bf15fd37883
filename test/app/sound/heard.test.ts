import { expect, it } from 'vitest';
import { Listener } from '../../../src/app/sound/heard.ts';

it('every spike is heard once, as far from the look before as it was, slowed with the time', () => {
  const listener = new Listener();
  expect(listener.look(new Map([[3, [1, 9]]]), 10, 40)).toEqual([]);
  expect(listener.look(new Map([[3, [1, 9, 14, 18]]]), 20, 40)).toEqual([
    { cell: 3, after: 0.1 },
    { cell: 3, after: 0.2 },
  ]);
  expect(listener.look(new Map([[3, [1, 9, 14, 18]]]), 30, 40)).toEqual([]);
});

it('a peak that is known only after the next look is heard then, at once', () => {
  const listener = new Listener();
  listener.look(new Map([[3, []]]), 10, 40);
  listener.look(new Map([[3, []]]), 20, 40);
  expect(listener.look(new Map([[3, [19.5]]]), 30, 40)).toEqual([{ cell: 3, after: 0 }]);
});

it('of a cell that is followed from now on, and after a change, nothing is heard that was before', () => {
  const listener = new Listener();
  listener.look(new Map([[3, [1]]]), 10, 40);
  expect(listener.look(new Map([[4, [2, 12]]]), 20, 40)).toEqual([{ cell: 4, after: 0.05 }]);
  listener.forget();
  expect(listener.look(new Map([[4, [0.5]]]), 1, 40)).toEqual([]);
});

it('of very many spikes the latest are heard', () => {
  const listener = new Listener();
  listener.look(new Map(), 0, 1);
  const heard = listener.look(new Map([[0, Array.from({ length: 500 }, (_, i) => i + 1)]]), 500, 1);
  expect(heard.length).toBeLessThan(50);
  expect(heard.at(-1)).toEqual({ cell: 0, after: 500 });
});
