import { describe, expect, it } from 'vitest';
import {
  add,
  call,
  callsOf,
  exp,
  multiply,
  rewrite,
  substitute,
  substitution,
  sum,
  symbol,
  symbolsOf,
} from '../../src/formula/expr.ts';
import { parse } from '../../src/formula/parse.ts';

describe('rewrite', () => {
  it('visits a shared subtree once and keeps it shared', () => {
    const shared = exp(symbol('V'));
    const visited: string[] = [];
    const result = rewrite(add(shared, shared), (node) => {
      if (node.kind === 'call') visited.push(node.operation);
      return node.kind === 'symbol' ? symbol('W') : node;
    });
    expect(visited).toEqual(['exp', 'add']);
    expect(result).toEqual(add(exp(symbol('W')), exp(symbol('W'))));
    if (result.kind !== 'call') throw new Error('the sum is gone');
    expect(result.args[0]).toBe(result.args[1]);
  });

  it('returns the very tree if nothing changes', () => {
    const tree = parse('a * exp(b) + 1');
    expect(rewrite(tree, (node) => node)).toBe(tree);
  });
});

describe('substitute', () => {
  it('replaces all symbols at once', () => {
    const swapped = new Map([
      ['a', symbol('b')],
      ['b', symbol('a')],
    ]);
    expect(substitute(parse('a - b'), swapped)).toEqual(parse('b - a'));
  });
});

describe('substitution', () => {
  it('keeps shared between formulas what they share', () => {
    const shared = exp(symbol('V'));
    const put = substitution(new Map([['V', symbol('W')]]));
    const [a, b] = [put(shared), put(multiply(shared, symbol('m')))];
    if (b.kind !== 'call') throw new Error('the product is gone');
    expect(b.args[0]).toBe(a);
    expect(a).toEqual(exp(symbol('W')));
  });
});

describe('callsOf', () => {
  it('has every call once, those inside first', () => {
    const shared = exp(symbol('V'));
    const product = multiply(shared, symbol('m'));
    const whole = add(product, shared);
    expect(
      callsOf(
        new Map([
          ['a', whole],
          ['b', product],
        ]),
      ),
    ).toEqual([shared, product, whole]);
  });
});

describe('symbolsOf', () => {
  it('names every symbol once', () =>
    expect([...symbolsOf(parse('a + exp(b * a) - 1'))]).toEqual(['a', 'b']));
});

describe('sum', () => {
  it('of nothing is 0', () => expect(sum([])).toEqual(parse('0')));
  it('of some', () => expect(sum([symbol('a'), symbol('b')])).toEqual(call('add', symbol('a'), symbol('b'))));
});
