import { describe, expect, it } from 'vitest';
import { History } from '../../../src/app/undo/history.ts';

type Content = Readonly<Record<string, unknown>>;

/** A history of some contents, each so many ms after the one before. */
function noted(contents: readonly Content[], apart = 5000): History<Content> {
  const history = new History<Content>();
  for (const [i, content] of contents.entries()) history.note(content, i * apart);
  return history;
}

const can = ({ canUndo, canRedo }: History<Content>) => [canUndo.value, canRedo.value];

describe('the history', () => {
  it('begins with nothing to go back to', () => {
    expect(can(noted([]))).toEqual([false, false]);
    const history = noted([{ gNa: 120 }, { gNa: 120 }]);
    expect(can(history)).toEqual([false, false]);
    expect(history.undo()).toBeUndefined();
    expect(history.redo()).toBeUndefined();
  });

  it('goes back and forth step by step', () => {
    const history = noted([{ a: 1 }, { a: 2 }, { a: 3 }]);
    expect(history.undo()).toEqual({ a: 2 });
    expect(can(history)).toEqual([true, true]);
    expect(history.undo()).toEqual({ a: 1 });
    expect(can(history)).toEqual([false, true]);
    expect(history.redo()).toEqual({ a: 2 });
    expect(history.redo()).toEqual({ a: 3 });
    expect(can(history)).toEqual([true, false]);
  });

  it('takes no notice of what it has brought about itself', () => {
    const history = noted([{ a: 1 }, { a: 2 }]);
    history.note(history.undo()!, 20_000);
    expect(can(history)).toEqual([false, true]);
  });

  it('forgets what was undone as soon as something else is done', () => {
    const history = noted([{ a: 1 }, { a: 2 }]);
    history.undo();
    history.note({ a: 5 }, 20_000);
    expect(can(history)).toEqual([true, false]);
    expect(history.undo()).toEqual({ a: 1 });
  });

  it('takes quick changes of the same number for one step', () => {
    const slid = [1, 2, 3, 4].map((gNa) => ({ experiment: { parameters: { gNa } } }));
    const history = noted(slid, 900);
    expect(history.undo()).toEqual(slid[0]);
    expect(can(history)).toEqual([false, true]);
    // However long it takes in all, but not beyond a pause.
    expect(noted(slid, 1000).undo()).toEqual(slid[2]);
  });

  it('keeps quick changes of different numbers, and those after an undo, apart', () => {
    const history = noted(
      [
        { a: 1, b: [0] },
        { a: 2, b: [0] },
        { a: 2, b: [0, 1] },
      ],
      10,
    );
    expect(history.undo()).toEqual({ a: 2, b: [0] });
    history.note({ a: 3, b: [0] }, 30);
    expect(history.undo()).toEqual({ a: 2, b: [0] });
  });

  it('has no step for a change that failed', () => {
    const history = noted([{ a: 1 }, { a: 2 }, { a: 3 }]);
    history.revert({ a: 2 });
    expect(history.undo()).toEqual({ a: 1 });
    expect(history.redo()).toEqual({ a: 2 });
  });

  it('has no step for what failed on the way to something that failed, or for an undo that failed', () => {
    const history = noted([{ a: 1 }, { a: 2 }, { a: 3 }]);
    history.revert({ a: 1 });
    expect(can(history)).toEqual([false, false]);
    const other = noted([{ a: 1 }, { a: 2 }]);
    other.undo();
    other.revert({ a: 2 });
    expect(can(other)).toEqual([false, false]);
  });

  it('keeps what was done while something failed, without what failed', () => {
    const history = noted([
      { a: 1, cell: 5 },
      { a: 2, cell: 5 },
      { a: 2, cell: 6 },
    ]);
    history.revert({ a: 1, cell: 6 });
    expect(history.undo()).toEqual({ a: 1, cell: 5 });
    expect(can(history)).toEqual([false, true]);
  });

  it('has no step for a number that is soon what it was', () => {
    expect(can(noted([{ a: 1 }, { a: 2 }, { a: 1 }], 100))).toEqual([false, false]);
  });

  it('remembers as many steps as anybody goes back', () => {
    const history = noted(Array.from({ length: 300 }, (_, a) => ({ a })));
    let steps = 0;
    while (history.undo()) steps++;
    expect(steps).toBe(200);
  });
});
