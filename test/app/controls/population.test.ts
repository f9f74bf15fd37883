import { describe, expect, it } from 'vitest';
import { numbersIn } from '../../../src/app/controls/numbers.ts';
import {
  type Form,
  formOf,
  forms,
  neuronsOf,
  withForm,
  withNeurons,
} from '../../../src/app/controls/population.ts';
import { beginningRule, type Distribution, distributions } from '../../../src/app/controls/rules.ts';
import { beginsAnew } from '../../../src/app/experiment/moments.ts';
import { openingExperiment } from '../../../src/app/experiment/opening.ts';
import { type Experiment, type ExperimentInput, parseExperiment } from '../../../src/protocol/experiment.ts';

const opening = openingExperiment(1024);
const as = (form: Form, experiment: Experiment = opening): Experiment =>
  parseExperiment(withForm(experiment, form));

describe('in what the neurons differ', () => {
  it('can be changed from every form to every other one, with as many neurons', () => {
    const all = forms;
    for (const from of all)
      for (const to of all) {
        const next = as(to, as(from));
        expect([formOf(next), neuronsOf(next)], `${from} to ${to}`).toEqual([to, 1024]);
      }
  });

  it('keeps quantities and ends', () => {
    expect(as('two').sweep).toMatchObject({
      x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 32 },
      y: { vary: 'parameters.gNa', from: 60, to: 180, count: 32 },
    });
    expect(as('drawn', as('two')).sample?.vary).toEqual({
      'stimulus.amplitude': { from: 0, to: 60 },
      'parameters.gNa': { from: 60, to: 180 },
    });
    expect(as('one', as('drawn')).sweep).toEqual(opening.sweep);
    expect(as('none').trials).toBe(1024);
  });

  it('is of any size that is asked for', () => {
    for (const form of forms) expect(neuronsOf(parseExperiment(withNeurons(as(form), 256)))).toBe(256);
  });

  it('begins with a distribution around the present value', () => {
    for (const name of Object.keys(distributions) as Distribution[]) {
      const rule = beginningRule(opening, 'parameters.gNa', name);
      const sample = { ...(rule.values ? {} : { count: 16 }), vary: { 'parameters.gNa': rule } };
      expect(parseExperiment({ sample }).sample?.vary).toEqual({ 'parameters.gNa': rule });
    }
  });
});

describe('time begins anew', () => {
  const change = (first: ExperimentInput, second: ExperimentInput) =>
    beginsAnew(parseExperiment(first), parseExperiment(second));
  const pulses = (width: number, onsets = [10]): ExperimentInput => ({
    stimulus: { kind: 'pulses', amplitude: 20, width, onsets },
  });

  it('where what is changed happens once, or the beginning is another one', () => {
    expect(change(pulses(1), pulses(2))).toBe(true);
    expect(change(pulses(1), pulses(1, [10, 20]))).toBe(true);
    expect(change({}, { initial: { V: -50 } })).toBe(true);
  });

  it('and nowhere else', () => {
    expect(change(pulses(1), { ...pulses(1), parameters: { gNa: 100 } })).toBe(false);
    expect(change({}, { stimulus: { kind: 'constant', amplitude: 12 } })).toBe(false);
    expect(change({}, { stimulus: { kind: 'sine', amplitude: 2, frequency: 20 } })).toBe(false);
  });
});

describe('a list of numbers', () => {
  it('is read however it is separated', () => {
    expect(numbersIn('1, 2.5;-3e1  4,')).toEqual([1, 2.5, -30, 4]);
    expect(numbersIn('')).toEqual([]);
  });

  it('says which word is no number', () => {
    expect(numbersIn('1, two')).toMatch('"two" is not a number');
    expect(numbersIn('1e999')).toMatch('is not a number');
  });
});
