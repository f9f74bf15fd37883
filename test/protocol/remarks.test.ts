import { describe, expect, it } from 'vitest';
import { type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';
import { remarksOn } from '../../src/protocol/remarks.ts';

const remarks = (input: ExperimentInput) => remarksOn(parseExperiment(input));

describe('a duration', () => {
  it.each([
    [100.02, 0.05, 'it is run for 100 ms'],
    [0.03, 0.05, 'it is run for 0.05 ms'],
  ])('of %d ms in steps of %d ms is said to be rounded', (duration, dt, words) => {
    expect(remarks({ duration, dt })).toEqual([expect.stringContaining(words)]);
  });

  it.each([
    [500, 0.05],
    [0.3, 0.1],
    [1000, 0.0125],
    [1e5, 1e-4],
  ])('of %d ms in steps of %d ms is not remarked on', (duration, dt) => {
    expect(remarks({ duration, dt })).toEqual([]);
  });
});

describe('a step that is too large', () => {
  const fast: ExperimentInput = {
    parameters: { C: 0.1, gNa: 500, temperature: 18.5 },
    stimulus: { kind: 'constant', amplitude: 20 },
  };

  it('is said with what is too fast and the step that would do', () => {
    expect(remarks({ dt: 0.5 })).toEqual([
      expect.stringMatching(
        /^dt = 0\.5 ms is too large: V changes by up to 3\d\d mV\/ms; dt = 0\.05 ms would do$/,
      ),
    ]);
    expect(remarks({ ...fast, dt: 0.05 })).toEqual([expect.stringMatching(/dt = 0\.005 ms would do$/)]);
  });

  it('is said with the neuron', () => {
    const sweep = { x: { vary: 'parameters.temperature', from: 0, to: 18.5, count: 20 } };
    expect(remarks({ sweep, dt: 0.2, duration: 50 })).toEqual([
      expect.stringMatching(/: m of neuron 19 changes by up to 4\.\d+ \/ms; dt = 0\.025 ms would do$/),
    ]);
  });

  it('is said with the rate where an explicit method is not stable', () => {
    expect(remarks({ dt: 0.1, integrator: 'euler' })).toEqual([
      expect.stringMatching(
        /: the rate of V is up to 37 \/ms, beyond what "euler" is stable at; dt = 0\.05 ms would do$/,
      ),
    ]);
    expect(remarks({ dt: 0.1, integrator: 'rk4' })).toHaveLength(1);
  });

  it('is not said of one that is chosen, nor of one that errs by little more', () => {
    expect(remarks({})).toEqual([]);
    expect(remarks(fast)).toEqual([]);
    expect(remarks({ dt: 0.1 })).toEqual([]);
  });
});
