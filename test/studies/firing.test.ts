import { describe, expect, it } from 'vitest';
import { distances, type Firing } from '../../src/studies/firing.ts';

/** How a neuron with these events (ms) fires. */
function firing(...times: number[]): Firing {
  const [first = Number.NaN] = times;
  const last = times.at(-1) ?? Number.NaN;
  const rate = times.length < 2 ? 0 : (1000 * (times.length - 1)) / (last - first);
  return { spikes: [times.length], first: [first], last: [last], rate: [rate] };
}

describe('how far two runs of a neuron lie apart', () => {
  it.each<[string, Firing, Firing, object]>([
    ['the same', firing(10, 20), firing(10, 20), { rate: 0, first: 0, last: 0, differs: false }],
    ['silence', firing(), firing(), { rate: 0, first: Number.NaN, last: Number.NaN, differs: false }],
    [
      'later spikes',
      firing(10, 21),
      firing(10, 20),
      { rate: expect.closeTo(100 / 11, 9), last: 1, differs: false },
    ],
    // The last spike fell out of the window, where it would have been at 40.4 ms.
    [
      'one less at the end',
      firing(10.1, 20.2, 30.3),
      firing(10, 20, 30, 40),
      { first: expect.closeTo(0.1, 9), last: expect.closeTo(0.3, 9), differs: false },
    ],
    [
      'one more at the end',
      firing(10, 20, 30, 40),
      firing(10.1, 20.2, 30.3),
      { first: expect.closeTo(0.1, 9), last: expect.closeTo(0.3, 9), differs: false },
    ],
    ['one more at the beginning', firing(0.1, 10, 20, 30), firing(10, 20, 30), { last: 0, differs: false }],
    [
      'two more',
      firing(10, 20, 30, 40),
      firing(10, 20),
      { rate: 0, first: Number.NaN, last: Number.NaN, differs: true },
    ],
    ['a spike where there is none', firing(10), firing(), { rate: 0, differs: true }],
    ['a rate where there is none', firing(10, 20), firing(10), { rate: 100, differs: false }],
    ['no rate where there is one', firing(10), firing(10, 20), { rate: 100, differs: false }],
  ])('%s', (_, run, reference, expected) => {
    expect(distances(run, reference)[0]).toMatchObject(expected);
  });
});
