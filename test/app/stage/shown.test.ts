import { expect, test } from 'vitest';
import { shownOf } from '../../../src/app/stage/shown.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';

test('cells of bands can be told apart by them, others cannot', () => {
  const sweep = { x: { vary: 'stimulus.amplitude', values: [5, 6] } };
  const bands = (['euler', 'strang', 'rk4'] as const).map((integrator) => ({ integrator, dt: 0.05 }));
  const shown = (input: object) => {
    const experiment = parseExperiment({ sweep, ...input });
    return shownOf(experiment, prepare(experiment)).find(({ key }) => key === 'band');
  };
  const { source, range } = shown({ bands })!;
  expect(range).toEqual([0, 2]);
  expect([0, 1, 2, 3, 4, 5].map(source as (cell: number) => number)).toEqual([0, 0, 1, 1, 2, 2]);
  expect(shown({})).toBeUndefined();
});
