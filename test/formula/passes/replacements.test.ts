import { describe, expect, it } from 'vitest';
import { divide, type Expr, exp, symbol } from '../../../src/formula/expr.ts';
import { Interner } from '../../../src/formula/interning.ts';
import { parse } from '../../../src/formula/parse.ts';
import { Replacements } from '../../../src/formula/passes/replacements.ts';

function setUp(...texts: readonly string[]) {
  const interner = new Interner();
  const formulas = new Map(texts.map((text, i) => [`out${i}`, interner.intern(parse(text))] as const));
  return { replacements: new Replacements(formulas), of: (text: string) => interner.intern(parse(text)) };
}

describe('Replacements', () => {
  it('counts each quotient once', () => {
    expect(setUp('a / b + exp(a / b)', 'c / (a / b)').replacements.divisions).toBe(2);
  });

  it('lists arguments before what contains them', () => {
    const { replacements, of } = setUp('exp(a / b)', 'c * exp(a / b)');
    expect(replacements.expressions()).toEqual(
      ['a', 'b', 'a / b', 'exp(a / b)', 'c', 'c * exp(a / b)'].map(of),
    );
  });

  it('replaces where that leaves fewer divisions, in every formula', () => {
    const { replacements, of } = setUp('(a / b) / c', 'exp((a / b) / c)');
    replacements.replaceIfCheaper(of('(a / b) / c'), () => of('a / (b * c)'));
    expect(replacements.divisions).toBe(1);
    expect([...replacements.formulas().values()]).toEqual([parse('a / (b * c)'), parse('exp(a / (b * c))')]);
    expect(replacements.isUsed(of('a / b'))).toBe(false);
  });

  it('does not replace where a quotient is needed elsewhere', () => {
    const { replacements, of } = setUp('(a / b) / c', 'a / b');
    replacements.replaceIfCheaper(of('(a / b) / c'), () => {
      throw new Error('nothing can be saved');
    });
    expect(replacements.divisions).toBe(2);
    expect(replacements.formulas().get('out0')).toEqual(parse('(a / b) / c'));
  });

  it('knows while a replacement is made what is used outside', () => {
    const { replacements, of } = setUp('((a / b) / c) / d', 'a / b');
    const inside: boolean[] = [];
    replacements.replaceIfCheaper(of('((a / b) / c) / d'), () => {
      inside.push(replacements.isUsed(of('a / b')), replacements.isUsed(of('c')));
      return of('(a / b) / (c * d)');
    });
    expect(inside).toEqual([true, false]);
    expect(replacements.divisions).toBe(2);
    expect(replacements.formulas().get('out0')).toEqual(parse('(a / b) / (c * d)'));
  });

  it('follows a replacement inside another one', () => {
    const { replacements, of } = setUp('exp((a / b) / c) / d / d');
    replacements.replaceIfCheaper(of('exp((a / b) / c) / d / d'), () => of('exp((a / b) / c) / (d * d)'));
    replacements.replaceIfCheaper(of('(a / b) / c'), () => of('a / (b * c)'));
    expect(replacements.divisions).toBe(2);
    expect(replacements.formulas().get('out0')).toEqual(parse('exp(a / (b * c)) / (d * d)'));
  });

  it('refuses a replacement that contains what it replaces', () => {
    const a = symbol('a');
    const { replacements, of } = setUp('(a / b) / c');
    const whole: Expr = of('(a / b) / c');
    replacements.replaceIfCheaper(whole, () => exp(whole));
    expect(replacements.formulas().get('out0')).toEqual(divide(divide(a, symbol('b')), symbol('c')));
  });
});
