import { describe, expect, it } from 'vitest';
import { describeUnknownKeys, suggestion } from '../../src/input/nearest.ts';

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

  it('is one short line however many names are known, and whatever is in them', () => {
    const many = Array.from({ length: 3e5 }, (_, i) => `n${i}\n`);
    expect(suggestion('temperature', many)).toMatch(/^; known: n0\\u000a, n1\\u000a, .{1,600}…$/);
    // Comparing them would take half a minute.
    expect(suggestion('k'.repeat(3e5), ['l'.repeat(3e5)])).toMatch(/^; known: l{600}…$/);
    expect(suggestion('onse', ['onset\u001b'])).toBe('; did you mean "onset\\u001b"?');
  });

  it('is empty where nothing is known', () => expect(suggestion('x', [])).toBe(''));
});

describe('describeUnknownKeys', () => {
  const known = ['amplitude', 'onset', 'end'];

  it('names a nearest key for each that has one, and the known keys once for all others', () => {
    expect(describeUnknownKeys(['colour', 'onsett', 'temperature', 'emd'], known)).toEqual([
      'unknown key "onsett"; did you mean "onset"?',
      'unknown key "emd"; did you mean "end"?',
      'unknown keys "colour", "temperature"; known: amplitude, onset, end',
    ]);
  });

  it('says nothing of known keys where there are none', () =>
    expect(describeUnknownKeys(['x'], [])).toEqual(['unknown key "x"']));

  it('is quick with a key as long as a file', () => {
    const [text] = describeUnknownKeys(['k'.repeat(1e7)], known);
    expect(text).toBe(`unknown key "${'k'.repeat(80)}…"; known: amplitude, onset, end`);
  });
});
