import { expect, test } from 'vitest';
import { Painting, rangeOf } from '../../../src/app/paint/painting.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';

const experiment = parseExperiment({
  dt: 0.05,
  stimulus: { kind: 'constant', amplitude: 10 },
  sweep: { x: { vary: 'parameters.gK', from: 30, to: 40, count: 3 } },
});
const problem = prepare(experiment);

/** Values of a number in the three cells, where it varies. */
function valuesOf(painting: Painting, path: string, of = problem) {
  const column = painting
    .applied(of, rangeOf(experiment.model))
    .population.columns.find((one) => one.path === path);
  return column && [0, 1, 2].map((cell) => column.value(cell));
}

test('what is painted is added to what cells have, varied or not, within the valid range', () => {
  const painting = new Painting(3);
  painting.paint('parameters.gK', [0, 2], { factor: 1, added: -35 });
  painting.paint('parameters.gNa', [1], { factor: 1, added: 10 });
  // gK of cell 0 would be -5.
  expect(valuesOf(painting, 'parameters.gK')).toEqual([0, 35, 5]);
  expect(valuesOf(painting, 'parameters.gNa')).toEqual([120, 130, 120]);
});

test('what acts for a while comes to what lasts, and goes by itself', () => {
  const painting = new Painting(3);
  painting.paint('stimulus.amplitude', [0], { factor: 1, added: 1 });
  painting.press('stimulus.amplitude', [0, 1], 20);
  expect(valuesOf(painting, 'stimulus.amplitude')).toEqual([31, 30, 10]);
  painting.wash([0]);
  painting.release('stimulus.amplitude', [0, 1]);
  expect(valuesOf(painting, 'stimulus.amplitude')).toEqual([10, 10, 10]);
  expect(painting.painted).toEqual([]);
});

test('what was painted on a number that is there no more is left out, and all of it can be taken away', () => {
  const painting = new Painting(3);
  painting.paint('stimulus.amplitude', [0], { factor: 1, added: 5 });
  const other = prepare(
    parseExperiment({ dt: 0.05, stimulus: { kind: 'ramp', from: 0, to: 5, onset: 1, end: 6 } }),
  );
  expect(painting.applied(other, rangeOf(experiment.model))).toBe(other);
  painting.clear();
  expect(painting.applied(problem, rangeOf(experiment.model))).toBe(problem);
});
