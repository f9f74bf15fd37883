import { describe, expect, it } from 'vitest';
import { type ExperimentInput, parseExperiment, variableNumbers } from '../../src/protocol/experiment.ts';
import { prepare, systemOf } from '../../src/protocol/prepare.ts';
import { stimulusUnit, stimulusWords } from '../../src/protocol/stimulus.ts';
import { cellColumns } from '../../src/tables/columns.ts';
import { csvHeader, csvRows } from '../../src/tables/csv.ts';

const ou = { kind: 'ou', sigma: 3, tau: 5 } as const;
const synapses = { kind: 'synapses', rate: 10, count: 100, weight: 0.02, decay: 3 } as const;
const stepOf = (stimulus: unknown) => parsed(stimulus).dt;
const parsed = (stimulus: unknown, more: object = {}) =>
  parseExperiment({ stimulus: stimulus as ExperimentInput['stimulus'], ...more });

describe('a fluctuating current and synapses', () => {
  it('are refused with the place of what is wrong', () => {
    const message = (stimulus: unknown, more?: object) => {
      try {
        parsed(stimulus, more);
      } catch (error) {
        return (error as Error).message;
      }
      throw new Error('nothing was thrown');
    };
    expect(message({ ...ou, sigma: -1 })).toMatch(/stimulus\.sigma/);
    expect(message({ ...ou, tau: 0 })).toMatch(/stimulus\.tau/);
    expect(message({ ...ou, onset: 5, end: 5 })).toMatch(/end = 5 ms must be greater than onset = 5 ms/);
    expect(message({ ...synapses, rate: undefined })).toMatch(/either a rate .* or the times/);
    expect(message({ ...synapses, times: [1] })).toMatch(/either a rate .* or the times/);
    expect(message({ ...synapses, rate: undefined, times: [1], end: 5 })).toMatch(/given times have no end/);
    expect(message({ ...synapses, rise: 3 })).toMatch(/rise = 3 ms must be less than decay = 3 ms/);
    expect(message({ ...synapses, unit: 'nS' })).toMatch(/"nS" needs the area .* or the stimulus in mS\/cm2/);
    expect(message({ ...synapses, rate: 1e6 }, { dt: 0.05 })).toMatch(
      /^stimulus: 1000000 Hz at 100 synapses are 5000 arrivals in a step of 0\.05 ms; at most 20 can be counted/,
    );
    const sweep = { x: { vary: 'stimulus.rate', from: 0, to: 1e6, count: 2 } };
    expect(message(synapses, { dt: 0.05, sweep })).toMatch(/5000 arrivals in a step/);
  });

  it('have numbers with units and words', () => {
    const { stimulus } = parsed([{ ...ou, name: 'noise' }, synapses]);
    expect(Object.keys(variableNumbers({ stimulus, parameters: {} }))).toEqual([
      'stimulus.noise.mean',
      'stimulus.noise.sigma',
      'stimulus.noise.tau',
      'stimulus.noise.onset',
      'stimulus.1.rate',
      'stimulus.1.count',
      'stimulus.1.weight',
      'stimulus.1.reversal',
      'stimulus.1.decay',
      'stimulus.1.onset',
    ]);
    expect(stimulusUnit('stimulus.noise.sigma', stimulus)).toBe('uA/cm2');
    expect(stimulusUnit('stimulus.1.weight', stimulus)).toBe('mS/cm2');
    expect(stimulusUnit('stimulus.1.rate', stimulus)).toBe('Hz');
    expect(stimulusWords('stimulus.1.reversal', stimulus)).toBe('Reversal potential of the synapses (1)');
  });

  it('say a weight of the whole cell in both units, where the cell has an area', () => {
    const model = 'connor-stevens';
    const area = { ...parseExperiment({ model }).model, area: '1000 um2' };
    const system = systemOf({ ...parsed({ ...synapses, unit: 'nS' }, { model: area }) });
    const weight = system.numbers.find(({ path }) => path === 'stimulus.weight');
    // 1 nS over 1000 um2 = 1e-5 cm2 is 0.1 mS/cm2.
    expect(weight).toMatchObject({ unit: 'nS', also: { unit: 'mS/cm2', factor: 0.1 } });
  });

  it('choose a step that follows the largest excitation', () => {
    expect(stepOf({ ...ou, mean: 0, sigma: 200 })).toBeLessThan(stepOf(ou));
    expect(stepOf({ ...synapses, weight: 5 })).toBeLessThan(stepOf(synapses));
  });
});

describe('trials', () => {
  const experiment = parseExperiment({
    stimulus: ou,
    sweep: { x: { vary: 'stimulus.mean', values: [1, 2] } },
    trials: 3,
  });

  it('are the same neurons again, in the same order, with their number in the table', () => {
    const problem = prepare(experiment);
    expect(problem.population).toMatchObject({ count: 6, distinct: 2 });
    const columns = cellColumns(problem);
    expect([csvHeader(columns), ...csvRows(columns, 6)].join('')).toBe(
      'cell,trial,stimulus.mean_uA_cm2\n0,0,1\n1,0,2\n2,1,1\n3,1,2\n4,2,1\n5,2,2\n',
    );
  });

  it('repeat drawn neurons too', () => {
    const vary = { 'parameters.gK': { normal: { mean: 36, sd: 3 } } };
    const { population } = prepare(parseExperiment({ sample: { count: 4, vary }, trials: 2 }));
    const [gK] = population.columns;
    const values = Array.from({ length: 8 }, (_, cell) => gK!.value(cell));
    expect(new Set(values).size).toBe(4);
    expect(values.slice(4)).toEqual(values.slice(0, 4));
  });

  it('count among the neurons', () => {
    expect(() => parseExperiment({ trials: 0 })).toThrow(/trials/);
    const x = { vary: 'stimulus.amplitude', from: 0, to: 1, count: 100_000 };
    expect(() => parseExperiment({ sweep: { x }, trials: 100_000 })).toThrow(/too many to number/);
  });
});
