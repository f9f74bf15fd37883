import fc from 'fast-check';
import { expect, it } from 'vitest';
import { calmest, flashesOf } from '../../../src/app/time/flashing.ts';
import { openingSpeed, speeds } from '../../../src/app/time/speeds.ts';

it('a cell of 75 Hz flashes three times a second at 40 ms/s', () => {
  expect(flashesOf(40, 75)).toBeCloseTo(3, 12);
  expect(flashesOf(Number.POSITIVE_INFINITY, 1)).toBe(Number.POSITIVE_INFINITY);
});

it('the population with which the page opens does not flash more often', () => {
  // The squid axon at 60 uA/cm2 (e2e/population.ts sees more than 100 Hz).
  expect(flashesOf(openingSpeed, 124)).toBeLessThanOrEqual(3);
});

it('the speed for a rate is the fastest that does not flash too often', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 2000, noNaN: true }), (highest) => {
      const speed = calmest(highest);
      expect(flashesOf(speed, highest)).toBeLessThanOrEqual(3);
      const faster = speeds[speeds.indexOf(speed as (typeof speeds)[number]) + 1];
      if (faster !== undefined) expect(flashesOf(faster, highest)).toBeGreaterThan(3);
    }),
  );
  expect(calmest(1e6)).toBe(speeds[0]);
});
