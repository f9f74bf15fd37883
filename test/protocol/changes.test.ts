import { describe, expect, it } from 'vitest';
import { changed } from '../../src/protocol/changes.ts';
import { type ExperimentInput, parseExperiment, variableNumbers } from '../../src/protocol/experiment.ts';

const document: ExperimentInput = {
  stimulus: [
    { name: 'exc', kind: 'synapses', rate: 10, count: 100, weight: 0.02, decay: 3 },
    { kind: 'pulses', amplitude: 10, width: 1, onsets: [5, 10] },
  ],
  sweep: {
    x: { vary: 'stimulus.exc.weight', from: 0, to: 0.1, count: 11 },
    y: { vary: 'parameters.gK', values: [30, 36] },
  },
  duration: 100,
};

describe('changes of an experiment', () => {
  it.each<[string, unknown, (after: ExperimentInput) => unknown, unknown]>([
    ['duration', 50, ({ duration }) => duration, 50],
    ['measure.from', 20, ({ measure }) => measure, { from: 20 }],
    ['sweep.x.to', 0.2, ({ sweep }) => sweep!.x!.to, 0.2],
    ['sweep', null, ({ sweep }) => sweep, undefined],
    ['integrator', 'rk4', ({ integrator }) => integrator, 'rk4'],
  ])('%s', (path, value, look, expected) => {
    expect(look(changed(document, { [path]: value }))).toEqual(expected);
  });

  it('what is set varies no more', () => {
    const { sweep } = changed(document, { 'stimulus.exc.weight': 0.05 });
    expect(sweep).toEqual({ y: document.sweep!.y });
    const sample = {
      count: 8,
      vary: { 'parameters.gK': { from: 30, to: 40 }, 'parameters.gNa': { from: 100, to: 130 } },
    };
    expect(changed({ sample } as ExperimentInput, { 'parameters.gK': 36 }).sample!.vary).toEqual({
      'parameters.gNa': { from: 100, to: 130 },
    });
  });

  it('leaves the document as it was', () => {
    const before = structuredClone(document);
    changed(document, { 'stimulus.exc.weight': 1, 'sweep.y': null, parameters: { gNa: 1 } });
    expect(document).toEqual(before);
  });

  it('sets any number that can be varied, by its path', () => {
    // With a step, so that none is looked for.
    const given = { ...document, dt: 0.05 };
    const numbers = variableNumbers(parseExperiment(given));
    for (const [path, number] of Object.entries(numbers)) {
      // Half of it is a number that each of them can be.
      const after = parseExperiment(changed(given, { [path]: number / 2 }));
      expect(variableNumbers(after)).toEqual({ ...numbers, [path]: number / 2 });
    }
  });

  it('finds a single stimulus, in a list or not', () => {
    const one = { kind: 'constant', amplitude: 1 } as const;
    for (const stimulus of [one, [one]])
      expect(changed({ stimulus }, { 'stimulus.amplitude': 2 }).stimulus).toMatchObject(
        Array.isArray(stimulus) ? [{ amplitude: 2 }] : { amplitude: 2 },
      );
  });

  it('says what is not there', () => {
    expect(() => changed(document, { 'stimulus.inh.weight': 1 })).toThrow(/there is no "inh" in the list/);
    expect(() => changed(document, { 'stimulus.1.onsets.2': 1 })).toThrow(/there is no "2" in the list/);
  });
});
