import { describe, expect, it } from 'vitest';
import { suggestion } from '../../src/input/nearest.ts';

describe('suggestion', () => {
  const known = ['amplitude', 'onset', 'end'];

  it.each([
    ['amplitud', '; did you mean "amplitude"?'],
    ['Onset', '; did you mean "onset"?'],
    ['AMPLITUDE', '; did you mean "amplitude"?'],
    ['ende', '; did you mean "end"?'],
    ['temperature-coefficient', '; known: amplitude, onset, end'],
  ])('for %s', (name, text) => expect(suggestion(name, known)).toBe(text));

  it('finds a known name whatever its capitals', () => {
    expect(suggestion('gna', ['gNa', 'gK', 'gL'])).toBe('; did you mean "gNa"?');
    expect(suggestion('EK1', ['ENa', 'EK', 'EL'])).toBe('; did you mean "EK"?');
  });

  it('is empty where nothing is known', () => expect(suggestion('x', [])).toBe(''));
});
