import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMembrane } from '../../src/model/read.ts';
import { type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';
import { writtenOf } from '../../src/protocol/written.ts';
import { experiments } from '../support/experiments.ts';

/** What it is after it was written, sent and read. */
const again = (document: ExperimentInput, chosen = document.dt === undefined) =>
  parseExperiment(JSON.parse(JSON.stringify(writtenOf(parseExperiment(document), chosen))));

describe('an experiment as it would be written', () => {
  it('leaves out what has its default, but not what it is about', () => {
    expect(writtenOf(parseExperiment({}), true)).toEqual({
      model: 'hodgkin-huxley',
      stimulus: { kind: 'constant', amplitude: 10 },
    });
    const step = { kind: 'step', amplitude: 7, onset: 0 } as const;
    const document: ExperimentInput = {
      parameters: { gNa: 110, gK: 36 },
      stimulus: [
        { ...step, name: 'first' },
        { kind: 'sine', amplitude: 1, frequency: 50 },
      ],
      events: { kind: 'threshold', level: -10, rearm: 1 },
      measure: { from: 0 },
      integrator: 'strang',
      seed: 3,
    };
    expect(writtenOf(parseExperiment(document), true)).toEqual({
      model: 'hodgkin-huxley',
      parameters: { gNa: 110 },
      stimulus: [
        { kind: 'step', amplitude: 7, name: 'first' },
        { kind: 'sine', amplitude: 1, frequency: 50 },
      ],
      events: { kind: 'threshold', level: -10 },
      seed: 3,
    });
  });

  it('has the step where it was given, and neither step nor method where an accuracy chooses them', () => {
    expect(writtenOf(parseExperiment({ dt: 0.01, integrator: 'rk4' }), false)).toMatchObject({
      dt: 0.01,
      integrator: 'rk4',
    });
    expect(writtenOf(parseExperiment({ accuracy: 0.1 }), false)).toEqual({
      model: 'hodgkin-huxley',
      stimulus: { kind: 'constant', amplitude: 10 },
      accuracy: 0.1,
    });
  });

  it('has a membrane of its own whole', () => {
    const model = parseMembrane({ name: 'leak', currents: [{ name: 'IL', density: '0.1 * (V + 65)' }] });
    expect(writtenOf(parseExperiment({ model }), true).model).toBe(model);
    expect(again({ model }).model).toEqual(model);
  });

  it('says the same, whatever it says', () => {
    fc.assert(
      fc.property(experiments, (document) => {
        expect(again(document)).toEqual(parseExperiment(document));
      }),
      { numRuns: 60 },
    );
  });

  // Those that name other files need somebody who can read them.
  const examples = readdirSync('examples')
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file, readFileSync(`examples/${file}`, 'utf8')] as const)
    .filter(([, text]) => !text.includes('"file"'));
  it.each(examples)('says the same of examples/%s', (_, text) => {
    const document = JSON.parse(text) as ExperimentInput;
    expect(again(document)).toEqual(parseExperiment(document));
  });
});
