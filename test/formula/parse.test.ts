import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { call, number, symbol } from '../../src/formula/expr.ts';
import { locate, parse } from '../../src/formula/parse.ts';
import { FormulaError } from '../../src/formula/syntax.ts';
import { expressions, printFormula } from '../support/expressions.ts';

const calculate = (text: string, values: Record<string, number> = {}) => evaluate(parse(text), values);

describe('parse', () => {
  it('reads what is printed back as the same tree', () => {
    fc.assert(
      fc.property(expressions, (expr) => {
        expect(parse(printFormula(expr))).toEqual(expr);
      }),
    );
  });

  it.each([
    ['2 + 3 * 4', 14],
    ['(2 + 3) * 4', 20],
    ['7 - 2 - 1', 4],
    ['16 / 4 / 2', 2],
    // As on paper: the power binds tighter than the sign before it, and to the right.
    ['-3^2', -9],
    ['(-3)^2', 9],
    ['2^-2', 0.25],
    ['2^3^2', 512],
    ['-2^-2', -0.25],
    ['2 * 3^2', 18],
    ['2^2 * 3', 12],
    ['2 - -3', 5],
    ['--3', 3],
    ['+3', 3],
    ['exp(0)^2 + 1', 2],
    ['1e3 + .5 + 2.5e-1', 1000.75],
    ['min(3, 2) + max(3, 2)', 5],
    ['pow(2, 5)', 32],
    ['1 < 2 ? 10 : 20', 10],
    ['1 > 2 ? 10 : 20', 20],
    ['2 <= 2 ? 1 : 0', 1],
    ['2 >= 3 ? 1 : 0', 0],
    ['0 ? 1 : 0 ? 2 : 3', 3],
    ['1 + 1 < 3 ? 4 : 5', 4],
    ['sqrt(16) + abs(-2) + log(1) + tanh(0)', 6],
    ['exprel(0)', 1],
    ['2 == 2 ? 10 : 20', 10],
    ['2 == 3 ? 10 : 20', 20],
    ['1 + 1 == 2', 1],
    ['1 + 1 != 2', 0],
    ['2 != 3 ? 10 : 20', 10],
    // Any number but 0 is true.
    ['2 && -3', 1],
    ['2 && 0', 0],
    ['0 || 0.5', 1],
    ['0 || 0', 0],
    ['!0', 1],
    ['!2', 0],
    ['!!2', 1],
    // Negation first, then comparison, then and, then or.
    ['!0 && 1', 1],
    ['!1 < 1', 1],
    ['(3 < 2) < 1', 1],
    ['1 < 2 && 3 < 2', 0],
    ['1 || 1 && 0', 1],
    ['(1 || 1) && 0', 0],
    ['0 && 0 || 1', 1],
    ['1 && 0 ? 4 : 5', 5],
    ['!(1 < 2) ? 4 : 5', 5],
    ['if(1 < 2, 10, 20)', 10],
    ['if(0, 10, 20)', 20],
    ['elapsed(7, 5)', 2],
    ['elapsed(5, 7) * 2', -4],
  ])('%s = %d', (text, value) => expect(calculate(text)).toBe(value));

  it('reads the rates as they stand in the paper', () => {
    const rate = '0.1 * (V + 40) / (1 - exp(-(V + 40) / 10))';
    expect(calculate(rate, { V: -30 })).toBeCloseTo(1 / (1 - Math.exp(-1)), 12);
  });

  it('reads a name with a dot as one symbol', () => {
    expect(parse('a.b')).toEqual(symbol('a.b'));
    expect(parse('2 * event.step')).toEqual(call('multiply', number(2), symbol('event.step')));
    expect(calculate('a.b^2 - a', { 'a.b': 3, a: 4 })).toBe(5);
    // A dot after a digit is part of the number.
    expect(calculate('1.5 * a.b', { 'a.b': 2 })).toBe(3);
  });

  it('reads both ways to write a choice as the same tree', () => {
    expect(parse('if(a < b, c, d)')).toEqual(parse('a < b ? c : d'));
  });

  it('reads what is logical as the operations of truths', () => {
    expect(parse('a && !b || c')).toEqual(
      call('or', call('and', symbol('a'), call('not', symbol('b'))), symbol('c')),
    );
    expect(parse('elapsed(step, onset.step)')).toEqual(call('elapsed', symbol('step'), symbol('onset.step')));
  });

  it.each([
    ['', 'empty'],
    ['1 +', 'Expected expression'],
    ['(1 + 2', 'Unclosed'],
    ['1 2', 'two parts'],
    ['a b', 'two parts'],
    ['2^', 'exponent'],
    ['2 ** 3', 'Expected'],
    ['1 = 2', 'Unexpected "="'],
    ['a & b', 'Unexpected "&"'],
    ['a | b', 'Unexpected "|"'],
    ['a && ', 'Expected expression'],
    ['|| a', 'Unexpected'],
    ['!', 'missing unaryOp argument'],
    ["'text'", 'not a number'],
    ['[1, 2]', 'not allowed'],
    ['a.b.c', 'a name has at most one dot'],
    ['a[b]', 'a name has at most one dot'],
    ['a[0].b', 'a name has at most one dot'],
    ['(a + c).b', 'a name has at most one dot'],
    ['a.', 'Unexpected'],
    // jsep knows it as a dot.
    ['a?.b', 'at most one dot'],
    ['exp?.(1)', 'unknown function'],
    ['(a + 1)(2)', 'unknown function'],
    ['this', 'not allowed'],
    ['1, 2', 'two parts'],
    ['sin(1)', 'unknown function "sin"; known: exp, log'],
    ['constructor(1)', 'unknown function "constructor"'],
    ['a.b(1)', 'unknown function'],
    ['exp(1, 2)', 'exp takes 1 argument(s), not 2'],
    ['min(1)', 'min takes 2 argument(s), not 1'],
    ['1 < 2 ? 3', 'Expected'],
    ['if(1, 2)', 'if takes 3 argument(s), not 2'],
    ['1 < 2 < 3', '"<" compares a comparison; join the two with &&'],
    ['elapsed(1)', 'elapsed takes 2 argument(s), not 1'],
  ])('refuses "%s" and names the text', (text, reason) => {
    const read = () => parse(text);
    expect(read).toThrow(FormulaError);
    expect(read).toThrow(`cannot read the formula "${text}": `);
    expect(read).toThrow(reason);
  });

  it('ends with a tree or a FormulaError, whatever it reads', () => {
    const alphabet = fc.constantFrom(
      ...'0123456789.eVx+-*/^()<>=?:,!&| ',
      'exp',
      'min',
      'a.b',
      "'",
      '[',
      '{',
      '"',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 12 }), (parts) => {
        try {
          parse(parts.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(FormulaError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('knows where each part begins', () => {
    const text = '1 + min(V, -m) * (a.b^2 - exp(x))';
    const { places } = locate(text);
    const beginning = (name: string) =>
      [...places].find(([part]) => part.kind === 'symbol' && part.name === name)?.[1];
    expect(beginning('m')).toBe(text.indexOf('-m') + 1);
    for (const name of ['V', 'a.b']) expect(beginning(name)).toBe(text.indexOf(name));
    expect(beginning('x')).toBe(text.lastIndexOf('x'));
    const calls = new Map([...places].map(([part, at]) => [part.kind === 'call' ? part.operation : '', at]));
    expect(calls.get('minimum')).toBe(4);
    expect(calls.get('subtract')).toBe(text.indexOf('(a.b'));
    expect(calls.get('add')).toBe(0);
  });

  it.each([
    ['1 + * 2', 4],
    ['a + sin(V)', 4],
    ['a b', 2],
    ['a + b.c.d', 4],
    ['2^', 2],
    ['(1 + 2', 6],
  ])('says where "%s" is wrong: at %d', (text, at) => {
    try {
      parse(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(FormulaError);
      expect((error as FormulaError).at).toBe(at);
    }
  });
});
