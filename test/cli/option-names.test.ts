import { describe, expect, it } from 'vitest';
import { calledAlike, inOptions, nameOptions } from '../../src/cli/option-names.ts';
import { InputError } from '../../src/input/schema.ts';

const names = {
  'parameters.*': '--set *',
  'measure.from': '--settle',
  timeUnit: '--time-unit',
  ...calledAlike('from', 'to', 'range', 'free', 'duration'),
};

describe('nameOptions', () => {
  it.each([
    [
      'from = 5 must be less than to = 2; exchange them',
      '--from = 5 must be less than --to = 2; exchange them',
    ],
    ['free: "gX" is nothing that can be varied', '--free: "gX" is nothing that can be varied'],
    ['range gK = 3:1 is empty', '--range gK = 3:1 is empty'],
    ['parameters.gK = 900 is out of range', '--set gK = 900 is out of range'],
    [
      'measure.from = 9 ms must be less than duration = 9 ms',
      '--settle = 9 ms must be less than --duration = 9 ms',
    ],
    [
      'it does not say its unit; give timeUnit = s or ms',
      'it does not say its unit; give --time-unit s or ms',
    ],
  ])('says of "%s" what was typed', (message, said) => expect(nameOptions(message, names)).toBe(said));

  it.each([
    'it fires at 3 of the currents from 1 to 5, and fits need 9',
    'stimulus.from = 3 is not valid',
    'of = "measure.from" is no statistic; did you mean "parameters.gK"?',
    'vary = "gK" is nothing that can be varied; known: stimulus.amplitude, parameters.gNa',
    'model: from a: b',
    'values.toString = 3, toString = 3',
  ])('leaves what is no option: "%s"', (message) => expect(nameOptions(message, names)).toBe(message));
});

describe('inOptions', () => {
  it('keeps the path, and the caret where the line is the same', () => {
    const same = new InputError('gates.0.inf: unknown symbol', { caret: 13 });
    expect(inOptions(same, names)).toBe(same);
    const path = ['parameters', 'gK'];
    const named = inOptions(new InputError('parameters.gK = 900 is out of range', { path, caret: 3 }), names);
    expect(named).toMatchObject({ message: '--set gK = 900 is out of range', path, caret: undefined });
  });

  it('lets other errors be', () => {
    const error = new Error('from = 3');
    expect(inOptions(error, names)).toBe(error);
  });
});
