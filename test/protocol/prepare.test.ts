import { describe, expect, it } from 'vitest';
import { Numbers } from '../../src/engine/numbers.ts';
import { evaluate } from '../../src/formula/evaluate.ts';
import { InputError } from '../../src/input/schema.ts';
import { integratorNames, integrators } from '../../src/integrators/catalogue.ts';
import { partOf } from '../../src/problem/parts.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare, systemOf } from '../../src/protocol/prepare.ts';
import { prominence } from '../../src/statistics/prominence.ts';
import { threshold } from '../../src/statistics/threshold.ts';

const problemOf = (input: ExperimentInput) => prepare(parseExperiment(input));

describe('the problem of an experiment', () => {
  it('has the steps of the run and the one at which its window begins', () => {
    expect(problemOf({ duration: 500, dt: 0.05, measure: { from: 100 } })).toMatchObject({
      dt: 0.05,
      steps: 10_000,
      windowStart: 2000,
    });
    // Times that are no whole number of steps are rounded to the nearest.
    expect(problemOf({ duration: 10, dt: 0.3, measure: { from: 1 } })).toMatchObject({
      steps: 33,
      windowStart: 3,
    });
    expect(problemOf({}).windowStart).toBe(0);
  });

  it.each(integratorNames)('has the integrator %s', (integrator) =>
    expect(problemOf({ integrator }).integrator).toBe(integrators[integrator]),
  );

  it('begins at rest or at a potential', () => {
    expect(problemOf({}).initial).toBe('rest');
    expect(problemOf({ initial: { V: -70 } }).initial).toEqual({ potential: -70 });
  });

  it('finds events as the experiment says', () => {
    expect(problemOf({ events: { kind: 'prominence', height: 7 } }).detector).toEqual(prominence(7));
    expect(problemOf({ events: { kind: 'threshold', level: -5, rearm: 2 } }).detector).toEqual(
      threshold(-5, 2),
    );
    expect(problemOf({ events: { kind: 'threshold' } }).detector).toEqual(threshold(0, 1));
  });

  it('measures what is measured where nothing else is asked for', () => {
    expect(problemOf({}).statistics.map(({ name }) => name)).toEqual([
      'spikes',
      'first',
      'last',
      'rate',
      'latency',
      'peak',
      'trough',
    ]);
  });

  it('is the same for an experiment that was read from its own output', () => {
    const experiment = parseExperiment({ stimulus: { kind: 'step', amplitude: 3 } });
    const { population, ...problem } = prepare(parseExperiment(JSON.parse(JSON.stringify(experiment))));
    const { population: former, ...others } = prepare(experiment);
    expect(problem).toEqual(others);
    expect(population.count).toBe(former.count);
  });
});

describe('the population of a problem', () => {
  const columns = ({ population }: Problem) =>
    population.columns.map(({ path, value }) => [
      path,
      Array.from({ length: population.count }, (_, cell) => value(cell)),
    ]);

  it('is one neuron where nothing varies', () =>
    expect(problemOf({}).population).toEqual({ first: 0, count: 1, columns: [] }));

  it('has the columns of a sweep, x fastest', () => {
    const problem = problemOf({
      sweep: {
        x: { vary: 'stimulus.amplitude', from: 0, to: 20, count: 3 },
        y: { vary: 'parameters.gK', values: [30, 40] },
      },
    });
    expect(problem.population).toMatchObject({ first: 0, count: 6 });
    expect(columns(problem)).toEqual([
      ['stimulus.amplitude', [0, 10, 20, 0, 10, 20]],
      ['parameters.gK', [30, 30, 30, 40, 40, 40]],
    ]);
  });

  it('has the columns of a sample, in the order of the document', () => {
    const problem = problemOf({
      seed: 3,
      sample: {
        count: 4,
        vary: {
          'stimulus.amplitude': { spaced: { from: 1, to: 4 } },
          'parameters.gNa': { from: 110, to: 130 },
        },
      },
    });
    const [amplitude, conductance] = columns(problem);
    expect(amplitude).toEqual(['stimulus.amplitude', [1, 2, 3, 4]]);
    expect(conductance![0]).toBe('parameters.gNa');
    for (const value of conductance![1]!) {
      expect(value).toBeGreaterThanOrEqual(110);
      expect(value).toBeLessThanOrEqual(130);
    }
  });

  it('draws by the seed of the experiment', () => {
    const drawn = (seed: number) =>
      columns(
        problemOf({
          seed,
          sample: { count: 4, method: 'random', vary: { 'parameters.gNa': { from: 1, to: 2 } } },
        }),
      );
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
  });

  it('varies numbers that the system has', () => {
    const problem = problemOf({
      stimulus: { kind: 'pulses', amplitude: 1, width: 1, onsets: [1, 2] },
      sample: {
        count: 2,
        vary: { 'stimulus.onsets.1': { from: 1, to: 2 }, 'parameters.Q10': { from: 2, to: 3 } },
      },
    });
    const paths = problem.system.numbers.map(({ path }) => path);
    for (const { path } of problem.population.columns) expect(paths).toContain(path);
  });
});

describe('a part of a problem', () => {
  const whole = problemOf({
    stimulus: { kind: 'step', amplitude: 5, onset: 0 },
    sweep: {
      x: { vary: 'stimulus.amplitude', from: 0, to: 20, count: 3 },
      y: { vary: 'stimulus.onset', values: [1, 2] },
    },
    record: { traces: { cells: [1, 4] } },
  });
  const part = partOf(whole, 2, 3);

  it('has its neurons with the numbers that they have in the whole', () => {
    expect(part.population).toMatchObject({ first: 2, count: 3 });
    const [numbers, all] = [new Numbers(part), new Numbers(whole)];
    for (const { symbol } of all.sources) {
      const values = [...numbers.values(symbol, 2, 3).subarray(0, 3)];
      expect(values, symbol).toEqual([...all.values(symbol, 0, 6).subarray(2, 5)]);
    }
    expect(numbers.value('stimulus.amplitude', 4)).toBe(10);
  });

  it('traces those of its neurons that are traced', () => {
    expect(part.record.traces?.cells).toEqual([4]);
    expect(partOf(whole, 2, 2).record.traces).toBeUndefined();
  });

  it('has the same system, to be compiled once', () => expect(part.system).toBe(whole.system));
});

describe('the system of an experiment', () => {
  const { system } = problemOf({
    parameters: { gK: 30 },
    stimulus: { kind: 'step', amplitude: 5, onset: 2, end: 3 },
  });

  it('has the name of the model', () => {
    expect(system.name).toBe('hodgkin-huxley');
    expect(problemOf({ model: 'lecture' }).system.name).toBe('lecture');
  });

  it('has every number with its path, symbol, value and unit', () => {
    const { numbers } = system;
    expect(numbers).toHaveLength(12);
    expect(numbers.find(({ symbol }) => symbol === 'gK')).toEqual({
      path: 'parameters.gK',
      symbol: 'gK',
      unit: 'mS/cm2',
      value: 30,
    });
    const units = Object.fromEntries(numbers.map(({ path, unit }) => [path, unit]));
    expect(units).toEqual({
      'parameters.gNa': 'mS/cm2',
      'parameters.gK': 'mS/cm2',
      'parameters.gL': 'mS/cm2',
      'parameters.ENa': 'mV',
      'parameters.EK': 'mV',
      'parameters.EL': 'mV',
      'parameters.C': 'uF/cm2',
      'parameters.temperature': 'degC',
      'parameters.Q10': '1',
      'stimulus.amplitude': 'uA/cm2',
      'stimulus.onset': 'ms',
      'stimulus.end': 'ms',
    });
    const values = Object.fromEntries(numbers.map(({ path, value }) => [path, value]));
    expect(values).toMatchObject({ 'stimulus.amplitude': 5, 'stimulus.onset': 2, 'stimulus.end': 3 });
  });

  it('has the stimulus as an input that can be recorded', () => {
    expect(system.inputs.map(({ name, unit }) => [name, unit])).toEqual([['stimulus', 'uA/cm2']]);
    expect(system.observables.at(-1)).toMatchObject({ name: 'stimulus', unit: 'uA/cm2' });
  });

  it('counts steps from the moments of the stimulus and from its onset', () => {
    const at = (name: string) => {
      const time = system.times.find((one) => one.name === name)!;
      return evaluate(time.at, { 'stimulus.onset': 2, 'stimulus.end': 3 });
    };
    expect(system.times.map(({ name }) => name)).toEqual(['moment.onset', 'moment.end', 'onset']);
    expect([at('moment.onset'), at('moment.end'), at('onset')]).toEqual([2, 3, 2]);
  });

  it.each<[string, ExperimentInput['stimulus'], number]>([
    ['a constant current', { kind: 'constant', amplitude: 1 }, 0],
    ['a ramp', { kind: 'ramp', to: 1, onset: 4, end: 5 }, 4],
    ['pulses', { kind: 'pulses', amplitude: 1, width: 1, onsets: [7, 3, 5] }, 3],
  ])('has the onset of %s', (_, stimulus, onset) => {
    const experiment = parseExperiment({ ...(stimulus && { stimulus }) });
    const { times, numbers } = systemOf(experiment);
    const values = Object.fromEntries(numbers.map(({ symbol, value }) => [symbol, value]));
    expect(evaluate(times.find(({ name }) => name === 'onset')!.at, values)).toBe(onset);
  });
});

describe('what is recorded', () => {
  const traces = (change: object, others: ExperimentInput = {}) =>
    problemOf({ ...others, record: { traces: { cells: [0], ...change } } }).record.traces;

  it('is nothing where nothing is asked for', () =>
    expect(problemOf({}).record).toEqual({ events: false, traces: undefined }));

  it('is every event where spikes are', () =>
    expect(problemOf({ record: { spikes: true } }).record.events).toBe(true));

  it('is every state, in whole steps', () => {
    expect(traces({ every: 0.5 }, { dt: 0.025 })).toEqual({
      cells: [0],
      every: 20,
      values: ['V', 'm', 'h', 'n'],
    });
  });

  it('is what is named, in that order', () => {
    const values = ['IK', 'V', 'stimulus', 'gNa_open'];
    expect(traces({ values })?.values).toEqual(values);
  });

  it.each([
    ['INaa', 'record.traces.values: "INaa" is nothing that can be sampled; did you mean "INa"?'],
    // What a membrane only calculates with is no observable.
    ['alpha_m', 'record.traces.values: "alpha_m" is nothing that can be sampled'],
    ['gNa', 'record.traces.values: "gNa" is nothing that can be sampled'],
    ['__proto__', 'record.traces.values: "__proto__" is nothing that can be sampled'],
  ])('is not %s', (name, message) => {
    const asking = () => traces({ values: ['V', name] });
    expect(asking).toThrow(InputError);
    expect(asking).toThrow(message);
  });
});
