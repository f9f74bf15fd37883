import { describe, expect, it } from 'vitest';
import { type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';
import { lendCpu } from '../../src/studies/firing.ts';
import { isRandom, representatives, selectionOf, thinned } from '../../src/studies/selection.ts';

describe('neurons that stand for a population', () => {
  it('are all of a small one', () => {
    const experiment = parseExperiment({
      sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 9, count: 10 } },
    });
    expect(representatives(experiment, 24)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('have the extremes among them, and are as many as can be', () => {
    const experiment = parseExperiment({
      sweep: {
        x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 1000 },
        y: { vary: 'parameters.gK', values: [36, 20, 50] },
      },
    });
    const cells = representatives(experiment, 24);
    expect(cells).toHaveLength(24);
    expect(new Set(cells).size).toBe(24);
    // The least and the largest current with the least and the largest conductance.
    expect(cells).toEqual(expect.arrayContaining([1000, 1999, 2000, 2999]));
  });

  it('are of a part alone where they stand for it, with the corners that it has', () => {
    const experiment = parseExperiment({
      sweep: {
        x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 1000 },
        y: { vary: 'parameters.gK', values: [36, 20, 50] },
      },
    });
    const cells = representatives(experiment, 24, { first: 1500, count: 500 });
    expect(new Set(cells).size).toBe(24);
    expect(cells[0]).toBe(1500);
    expect(cells.at(-1)).toBe(1999);
    expect(representatives(experiment, 24, { first: 7, count: 3 })).toEqual([7, 8, 9]);
  });

  it('are spread from the first to the last', () => {
    expect(thinned([3, 4, 5, 6, 7, 8, 9], 3)).toEqual([3, 6, 9]);
    expect(thinned([3, 4], 5)).toEqual([3, 4]);
    expect(thinned([3, 4], 1)).toEqual([3]);
  });
});

describe('a selection', () => {
  it.each<[string, ExperimentInput, boolean]>([
    ['what varies', { sample: { count: 40, vary: { 'parameters.gK': { from: 30, to: 40 } } } }, false],
    ['a random current', { stimulus: { kind: 'ou', mean: 8, sigma: 3, tau: 5 }, trials: 40 }, true],
    [
      'random arrivals',
      { stimulus: [{ kind: 'synapses', rate: 500, count: 4, weight: 0.05, rise: 1, decay: 5 }], trials: 40 },
      true,
    ],
  ])('has the same potentials as the whole: %s', async (_, input, random) => {
    const problem = prepare(parseExperiment(input));
    expect(isRandom(problem.system)).toBe(random);
    const cells = [39, 3, 17];
    const potentials = (one: typeof problem) =>
      lendCpu('float64')(one, async (simulation) => {
        await simulation.advance(1001);
        return simulation.read('V');
      });
    const [whole, some] = [await potentials(problem), await potentials(selectionOf(problem, cells))];
    expect([...some]).toEqual(cells.map((cell) => whole[cell]));
    expect(new Set(some).size).toBe(3);
  });
});
