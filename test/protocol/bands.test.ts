import { expect, it } from 'vitest';
import { neuronSteps } from '../../src/problem/bands.ts';
import { partOf } from '../../src/problem/parts.ts';
import { bandsOf } from '../../src/protocol/bands.ts';
import { documentOf, type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';
import { writtenOf } from '../../src/protocol/written.ts';

const bands: NonNullable<ExperimentInput['bands']> = [
  { integrator: 'euler', dt: 0.02 },
  { integrator: 'rk4', dt: 0.01 },
  { integrator: 'strang', dt: 0.04 },
];
const raced: ExperimentInput = {
  sweep: { x: { vary: 'stimulus.amplitude', from: 5, to: 25, count: 3 } },
  bands,
  duration: 24,
};

it('a population is there once for each band, and counts its time in the largest step', () => {
  const experiment = parseExperiment(raced);
  expect(experiment).toMatchObject({ dt: 0.04, integrator: 'strang' });
  const problem = prepare(experiment);
  expect(problem).toMatchObject({ dt: 0.04, steps: 600, population: { count: 9 } });
  expect(problem.bands!.map(({ first, count, times, dt }) => [first, count, times, dt])).toEqual([
    [0, 3, 2, 0.02],
    [3, 3, 4, 0.01],
    [6, 3, 1, 0.04],
  ]);
  const [column] = problem.population.columns;
  expect([0, 4, 8].map(column!.value)).toEqual([5, 15, 25]);
  // 3 neurons of each band, and one of the first with two of the second.
  expect(neuronSteps(problem, 10)).toBe(10 * 3 * (2 + 4 + 1));
  expect(neuronSteps(partOf(problem, 2, 3), 10)).toBe(10 * (2 + 2 * 4));
});

it('each is an experiment over whole steps of the largest', () => {
  const [euler, rk4] = bandsOf(parseExperiment({ ...raced, duration: 23.99, measure: { from: 0.99 } }));
  expect(euler).toMatchObject({ integrator: 'euler', dt: 0.02 });
  expect(euler!.duration).toBeCloseTo(24, 9);
  expect(prepare(rk4!)).toMatchObject({ steps: 2400, windowStart: 100 });
  const single = parseExperiment({});
  expect(bandsOf(single)).toEqual([single]);
});

it('are written as they were read', () => {
  const document = documentOf(parseExperiment(raced));
  expect(document.bands).toEqual(bands);
  expect(Object.keys(document)).not.toContain('dt');
  expect(parseExperiment(document)).toEqual(parseExperiment(raced));
  const written = writtenOf(parseExperiment(raced), true);
  expect(written).toMatchObject({ bands, duration: 24 });
  expect(parseExperiment(written)).toEqual(parseExperiment(raced));
});

it.each<[ExperimentInput, string]>([
  [
    { bands, dt: 0.01, integrator: 'rk4' },
    'bands have a dt and an integrator each: leave out dt = 0.01 and integrator = rk4, or the bands',
  ],
  [{ bands, accuracy: 1 }, 'leave out accuracy = 1, or the bands'],
  [{ bands: bands.slice(0, 1) }, 'bands = [{"integrator":"euler","dt":0.02}] is not valid: give at least 2'],
  [
    { bands: [...bands, { integrator: 'rk4', dt: 0.03 }] },
    'bands: dt = 0.03 ms is no whole part of the largest, 0.04 ms; the nearest is 0.04 ms',
  ],
  [{ bands, record: { traces: { cells: [3], every: 1 } } }, 'no neuron 3; the population has 0 to 2'],
  [
    { bands, record: { traces: { cells: [0], every: 0.02 } } },
    'record.traces.every = 0.02 ms is not a whole number of steps of 0.04 ms',
  ],
  [{ bands: [...bands, { integrator: 'rk4' }] as never }, 'bands.3.dt is missing'],
])('refuses %j', (document, message) => {
  expect(() => parseExperiment(document)).toThrow(message);
});
