import { describe, expect, it } from 'vitest';
import { add, call, exp, rewrite, substitute, sum, symbol, symbolsOf } from '../../src/formula/expr.ts';
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

describe('symbolsOf', () => {
  it('names every symbol once', () =>
    expect([...symbolsOf(parse('a + exp(b * a) - 1'))]).toEqual(['a', 'b']));
});

describe('sum', () => {
  it('of nothing is 0', () => expect(sum([])).toEqual(parse('0')));
  it('of some', () => expect(sum([symbol('a'), symbol('b')])).toEqual(call('add', symbol('a'), symbol('b'))));
});
