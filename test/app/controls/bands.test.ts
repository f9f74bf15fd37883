import { expect, test } from 'vitest';
import { oneMore, withMethods } from '../../../src/app/controls/bands.ts';
import { methodsOf } from '../../../src/protocol/bands.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';

test('another method comes beside the one that there is, and the last one that stays is the only one', () => {
  const alone = parseExperiment({ integrator: 'euler', dt: 0.02 });
  const two = oneMore(methodsOf(alone));
  expect(two).toEqual([
    { integrator: 'euler', dt: 0.02 },
    { integrator: 'rk4', dt: 0.02 },
  ]);
  const raced = parseExperiment(withMethods(alone, two));
  expect(raced.bands).toEqual(two);
  expect(oneMore(methodsOf(raced)).at(-1)).toEqual({ integrator: 'strang-richardson', dt: 0.02 });
  const again = parseExperiment(withMethods(raced, two.slice(1)));
  expect(again).toMatchObject({ integrator: 'rk4', dt: 0.02 });
  expect(again.bands).toBeUndefined();
});

test('all methods are there twice before there is no other', () => {
  let methods = methodsOf(parseExperiment({ bands: Array(2).fill({ integrator: 'euler', dt: 0.05 }) }));
  while (methods.length < 7) methods = oneMore(methods);
  expect(methods.map(({ integrator }) => integrator)).toEqual([
    'euler',
    'euler',
    'rk4',
    'strang-richardson',
    'strang',
    'exponential',
    'euler',
  ]);
});
