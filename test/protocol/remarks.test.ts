import { describe, expect, it } from 'vitest';
import { remarksOn } from '../../src/protocol/remarks.ts';

describe('remarksOn', () => {
  it.each([
    [100.02, 0.05, 'it is run for 100 ms'],
    [0.03, 0.05, 'it is run for 0.05 ms'],
  ])('says how long a run of %d ms in steps of %d ms is', (duration, dt, words) => {
    const remarks = remarksOn({ duration, dt });
    expect(remarks).toHaveLength(1);
    expect(remarks[0]).toContain(words);
  });

  it.each([
    [500, 0.05],
    [0.3, 0.1],
    [1000, 0.0125],
    [1e6, 1e-4],
  ])('says nothing of %d ms in steps of %d ms', (duration, dt) => {
    expect(remarksOn({ duration, dt })).toEqual([]);
  });
});
