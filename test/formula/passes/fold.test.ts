import { describe, expect, it } from 'vitest';
import { parse } from '../../../src/formula/parse.ts';
import { fold } from '../../../src/formula/passes/fold.ts';
import { nothingKnown } from '../../support/contexts.ts';

const folded = (text: string) => fold.apply(new Map([['out', parse(text)]]), nothingKnown).get('out');

describe('fold', () => {
  it.each([
    ['2 + 3 * 4', '14'],
    ['exp(0)', '1'],
    ['V + 0', 'V'],
    ['0 + V', 'V'],
    ['V - 0', 'V'],
    ['0 - V', '-V'],
    ['V * 1', 'V'],
    ['1 * V', 'V'],
    ['V * 0', '0'],
    ['0 * exp(V)', '0'],
    ['0 / V', '0'],
    ['V / 1', 'V'],
    ['V / 4', '0.25 * V'],
    ['V^1', 'V'],
    ['V^0', '1'],
    ['--V', 'V'],
    ['2 * (3 * V)', '6 * V'],
    ['V * 2 * 3', '6 * V'],
    ['1 < 2 ? V : m', 'V'],
    ['2 < 1 ? V : m', 'm'],
    ['V * (2 - 1) + 0 * m', 'V'],
  ])('%s becomes %s', (text, expected) => expect(folded(text)).toEqual(parse(expected)));

  it('leaves alone what is not constant', () => {
    const kept = parse('exp(V) + m * n');
    expect(fold.apply(new Map([['out', kept]]), nothingKnown).get('out')).toBe(kept);
  });
});
