import { expect, it } from 'vitest';
import { restIn } from '../../src/studies/rest.ts';
import { persistentSodium } from '../support/persistent-sodium.ts';

const model = persistentSodium();

// The steady current-voltage curve has a fold at 4.51286763 uA/cm2 and -60.9325 mV. Rest by scipy's brentq; the saddle is 0.14, 0.04 and 0.013 mV above.
it.each([
  [4.512, -61.0003435849],
  [4.5128, -60.9514496396],
  [4.51286, -60.9388763513],
])('a membrane rests at %d uA/cm2, next to the fold of its equilibria', (current, potential) => {
  expect(restIn({ model }, current)!.potential).toBeCloseTo(potential, 7);
});

it('beyond the fold it does not rest', () => {
  expect(restIn({ model }, 4.5129)).toBeUndefined();
});
