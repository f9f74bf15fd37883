import { describe, expect, it } from 'vitest';
import { impossiblePeak } from '../../src/engine/peaks.ts';
import { ReferenceSimulation } from '../../src/engine/reference/simulation.ts';
import { runExperiment } from '../../src/engine/run.ts';
import { strang } from '../../src/integrators/strang.ts';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import { defaultStatistics } from '../../src/statistics/catalogue.ts';
import { type Given, problemOf } from '../support/problems.ts';
import { calciumTriangle, morrisLecar, problemFor } from '../support/systems.ts';

async function lookAt(given: Given) {
  const problem = problemOf(given);
  const { peak } = await runExperiment(await ReferenceSimulation.create(problem));
  return impossiblePeak(problem, peak);
}

const fast: ExperimentInput = {
  parameters: { C: 0.1, gNa: 500, temperature: 18.5 },
  stimulus: { kind: 'constant', amplitude: 20 },
  duration: 50,
};

describe('a peak that nothing can drive V to', () => {
  it('is found where the step is too large, with its neuron', async () => {
    const sweep = { x: { vary: 'parameters.C', values: [1, 1, 0.1, 1] } };
    const found = await lookAt({ ...fast, sweep, dt: 0.05 });
    expect(found?.cell).toBe(2);
    expect(found?.peak).toBeGreaterThan(60);
  });

  it('is found at another reversal potential', async () => {
    const problem = problemOf({ parameters: { ENa: 30 } });
    expect(impossiblePeak(problem, Float64Array.of(30.5))).toBeUndefined();
    expect(impossiblePeak(problem, Float64Array.of(31.5))).toEqual({ cell: 0, peak: 31.5 });
  });

  it.each<[string, Given]>([
    ['with the step that is chosen', fast],
    ['by default', { duration: 50, sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 7 } } }],
    [
      'under a pulse that drives V far up',
      { stimulus: { kind: 'pulses', amplitude: 5000, width: 0.05, onsets: [5] }, duration: 20 },
    ],
    ['from an initial V beyond all', { initial: { V: 120 }, duration: 20 }],
    [
      'of an instantaneous gate',
      problemFor({
        statistics: defaultStatistics,
        system: morrisLecar({ kind: 'constant', amplitude: 100 }, 0.05),
        integrator: strang,
        dt: 0.05,
        duration: 200,
      }),
    ],
    [
      'of a reversal potential that changes',
      problemFor({
        statistics: defaultStatistics,
        system: calciumTriangle({ kind: 'constant', amplitude: 4 }, 0.05),
        integrator: strang,
        dt: 0.05,
        duration: 200,
      }),
    ],
  ])('is not found %s', async (_, given) => expect(await lookAt(given)).toBeUndefined());

  it('is not found where there is no peak', () => {
    expect(impossiblePeak(problemOf({}), Float64Array.of(Number.NaN))).toBeUndefined();
  });
});
