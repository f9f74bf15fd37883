import { describe, expect, it } from 'vitest';
import { CpuSimulation } from '../../src/engine/cpu/simulation.ts';
import { runExperiment } from '../../src/engine/run.ts';
import { integratorNames } from '../../src/integrators/catalogue.ts';
import { type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';
import { offered } from '../../src/protocol/step.ts';
import { persistentSodium } from '../support/persistent-sodium.ts';

const currents = { sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 61 } } };
const dtOf = (input: ExperimentInput) => parseExperiment(input).dt;

async function rateOf(input: ExperimentInput): Promise<number> {
  const experiment = parseExperiment({ duration: 200, measure: { from: 100 }, ...input });
  const simulation = await CpuSimulation.create(prepare(experiment), { digits: 'float64' });
  const { rate } = await runExperiment(simulation);
  return rate[0]!;
}

describe('the step of an experiment that names none', () => {
  it.each<[string, ExperimentInput]>([
    ['one cell', {}],
    ['an f-I curve', currents],
    ['a large one', { sweep: { x: { ...currents.sweep.x, count: 16_384 } } }],
    ['the other model', { model: 'lecture', ...currents }],
    ['a late step', { stimulus: { kind: 'step', amplitude: 10, onset: 20 } }],
    ['short pulses', { stimulus: { kind: 'pulses', amplitude: 200, width: 0.1, onsets: [5, 20] } }],
    ['a ramp', { stimulus: { kind: 'ramp', to: 60, end: 400 } }],
    ['an absurd current', { stimulus: { kind: 'constant', amplitude: 1e30 } }],
    ['strong hyperpolarisation', { stimulus: { kind: 'constant', amplitude: -170 } }],
  ])('is 0.05 ms for %s', (_, input) => expect(dtOf(input)).toBe(0.05));

  it.each(integratorNames)('is 0.05 ms with "%s" where nothing is faster than by default', (integrator) => {
    expect(dtOf({ ...currents, integrator })).toBe(0.05);
  });

  it.each<[ExperimentInput['parameters'], number, number]>([
    [{ temperature: 18.5 }, 20, 0.025],
    [{ C: 0.1 }, 10, 0.025],
    [{ gNa: 500 }, 10, 0.025],
    [{ C: 0.1, gNa: 500, temperature: 18.5 }, 20, 0.005],
  ])('is smaller for %j under %d uA/cm2: %d ms', (parameters, amplitude, dt) => {
    expect(dtOf({ parameters, stimulus: { kind: 'constant', amplitude } })).toBe(dt);
  });

  it.each([1, 10, 100])("is as much smaller as a membrane of one's own is faster: %d times", (speed) => {
    // All conductances so many times larger, and the time constant as many times shorter: the same equations in another unit of time.
    const dt = dtOf({
      model: persistentSodium(speed),
      stimulus: { kind: 'constant', amplitude: 20 * speed },
    });
    expect(dt * speed).toBeLessThan(0.11);
    // Steps on offer are up to 2.5 times apart.
    expect(dt * speed).toBeGreaterThan(0.02);
  });

  it('is smaller for an explicit method where it would not be stable', () => {
    // beta_m at -150 mV is 450/ms.
    const driven = { stimulus: { kind: 'constant', amplitude: -170 } } as const;
    expect(dtOf({ ...driven, integrator: 'euler' })).toBe(0.005);
  });

  it('is that of the fastest neuron of a population', () => {
    const vary = 'parameters.temperature';
    expect(dtOf({ sweep: { x: { vary, from: 6.3, to: 6.5, count: 3 } } })).toBe(0.05);
    expect(dtOf({ sweep: { x: { vary, from: 18.5, to: 6.3, count: 300 } } })).toBe(0.025);
    expect(dtOf({ sample: { count: 1000, vary: { [vary]: { from: 0, to: 18.5 } } } })).toBe(0.025);
  });

  it('is one of which the sampling interval is a whole number, if there is one', () => {
    const traced = (every: number): ExperimentInput => ({ record: { traces: { cells: [0], every } } });
    expect(dtOf(traced(0.1))).toBe(0.05);
    expect(dtOf(traced(0.02))).toBe(0.01);
    expect(() => dtOf(traced(0.03001))).toThrow('is not a whole number of steps of 0.05 ms');
  });

  it('can be named, and is then left as it is', () => {
    expect(dtOf({ dt: 0.5 })).toBe(0.5);
    expect(dtOf({ parameters: { temperature: 18.5 }, dt: 0.05 })).toBe(0.05);
  });

  it('is a whole part of 0.05 ms', () => {
    for (const dt of offered) expect(0.05 / dt).toBeCloseTo(Math.round(0.05 / dt), 9);
  });

  it.each<[ExperimentInput['parameters'], number]>([
    [{ temperature: 18.5 }, 20],
    [{ temperature: 25 }, 40],
    [{ C: 0.1 }, 20],
    [{ gNa: 500 }, 10],
    [{ gNa: 300, C: 0.5, temperature: 18.5 }, 20],
    [{ gNa: 500, gK: 150, temperature: 30 }, 50],
    [{ gNa: 500, C: 0.1, temperature: 18.5 }, 20],
  ])('gives right rates for %j under %d uA/cm2', async (parameters, amplitude) => {
    const input = { parameters, stimulus: { kind: 'constant', amplitude } } as const;
    const exact = await rateOf({ ...input, integrator: 'strang-richardson', dt: 0.0025 });
    const rate = await rateOf(input);
    // 0.102 % is the worst of 137 cells in docs/numerics.md, whose step is chosen for each.
    expect(Math.abs(rate / exact - 1)).toBeLessThan(1e-3);
  });
});
