import { describe, expect, it } from 'vitest';
import { runExperiment } from '../../src/engine/run.ts';
import { type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';
import { chooseMethod, describeChoice } from '../../src/studies/accuracy.ts';
import { lendCpu } from '../../src/studies/firing.ts';

const input: ExperimentInput = {
  sweep: { x: { vary: 'stimulus.amplitude', values: [6.5, 10, 50] } },
  duration: 500,
  measure: { from: 100 },
};
// By scipy 1.10.1 (solve_ivp, DOP853, rtol 1e-11, from the equilibrium, maxima as events), Hz.
const rates = [55.02166682, 68.31382788, 117.03291644];

describe('the choice for an accuracy', () => {
  it.each([0.2, 0.05, 0.01, 0.001])('keeps %f % against another program', async (accuracy) => {
    const { experiment, asked, found } = await chooseMethod(parseExperiment({ ...input, accuracy }));
    const { rate } = await lendCpu('float32')(prepare(experiment), (simulation) => runExperiment(simulation));
    const error = Math.max(...rates.map((exact, i) => 100 * Math.abs(rate[i]! / exact - 1)));
    expect(error).toBeLessThanOrEqual(accuracy);
    expect(asked).toBe(accuracy);
    // The reference of the choice may be off by an eighth of the accuracy.
    expect(Math.abs(error - found!)).toBeLessThan(accuracy / 8);
    expect(experiment.accuracy).toBeUndefined();
  });

  it('is as dear as it has to be, and no dearer', async () => {
    const chosen = await Promise.all(
      [0.2, 0.05, 0.03].map(async (accuracy) => {
        const { experiment } = await chooseMethod(parseExperiment({ ...input, accuracy }));
        return [experiment.integrator, experiment.dt];
      }),
    );
    // docs/work-precision.md: 0.125 % at 0.1 ms, 0.032 % at 0.05 ms, 0.008 % at 0.025 ms.
    expect(chosen).toEqual([
      ['strang', 0.1],
      ['strang', 0.05],
      ['strang', 0.025],
    ]);
  });

  it('fits the samples of a trace', async () => {
    const traced = { ...input, record: { traces: { cells: [0], every: 0.05 } } };
    const { experiment } = await chooseMethod(parseExperiment({ ...traced, accuracy: 0.2 }));
    expect(experiment).toMatchObject({ dt: 0.05, record: traced.record });
    expect(() => prepare(experiment)).not.toThrow();
  });

  it('is the default where no neuron has a rate', async () => {
    const silent = parseExperiment({
      stimulus: { kind: 'constant', amplitude: 0 },
      duration: 100,
      accuracy: 1,
    });
    const choice = await chooseMethod(silent);
    expect(choice).toMatchObject({ found: null, experiment: { dt: 0.05, integrator: 'strang' } });
    // What is left of it in run.json is what was run, not what was asked for.
    expect(choice.experiment).not.toHaveProperty('accuracy');
    expect(describeChoice(choice)).toBe(
      'accuracy 1 %: strang at dt = 0.05 ms; the default, since no neuron has a rate, from 1 neuron',
    );
  });
});

describe('an accuracy that cannot be kept', () => {
  it.each<[string, ExperimentInput, RegExp]>([
    [
      'because random inputs are others at another step',
      { stimulus: { kind: 'ou', sigma: 3, tau: 5 }, accuracy: 1 },
      /^accuracy = 1 %: random inputs are others at another dt, .*; give dt and integrator$/,
    ],
    [
      'because rounding decides',
      { stimulus: { kind: 'ramp', from: 0, to: 20, end: 2000 }, duration: 2000, accuracy: 1e-3 },
      /^accuracy = 0\.001 % cannot be kept: the rate of neuron 0 changes by .* in float64; ask for less, or give dt and integrator$/,
    ],
    [
      'because float32 has not the digits',
      { ...input, duration: 250, accuracy: 1e-6 },
      /^accuracy = 0\.000001 % cannot be kept: the nearest is \S+ at dt = \S+ ms with \S+ %; ask for less, or compute in float64 if this is float32$/,
    ],
  ])('is refused %s', async (_, document, message) => {
    await expect(chooseMethod(parseExperiment(document))).rejects.toThrow(message);
  });
});
