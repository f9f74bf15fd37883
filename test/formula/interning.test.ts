import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { add, divide, type Expr, multiply, number, subtract, symbol } from '../../src/formula/expr.ts';
import { Interner } from '../../src/formula/interning.ts';
import { parse } from '../../src/formula/parse.ts';
import { expressions, values } from '../support/expressions.ts';

describe('Interner', () => {
  it.each([
    ['exp(V / 10) + m', 'exp(V / 10) + m'],
    ['m * V', 'V * m'],
    ['min(V, 2) + max(m, 1)', 'max(1, m) + min(2, V)'],
    ['3', '3'],
  ])('has one object for %s and %s', (a, b) => {
    const interner = new Interner();
    expect(interner.intern(parse(a))).toBe(interner.intern(parse(b)));
  });

  it.each([
    ['V - m', 'm - V'],
    ['V / m', 'm / V'],
    ['V < m', 'm < V'],
    ['V', 'V + 0'],
    ['exp(1)', '1'],
  ])('tells %s from %s', (a, b) => {
    const interner = new Interner();
    expect(interner.intern(parse(a))).not.toBe(interner.intern(parse(b)));
  });

  it('finds calls of what it knows', () => {
    const interner = new Interner();
    const [V, m] = ['V', 'm'].map((name) => interner.intern(symbol(name))) as [Expr, Expr];
    expect(interner.call('add', V, m)).toBe(interner.intern(add(symbol('m'), symbol('V'))));
    expect(interner.call('divide', V, m)).toBe(interner.intern(divide(symbol('V'), symbol('m'))));
    expect(interner.call('subtract', V, m)).not.toBe(interner.intern(subtract(symbol('m'), symbol('V'))));
  });

  it('keeps values', () => {
    fc.assert(
      fc.property(expressions, values, (expr, at) => {
        expect(evaluate(new Interner().intern(expr), at)).toEqual(evaluate(expr, at));
      }),
    );
  });

  it('takes its time from the nodes, not from the paths to them', () => {
    let shared: Expr = symbol('m');
    // 2^200 paths.
    for (let i = 0; i < 200; i++) shared = multiply(number(0.5), add(shared, shared));
    const interner = new Interner();
    // Not toBe(), which would print all paths.
    const [first, second] = [interner.intern(shared), interner.intern(shared)];
    expect(first === second).toBe(true);
  });
});
