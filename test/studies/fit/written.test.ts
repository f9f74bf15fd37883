import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  featureText,
  rangeText,
  readFeature,
  readRange,
  readWindow,
  windowText,
} from '../../../src/studies/fit/written.ts';

const time = fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => value + 0);

describe('what is looked for, as people write it', () => {
  it('says the same after it was written and read', () => {
    const range = fc.record({ from: time, to: time, logarithmic: fc.boolean() });
    fc.assert(
      fc.property(range, (one) => {
        expect(readRange(rangeText(one))).toEqual(one);
      }),
    );
    const window = fc
      .record({ from: time, to: time, weight: fc.double({ min: 1e-6, max: 1e6, noNaN: true }) })
      .filter(({ from, to }) => from < to);
    fc.assert(
      fc.property(window, (one) => {
        expect(readWindow(windowText(one))).toEqual(one);
      }),
    );
    const feature = fc.record({
      name: fc.stringMatching(/^\w+$/),
      weight: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
    });
    fc.assert(
      fc.property(feature, (one) => {
        expect(readFeature(featureText(one))).toEqual(one);
      }),
    );
  });

  it.each(['', ':2', 'peak:', 'peak:0', 'peak:-1', 'peak:x', 'peak:1:2', 'two words'])(
    'is no feature as "%s"',
    (text) => {
      expect(readFeature(text)).toBeUndefined();
    },
  );

  it.each(['', '5', '5:', ':5', '1:2:lag', '1:2:log:3', 'a:b'])('is no range as "%s"', (text) => {
    expect(readRange(text)).toBeUndefined();
  });

  it.each(['', '5', '5:4', '-1:4', '5:5', '1:2:0', '1:2:-1', '1:2:3:4', '1:Infinity'])(
    'is no window as "%s"',
    (text) => {
      expect(readWindow(text)).toBeUndefined();
    },
  );
});
