import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { squareMicrometres } from '../../src/model/schema/area.ts';
import { documentOf, parseExperiment, unitOf } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';
import { hodgkinHuxley } from '../support/membranes.ts';

const model = { ...hodgkinHuxley, area: '28953 um2' };
const inNanoamperes = { kind: 'constant', amplitude: 2, unit: 'nA' } as const;

describe('a stimulus in nA', () => {
  it('is a density over the area of the cell', () => {
    const { system } = prepare(parseExperiment({ model, stimulus: inNanoamperes }));
    const [input] = system.inputs;
    expect(input!.unit).toBe('uA/cm2');
    expect(evaluate(input!.formula, { 'stimulus.amplitude': 2 })).toBeCloseTo(2 * 3.45388, 4);
  });

  it('is a number in nA that can be varied, and is known in both units', () => {
    const experiment = parseExperiment({ model, stimulus: inNanoamperes });
    expect(unitOf(experiment, 'stimulus.amplitude')).toBe('nA');
    const number = prepare(experiment).system.numbers.find(({ path }) => path === 'stimulus.amplitude');
    expect(number).toMatchObject({ unit: 'nA', value: 2, also: { unit: 'uA/cm2' } });
    expect(number!.also!.factor).toBeCloseTo(3.45388, 4);
    expect(documentOf(experiment).stimulus).toEqual(inNanoamperes);
  });

  it('changes no times', () => {
    const stimulus = { kind: 'ramp', from: 0, to: 1, onset: 5, end: 10, unit: 'nA' } as const;
    const { numbers } = prepare(parseExperiment({ model, stimulus })).system;
    const also = numbers.filter((number) => number.also).map(({ path }) => path);
    expect(also).toEqual(['stimulus.from', 'stimulus.to']);
    expect(numbers.find(({ path }) => path === 'stimulus.end')).toMatchObject({ unit: 'ms', value: 10 });
  });

  it('needs an area', () => {
    expect(() => parseExperiment({ stimulus: inNanoamperes })).toThrow(
      'stimulus.unit = "nA" needs the area of the cell, and model "hodgkin-huxley" has none',
    );
  });
});

it.each([
  ['28953 um2', 28953],
  ['2.8953e-4 cm2', 28953],
  ['  100um2 ', 100],
  ['100', Number.NaN],
  ['100 um', Number.NaN],
  ['1e999 um2', Number.NaN],
  ['um2', Number.NaN],
])('the area "%s" is %d um2', (text, size) => {
  if (Number.isNaN(size)) expect(squareMicrometres(text)).toBeNaN();
  else expect(squareMicrometres(text)).toBeCloseTo(size, 6);
});
