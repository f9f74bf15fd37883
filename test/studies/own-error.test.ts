import { describe, expect, it } from 'vitest';
import { runExperiment } from '../../src/engine/run.ts';
import { type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';
import { lendCpu } from '../../src/studies/firing.ts';
import { type EstimateOptions, estimateError } from '../../src/studies/own-error.ts';
import { describeError } from '../../src/studies/own-error-words.ts';

/** Runs an experiment and estimates its error. */
async function estimated(input: ExperimentInput, options: Partial<EstimateOptions> = {}) {
  const { digits = 'float32' } = options;
  const experiment = parseExperiment(input);
  const measures = await lendCpu(digits)(prepare(experiment), (simulation) => runExperiment(simulation));
  const error = await estimateError(experiment, measures, { digits, ...options });
  return { measures, error, words: describeError(error) };
}

const at = (...values: number[]) => ({ sweep: { x: { vary: 'stimulus.amplitude', values } } });
const half: ExperimentInput = { duration: 500, measure: { from: 100 } };
const warm = { parameters: { temperature: 18.5 } };
const fast = { parameters: { temperature: 18.5, C: 0.1, gNa: 500 } };

// Rates and last peaks by scipy 1.10.1 (solve_ivp, DOP853, rtol 1e-11, from the equilibrium, maxima as events), Hz and ms.
describe('the estimate is the error against another program', () => {
  it.each([
    [
      '6.3 degC, the default step',
      { ...half, ...at(6.5, 10, 50) },
      [55.02166682, 68.31382788, 117.03291644],
      493.35793027,
    ],
    [
      '18.5 degC, 0.05 ms',
      { ...half, ...warm, ...at(20, 60), dt: 0.05 },
      [253.95886148, 374.91771319],
      497.253640492,
    ],
    [
      '18.5 degC, Euler',
      { ...half, ...warm, ...at(20, 60), integrator: 'euler' },
      [253.95886148, 374.91771319],
      497.253640492,
    ],
  ] as const)('%s', async (_, input, rates, last) => {
    const { measures, error } = await estimated(input as ExperimentInput);
    const true_ = Math.max(...rates.map((rate, i) => 100 * Math.abs(measures.rate[i]! / rate - 1)));
    // What is left out at a quarter of the step of a method of second order is 1/16 of it.
    expect(error.total.ratePercent / true_).toBeGreaterThan(0.92);
    expect(error.total.ratePercent / true_).toBeLessThan(1.01);
    expect(error.total.lastSpike! / Math.abs(measures.last[0]! - last)).toBeGreaterThan(0.9);
    expect(error.sensitive).toEqual([]);
    expect(error.otherSpikes).toEqual([]);
    expect(error.rounding.ratePercent).toBeLessThan(error.total.ratePercent / 100);
  });

  it('says that a step is far too large', async () => {
    const input = { ...fast, ...at(20), dt: 0.05, duration: 300, measure: { from: 100 } };
    const { measures, error, words } = await estimated(input);
    const off = 100 * (measures.rate[0]! / 387.3123913 - 1);
    expect(off).toBeGreaterThan(100);
    // The reference is at a tenth of the step, as the neuron needs it.
    expect(error.reference.dt).toBeCloseTo(0.005, 12);
    expect(error.total.ratePercent / off).toBeCloseTo(1, 1);
    expect(error).toMatchObject({ otherSpikes: [0], sensitive: [] });
    expect(words).toMatch(
      /^rates are off by up to \d+ % from float64 .*, and 1 neuron has another number of spikes; from 1 neuron$/,
    );
  });
});

describe('what rounding decides', () => {
  // A slow ramp through the loss of stability, and one that is passed slowly by the membrane itself (docs/numerics.md).
  const ramp: ExperimentInput = {
    stimulus: { kind: 'ramp', from: 0, to: 20, end: 2000 },
    duration: 2000,
    dt: 0.05,
  };
  const golomb: ExperimentInput = {
    model: 'golomb',
    parameters: { gd: 1.8 },
    ...at(4),
    duration: 800,
    dt: 0.025,
  };

  it.each(['float32', 'float64'] as const)(
    'is called sensitive where it makes other spikes: %s',
    async (digits) => {
      const { error, words } = await estimated(ramp, { digits });
      expect(error.sensitive).toEqual([{ cell: 0, moved: null }]);
      expect(words).toMatch(
        /; the result is SENSITIVE: rounding to float32 alone gives neuron 0 another number of spikes$/,
      );
    },
  );

  it.each(['float32', 'float64'] as const)('is called sensitive where it moves them: %s', async (digits) => {
    const { error, words } = await estimated(golomb, { digits });
    expect(error.sensitive).toHaveLength(1);
    // The reference engine fires after 603 ms, the GPU after 532 ms.
    expect(error.sensitive[0]!.moved).toBeGreaterThan(65);
    expect(error.sensitive[0]!.moved).toBeLessThan(78);
    expect(error.total.lastSpike! > 50).toBe(digits === 'float32');
    expect(words).toMatch(
      /; the result is SENSITIVE: rounding to float32 alone moves spikes of neuron 0 by 7\d ms/,
    );
  });

  it('is nothing that repetitive firing is called, near its onset or in more steps', async () => {
    const near = await estimated({ model: 'morris-lecar-snlc', ...at(39.97, 40), duration: 2000 });
    const fine = await estimated({ ...half, ...at(6.5, 50), integrator: 'rk4', dt: 0.0125 });
    expect([near.error.sensitive, fine.error.sensitive]).toEqual([[], []]);
    expect(near.error.rounding.lastSpike).toBeGreaterThan(0);
  });
});

describe('random inputs', () => {
  const noise: ExperimentInput = {
    stimulus: { kind: 'ou', mean: 8, sigma: 3, tau: 5 },
    trials: 100,
    duration: 300,
  };

  it('leave rounding to be estimated, with the same random numbers', async () => {
    const { error, words } = await estimated(noise);
    expect(error).toMatchObject({ random: true, reference: { dt: 0.05 }, cells: 24, ofCells: 100 });
    expect(error.total).toEqual(error.rounding);
    // Other random numbers would move spikes by milliseconds.
    expect(error.total.lastSpike).toBeLessThan(0.05);
    expect(words).toMatch(/at the same dt; from 24 of 100 neurons; random inputs are others at another dt/);
    // In float64 the run is the reference itself.
    expect((await estimated(noise, { digits: 'float64' })).error.total.ratePercent).toBe(0);
  });
});

describe('what an estimate costs', () => {
  const many = { ...half, sweep: { x: { vary: 'stimulus.amplitude', from: 7, to: 60, count: 500 } } };

  it('is bounded by fewer neurons, and by fewer steps', async () => {
    const whole = await estimated(many);
    expect(whole.error).toMatchObject({ cells: 24, ofCells: 500, duration: 500, ofDuration: 500 });
    // So little time that no machine comes to a spike.
    const short = await estimated(many, { seconds: 1e-7 });
    expect(short.error.cells).toBe(4);
    expect(short.error.duration).toBeLessThan(500);
    // None fires so soon, and all of them later: that is not silence.
    expect(short.words).toMatch(
      /^error not known: no spike in the first [\d.]+ of 500 ms, for which there was time in float64; from 4 of 500 neurons$/,
    );
    expect(describeError({ ...short.error, firing: 4 })).toMatch(
      /from 4 of 500 neurons, over the first [\d.]+ of 500 ms \(spike times drift on after that\)$/,
    );
  });

  it('leaves silent neurons alone', async () => {
    const { words } = await estimated({ ...half, ...at(0) });
    expect(words).toBe('silent, as in float64 with strang at dt = 0.0125 ms; from 1 neuron');
  });
});
