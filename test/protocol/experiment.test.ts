import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/input/schema.ts';
import { integratorNames } from '../../src/integrators/catalogue.ts';
import { membranes } from '../../src/model/catalogue.ts';
import type { MembraneInput } from '../../src/model/membrane.ts';
import { parseMembrane } from '../../src/model/read.ts';
import {
  documentOf,
  type ExperimentInput,
  parseExperiment,
  unitOf,
  variableNumbers,
} from '../../src/protocol/experiment.ts';

/** The experiment of the README, with everything in it. */
const full: ExperimentInput = {
  model: 'hodgkin-huxley',
  parameters: { gNa: 110 },
  stimulus: { kind: 'step', amplitude: 10, onset: 0 },
  sweep: {
    x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 256 },
    y: { vary: 'parameters.gK', values: [30, 36, 42] },
  },
  initial: 'rest',
  duration: 500,
  dt: 0.025,
  integrator: 'exponential',
  measure: { from: 100 },
  events: { kind: 'prominence', height: 20 },
  record: { spikes: true, traces: { cells: [0, 17], every: 0.1 } },
  trials: 1,
  seed: 1,
};

/** What is thrown. */
function errorOf(act: () => unknown): Error {
  try {
    act();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

describe('parseExperiment', () => {
  it('fills in every default', () => {
    expect(documentOf(parseExperiment({}))).toEqual({
      model: 'hodgkin-huxley',
      parameters: { gNa: 120, gK: 36, gL: 0.3, ENa: 50, EK: -77, EL: -54.4, C: 1, temperature: 6.3, Q10: 3 },
      stimulus: { kind: 'constant', amplitude: 10 },
      sweep: {},
      initial: 'rest',
      duration: 500,
      dt: 0.05,
      integrator: 'strang',
      measure: { from: 0 },
      events: { kind: 'prominence', height: 20 },
      record: { spikes: false },
      trials: 1,
      seed: 1,
    });
    expect(parseExperiment({ model: 'lecture' }).parameters).toMatchObject({
      ENa: 55,
      EK: -75,
      EL: -50,
      gNa: 120,
    });
    expect(parseExperiment({ stimulus: { kind: 'step', amplitude: 1 } }).stimulus).toMatchObject({
      onset: 0,
    });
    expect(parseExperiment({ stimulus: { kind: 'ramp', to: 1, end: 5 } }).stimulus).toEqual({
      kind: 'ramp',
      from: 0,
      to: 1,
      onset: 0,
      end: 5,
    });
    expect(parseExperiment({ events: { kind: 'threshold' } }).events).toEqual({
      kind: 'threshold',
      level: 0,
      rearm: 1,
    });
    expect(parseExperiment({ record: { traces: { cells: [0] } } }).record).toEqual({
      spikes: false,
      traces: { cells: [0], every: 0.1 },
    });
    expect(parseExperiment({ sample: { count: 2, vary: {} } }).sample).toEqual({
      count: 2,
      method: 'sobol',
      vary: {},
    });
  });

  it('keeps what is given, and adds only the other parameters', () => {
    const { parameters, ...rest } = documentOf(parseExperiment(full));
    const { parameters: given, ...others } = full;
    expect(rest).toEqual(others);
    expect(parameters).toMatchObject({ ...given, gK: 36 });
  });

  it('keeps a sample, and what is to be recorded, as they are written', () => {
    const sample = {
      count: 3,
      method: 'random' as const,
      seed: 7,
      vary: {
        'parameters.gNa': { normal: { mean: 120, sd: 5 } },
        'stimulus.amplitude': { values: [1, 2, 3] },
      },
    };
    const record = { spikes: true, traces: { cells: [2], every: 0.2, values: ['V', 'INa', 'stimulus'] } };
    expect(parseExperiment({ sample, record })).toMatchObject({ sample, record, sweep: {} });
  });

  it('keeps an accuracy, which is not written with the step and the integrator that stand for it', () => {
    const experiment = parseExperiment({ accuracy: 0.05 });
    expect(experiment).toEqual({ ...parseExperiment({}), accuracy: 0.05 });
    expect(documentOf(experiment)).toMatchObject({ accuracy: 0.05 });
    expect(documentOf(experiment)).not.toHaveProperty('dt');
    expect(parseExperiment(documentOf(experiment))).toEqual(experiment);
  });

  it('reads its own output as the same experiment', () => {
    const inputs = fc.record<ExperimentInput>(
      {
        model: fc.constantFrom('hodgkin-huxley', 'lecture'),
        parameters: fc.record({ gNa: fc.double({ min: 0, max: 500, noNaN: true }) }, { requiredKeys: [] }),
        stimulus: fc.constantFrom(
          { kind: 'constant' as const, amplitude: 3 },
          { kind: 'step' as const, amplitude: 3, end: 4 },
          { kind: 'ramp' as const, to: 8, end: 4 },
          { kind: 'pulses' as const, amplitude: 3, width: 0.5, onsets: [1, 2] },
        ),
        sweep: fc.constantFrom(
          {},
          { x: { vary: 'parameters.gK', values: [1, 2] } },
          { y: { vary: 'parameters.EL', from: -60, to: -50, count: 3 } },
        ),
        sample: fc.constantFrom(
          undefined,
          { count: 4, vary: { 'parameters.gK': { from: 30, to: 40 } } },
          {
            vary: {
              'parameters.gNa': { values: [100, 120] },
              'parameters.C': { spaced: { from: 1, to: 2 } },
            },
          },
        ),
        initial: fc.constantFrom('rest' as const, { V: -70 }),
        duration: fc.double({ min: 5, max: 1000, noNaN: true }),
        integrator: fc.constantFrom(...integratorNames),
        events: fc.constantFrom(
          { kind: 'prominence' as const },
          { kind: 'threshold' as const, level: -10 },
          { kind: 'threshold' as const, rearm: 0 },
        ),
        record: fc.constantFrom(
          {},
          { spikes: true },
          { traces: { cells: [0] } },
          { traces: { cells: [0], values: ['V', 'IK'] } },
        ),
        seed: fc.nat(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(inputs, ({ sample, ...others }) => {
        // Either form alone.
        const input: ExperimentInput = sample ? { ...others, sweep: {}, sample } : others;
        const complete = parseExperiment(input);
        expect(parseExperiment(complete)).toEqual(complete);
        expect(parseExperiment(JSON.parse(JSON.stringify(complete)))).toEqual(complete);
      }),
    );
  });

  it('does not change what it is given', () => {
    const document = structuredClone(full);
    parseExperiment(document);
    expect(document).toEqual(full);
  });
});

describe('what cannot be run is refused in one line', () => {
  const sweepX = (x: object) => ({ sweep: { x } });
  const many = { from: 0, to: 1, count: 65536 };

  it.each<[string, object, string | RegExp]>([
    ['an unknown key', { integrater: 'euler' }, 'unknown key "integrater"; did you mean "integrator"?'],
    ['a key in capitals', { DT: 0.1 }, 'unknown key "DT"; did you mean "dt"?'],
    [
      'a key like nothing',
      { colourfulness: 1 },
      /unknown key "colourfulness"; known: model, parameters, stimulus/,
    ],
    [
      'an unknown key below',
      { measure: { form: 3 } },
      'unknown key "form"; did you mean "from"? (in measure)',
    ],
    [
      'an unknown key of a stimulus',
      { stimulus: { kind: 'step', amplitud: 3 } },
      'unknown key "amplitud"; did you mean "amplitude"?',
    ],
    [
      'an unknown model',
      { model: 'hodgkin-huxly' },
      'unknown model "hodgkin-huxly"; did you mean "hodgkin-huxley"?',
    ],
    ['a model that is a property of objects', { model: 'constructor' }, 'unknown model "constructor"'],
    [
      'an unknown parameter',
      { parameters: { gCa: 3 } },
      'unknown parameter "gCa" of model "hodgkin-huxley"; did you mean',
    ],
    [
      'a parameter out of range',
      { parameters: { gNa: -1 } },
      'parameters.gNa = -1 mS/cm2 is out of range: it must be 0 to 500 mS/cm2',
    ],
    [
      'a parameter without a unit out of range',
      { parameters: { Q10: 0 } },
      'parameters.Q10 = 0 is out of range: it must be 1 to 5',
    ],
    [
      'one that is varied',
      { sweep: { x: { vary: 'parameters.Q10', values: [9] } } },
      'sweep.x (parameters.Q10) = 9 is out of range: it must be 1 to 5',
    ],
    [
      'a parameter called like the prototype of objects',
      { parameters: JSON.parse('{ "__proto__": 5 }') },
      'parameters: unknown key "__proto__"',
    ],
    [
      'a list in the place of the parameters',
      { parameters: [] },
      'parameters = [] is not valid: expected a value of type object',
    ],
    ['a parameter that is no number', { parameters: { gNa: '120' } }, 'parameters.gNa = "120" is not valid'],
    ['no step', { dt: 0 }, 'dt = 0 is not valid: it must be at least 0.0001'],
    ['a negative step', { dt: -0.1 }, 'dt = -0.1 is not valid: it must be at least 0.0001'],
    [
      'a step below the digits of float32',
      { dt: 9e-5 },
      'dt = 0.00009 is not valid: it must be at least 0.0001',
    ],
    ['a step beyond every integrator', { dt: 5 }, 'dt = 5 is not valid: it must be at most 1'],
    ['no duration', { duration: 0 }, 'duration = 0 is not valid: it must be greater than 0'],
    ['a duration of less than a step', { duration: 0.01 }, 'duration = 0.01 ms is shorter than one step'],
    [
      'more steps than can be counted',
      { duration: 1e9, dt: 0.1 },
      'duration = 1000000000 ms is 10000000000 steps of 0.1 ms; at most 2147483647 can be counted',
    ],
    [
      'a window after the end',
      { duration: 100, measure: { from: 100 } },
      'it must be less than duration = 100 ms',
    ],
    [
      'a window of less than a step',
      { duration: 10, dt: 0.05, measure: { from: 9.99 } },
      'measure.from = 9.99 ms leaves nothing to measure; it must be less than duration = 10 ms by at least one step of 0.05 ms',
    ],
    [
      'an unknown integrator',
      { integrator: 'rk5' },
      'integrator = "rk5" is not valid: known: euler, exponential',
    ],
    [
      'an unknown stimulus',
      { stimulus: { kind: 'noise' } },
      'stimulus.kind = "noise" is not valid: known: constant, step, ramp, pulses, train, paired',
    ],
    ['a stimulus without its number', { stimulus: { kind: 'step' } }, 'stimulus.amplitude is missing'],
    [
      'a stimulus that ends before it begins',
      { stimulus: { kind: 'step', amplitude: 1, onset: 5, end: 5 } },
      'end = 5 ms must be greater than onset = 5 ms',
    ],
    [
      'pulses without onsets',
      { stimulus: { kind: 'pulses', amplitude: 1, width: 1, onsets: [] } },
      'at least 1',
    ],
    [
      'a negative onset',
      { stimulus: { kind: 'step', amplitude: 1, onset: -1 } },
      'stimulus.onset = -1 is not valid',
    ],
    [
      'a sweep of zero points',
      sweepX({ vary: 'stimulus.amplitude', from: 0, to: 1, count: 0 }),
      'at least 1',
    ],
    ['a sweep of no values', sweepX({ vary: 'stimulus.amplitude', values: [] }), 'at least 1'],
    [
      'a sweep of more values than a file should hold',
      sweepX({ vary: 'stimulus.amplitude', values: new Array(1_000_001).fill(1) }),
      'give at most 1000000',
    ],
    [
      'a column of too many values',
      { sample: { vary: { 'parameters.gK': { values: new Array(2 ** 24 + 1).fill(36) } } } },
      'is not valid: give at most 16777216',
    ],
    [
      'a sweep of half a point',
      sweepX({ vary: 'stimulus.amplitude', from: 0, to: 1, count: 2.5 }),
      'a whole number',
    ],
    [
      'a sweep without values',
      sweepX({ vary: 'stimulus.amplitude', from: 0 }),
      'sweep.x: give either "values" or all of "from", "to" and "count"',
    ],
    [
      'a sweep with both',
      sweepX({ vary: 'stimulus.amplitude', from: 0, values: [1] }),
      'give either "values" or all of "from", "to" and "count"',
    ],
    [
      'a sweep of nothing known',
      sweepX({ vary: 'stimulus.amplitud', values: [1] }),
      'sweep.x.vary = "stimulus.amplitud" is nothing that can be varied; did you mean "stimulus.amplitude"?',
    ],
    [
      'a sweep of dt',
      sweepX({ vary: 'dt', values: [1] }),
      'sweep.x.vary = "dt" is nothing that can be varied',
    ],
    [
      'a sweep of a missing pulse',
      {
        ...sweepX({ vary: 'stimulus.onsets.2', values: [1] }),
        stimulus: { kind: 'pulses', amplitude: 1, width: 1, onsets: [1, 2] },
      },
      'nothing that can be varied',
    ],
    [
      'a sweep beyond the range of a parameter',
      sweepX({ vary: 'parameters.gK', from: 0, to: 300, count: 4 }),
      'sweep.x (parameters.gK) = 300 mS/cm2 is out of range: it must be 0 to 200 mS/cm2',
    ],
    [
      'a sweep that makes a stimulus impossible',
      {
        ...sweepX({ vary: 'stimulus.onset', values: [1, 2, 9] }),
        stimulus: { kind: 'step', amplitude: 1, onset: 0, end: 8 },
      },
      'end = 8 ms must be greater than onset = 9 ms',
    ],
    [
      'a sweep of one quantity on both axes',
      {
        sweep: {
          x: { vary: 'parameters.gK', values: [1] },
          y: { vary: 'parameters.gK', values: [2] },
        },
      },
      'sweep.x and sweep.y both vary "parameters.gK"',
    ],
    [
      'more neurons than can be numbered',
      { sweep: { x: { vary: 'stimulus.amplitude', ...many }, y: { vary: 'parameters.gK', ...many } } },
      'sweep: 4294967296 neurons are too many to number; the product of the counts must be at most 4294967295',
    ],
    [
      'an accuracy beside what is chosen for it',
      { accuracy: 0.1, dt: 0.05, integrator: 'rk4' },
      'accuracy = 0.1 % chooses dt and integrator: leave out dt = 0.05 and integrator = rk4, or the accuracy',
    ],
    [
      'a sample beside a sweep',
      {
        sweep: { x: { vary: 'parameters.gK', values: [1] } },
        sample: { count: 1, vary: { 'parameters.gNa': { from: 1, to: 2 } } },
      },
      '"sweep" and "sample" both describe the population; leave one of them out',
    ],
    [
      'a sample of nothing known',
      { sample: { count: 2, vary: { 'parameters.gk2': { from: 1, to: 2 } } } },
      'sample.vary = "parameters.gk2" is nothing that can be varied; did you mean "parameters.gK"?',
    ],
    [
      'a sample without its size',
      { sample: { vary: { 'parameters.gK': { from: 1, to: 2 } } } },
      'sample.count: give the number of neurons, or the "values" of a quantity',
    ],
    [
      'a sample with two rules for a quantity',
      { sample: { count: 2, vary: { 'parameters.gK': { from: 1, to: 2, values: [1, 2] } } } },
      'sample.vary.parameters.gK: give one of "from" and "to"',
    ],
    [
      'a sample of a quantity called like the prototype of objects',
      JSON.parse('{ "sample": { "count": 2, "vary": { "__proto__": { "from": 1, "to": 2 } } } }'),
      'sample.vary: unknown key "__proto__"',
    ],
    [
      'a sample beyond the range of a parameter',
      { sample: { count: 2, vary: { 'parameters.gK': { from: 1, to: 300 } } } },
      'sample.vary.parameters.gK = 300 mS/cm2 is out of range: it must be 0 to 200 mS/cm2',
    ],
    [
      'a sample that draws hardly any valid value',
      { sample: { count: 2, vary: { 'parameters.gK': { normal: { mean: 1000, sd: 1 } } } } },
      'sample.vary.parameters.gK draws hardly any valid value: they are 0 to 200 mS/cm2',
    ],
    [
      'a sample that makes a stimulus impossible',
      {
        stimulus: { kind: 'step', amplitude: 1, onset: 2, end: 8 },
        sample: { count: 2, vary: { 'stimulus.onset': { from: 0, to: 9 } } },
      },
      /end = 8 ms must be greater than onset = [89]/,
    ],
    [
      'a trace of a neuron that a sample does not have',
      { sample: { count: 2, vary: {} }, record: { traces: { cells: [2] } } },
      'record.traces.cells: there is no neuron 2; the population has 0 to 1',
    ],
    [
      'a threshold that is armed above itself',
      { events: { kind: 'threshold', rearm: -1 } },
      'events.rearm = -1 is not valid: it must be at least 0',
    ],
    [
      'traces of nothing',
      { record: { traces: { cells: [0], values: [] } } },
      'record.traces.values = [] is not valid: give at least 1',
    ],
    ['no prominence', { events: { kind: 'prominence', height: 0 } }, 'events.height = 0 is not valid'],
    ['a threshold beyond every potential', { events: { kind: 'threshold', level: 2000 } }, 'at most 1000'],
    ['an initial state of another kind', { initial: 'random' }, 'it must be "rest" or {"V": mV}'],
    [
      'an initial potential out of range',
      { initial: { V: 500 } },
      'initial.V = 500 is not valid: it must be at most 200',
    ],
    [
      'a trace of a missing neuron',
      { record: { traces: { cells: [0, 1] } } },
      'record.traces.cells: there is no neuron 1; the population has 0 to 0',
    ],
    [
      'a neuron that is traced twice',
      { record: { traces: { cells: [0, 0] } } },
      'record.traces.cells: neuron 0 is there twice',
    ],
    [
      'samples between the steps',
      { dt: 0.025, record: { traces: { cells: [0], every: 0.06 } } },
      'record.traces.every = 0.06 ms is not a whole number of steps of 0.025 ms; the nearest is 0.05',
    ],
    [
      'a seed that is too large',
      { seed: 2 ** 32 },
      'seed = 4294967296 is not valid: it must be at most 4294967295',
    ],
    ['no object', [] as object, 'the experiment'],
  ])('%s', (_, document, message) => {
    // Once: some documents are large.
    const error = errorOf(() => parseExperiment(document));
    expect(error).toBeInstanceOf(InputError);
    expect(() => {
      throw error;
    }).toThrow(message);
    expect(error.message).not.toContain('\n');
  });

  it.each([null, undefined, 3, 'text', Number.NaN])('%s instead of a document', (document) => {
    expect(() => parseExperiment(document)).toThrow(InputError);
  });

  it('names everything that is wrong at once', () => {
    expect(() => parseExperiment({ dt: 0, duration: -1 })).toThrow(/duration = -1 .*; dt = 0 /);
  });

  it('says once that a whole number is beyond all of them', () => {
    expect(() => parseExperiment({ trials: 1e30 })).toThrow(
      /^trials = 1e\+30 is not valid: it must be at most 1000000$/,
    );
  });

  it('names a few problems and counts the others', () => {
    const parameters = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`p${i}`, 'text']));
    expect(() => parseExperiment({ parameters })).toThrow(
      /^(parameters\.p\d = "text" [^;]*; ){5}and 15 more$/,
    );
  });

  it('lists the known keys of an object once, however many are unknown', () => {
    const read = () =>
      parseExperiment({ first: 1, author: 2, durration: 3, record: { third: 1, spike: true } });
    expect(read).toThrow(
      'unknown key "durration"; did you mean "duration"?; unknown keys "first", "author"; known: model',
    );
    expect(read).toThrow('unknown key "spike"; did you mean "spikes"? (in record)');
    expect(read).toThrow('unknown key "third"; known: spikes, traces (in record)');
  });

  it.each<[string, object]>([
    ['a key', { ['\u001b[2J'.repeat(1e4)]: 1 }],
    ['a key below', { measure: { ['\n'.repeat(1e4)]: 1 } }],
    ['a parameter', { parameters: { ['\u0007'.repeat(1e4)]: 1 } }],
    ['a parameter of another type', { parameters: { ['\u0007'.repeat(1e4)]: 'x' } }],
    ['a model', { model: '\u009b2J'.repeat(1e4) }],
    ['a kind', { stimulus: { kind: '\u202e'.repeat(1e4) } }],
    ['a quantity', { sweep: { x: { vary: '\r'.repeat(1e4), values: [1] } } }],
    ['a quantity of a sample', { sample: { count: 1, vary: { ['\r'.repeat(1e4)]: { from: 0, to: 1 } } } }],
    ['a number', { duration: '\t'.repeat(1e4) }],
    ['a list', { sweep: { x: { vary: 'parameters.gK', values: new Array(1e4).fill('\b') } } }],
  ])('shortens and makes visible %s from outside', (_, document) => {
    let message = '';
    try {
      parseExperiment(document);
    } catch (error) {
      message = (error as Error).message;
    }
    // Five problems with two texts each, and the words between them.
    expect(message).toMatch(/^[\x20-\x7e…]{20,1500}$/);
  });

  it('survives an object that holds itself', () => {
    const round: Record<string, unknown> = {};
    round.duration = round;
    expect(() => parseExperiment(round)).toThrow('duration = a value of type object is not valid');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('%d as a number', (value) => {
    expect(() => parseExperiment({ duration: value })).toThrow(`duration = ${value} is not valid`);
    expect(() => parseExperiment({ stimulus: { kind: 'constant', amplitude: value } })).toThrow(InputError);
  });
});

it('leaves at least one step in every window that it takes', () => {
  const input = fc.record({
    duration: fc.double({ min: 1, max: 20, noNaN: true }),
    dt: fc.double({ min: 1e-3, max: 1, noNaN: true }),
    from: fc.double({ min: 0, max: 21, noNaN: true }),
  });
  fc.assert(
    fc.property(input, ({ duration, dt, from }) => {
      // As the engines count steps.
      const steps = Math.round(duration / dt) - Math.round(from / dt);
      const read = () => parseExperiment({ duration, dt, measure: { from } });
      if (steps >= 1) expect(read).not.toThrow();
      else expect(read).toThrow(/leaves nothing to measure/);
    }),
  );
});

describe('variableNumbers', () => {
  it('has every number of stimulus and model by its path', () => {
    const experiment = parseExperiment({
      stimulus: { kind: 'pulses', amplitude: 3, width: 1, onsets: [5, 9] },
      parameters: { gK: 30 },
    });
    expect(variableNumbers(experiment)).toMatchObject({
      'stimulus.amplitude': 3,
      'stimulus.width': 1,
      'stimulus.onsets.0': 5,
      'stimulus.onsets.1': 9,
      'parameters.gK': 30,
      'parameters.temperature': 6.3,
    });
    for (const [path, value] of Object.entries(variableNumbers(experiment))) {
      const swept = parseExperiment({ ...experiment, sweep: { x: { vary: path, values: [value] } } });
      expect(swept.sweep.x?.vary).toBe(path);
    }
  });

  it('has a unit each', () => {
    const experiment = parseExperiment({
      stimulus: [
        { kind: 'ramp', to: 5, end: 10 },
        { name: 'kicks', kind: 'pulses', amplitude: 20, width: 1, onsets: [5, 9] },
      ],
    });
    expect(unitOf(experiment, 'stimulus.0.from')).toBe('uA/cm2');
    expect(unitOf(experiment, 'stimulus.0.onset')).toBe('ms');
    expect(unitOf(experiment, 'stimulus.kicks.amplitude')).toBe('uA/cm2');
    expect(unitOf(experiment, 'stimulus.kicks.onsets.1')).toBe('ms');
    expect(unitOf(parseExperiment({}), 'stimulus.amplitude')).toBe('uA/cm2');
    expect(unitOf(experiment, 'parameters.gNa')).toBe('mS/cm2');
    expect(unitOf(experiment, 'parameters.EL')).toBe('mV');
  });
});

describe('the model of an experiment', () => {
  const own: MembraneInput = {
    name: 'lecture',
    parameters: { gL: 0.1 },
    currents: [{ name: 'IL', conductance: 'gL', reversal: -65 }],
  };

  it('is the membrane itself, whether it is named or given', () => {
    expect(parseExperiment({}).model).toBe(membranes['hodgkin-huxley']);
    const { model, parameters } = parseExperiment({ model: own, parameters: { gL: 0.2 } });
    expect(model).toEqual(parseMembrane(own));
    expect(parameters).toEqual({ gL: 0.2 });
  });

  it('is written by its name where it is shipped, else whole', () => {
    expect(documentOf(parseExperiment({ model: 'lecture' })).model).toBe('lecture');
    // A membrane that is called like a shipped one is still another one.
    const document = documentOf(parseExperiment({ model: own }));
    expect(document.model).toMatchObject({ name: 'lecture', parameters: { gL: { value: 0.1 } } });
    expect(parseExperiment(JSON.parse(JSON.stringify(document)))).toEqual(parseExperiment({ model: own }));
  });

  it.each<[string, unknown, string]>([
    ['a number', 5, 'model: expected the name of a model, or a membrane'],
    ['a list', [], 'model: expected the name of a model, or a membrane'],
    ['a file', 'my.json', 'model "my.json" is a file, and none is read here; give the document itself'],
    ['a membrane without currents', { name: 'x' }, 'model: currents is missing'],
    [
      'a membrane with a fault',
      { ...own, definitions: { a: 'v' } },
      'model: definitions.a: unknown symbol "v"; did you mean "V"?: v',
    ],
  ])('is not %s', (_, model, message) => {
    expect(() => parseExperiment({ model })).toThrow(message);
  });
});
