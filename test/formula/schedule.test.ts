import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, float64Operations } from '../../src/formula/evaluate.ts';
import { type Expr, number, type Operation, symbol } from '../../src/formula/expr.ts';
import { parse } from '../../src/formula/parse.ts';
import { schedule } from '../../src/formula/schedule.ts';
import { expressions, values } from '../support/expressions.ts';

const plan = (formulas: Record<string, string>, changing: readonly string[] = []) =>
  schedule(new Map(Object.entries(formulas).map(([name, text]) => [name, parse(text)])), new Set(changing));

const calls = ({ nodes }: ReturnType<typeof plan>): Operation[] =>
  nodes.flatMap((node) => (node.kind === 'call' ? [node.operation] : []));

describe('schedule', () => {
  it('computes equal subexpressions once, in one formula and over several', () => {
    expect(calls(plan({ a: 'exp(V / 10) + exp(V / 10)' }))).toEqual(['divide', 'exp', 'add']);
    expect(calls(plan({ a: 'exp(V / 10)', b: '1 + exp(V / 10)' }))).toEqual(['divide', 'exp', 'add']);
    const { outputs } = plan({ a: 'V * m', b: 'm * V' });
    expect(outputs.get('a')).toBe(outputs.get('b'));
  });

  it('takes the order of arguments for what it is', () => {
    expect(calls(plan({ a: 'V + m', b: 'm + V' }))).toHaveLength(1);
    expect(calls(plan({ a: 'min(V, m)', b: 'min(m, V)' }))).toHaveLength(1);
    expect(calls(plan({ a: 'V - m', b: 'm - V' }))).toHaveLength(2);
    expect(calls(plan({ a: 'V / m', b: 'm / V' }))).toHaveLength(2);
    expect(calls(plan({ a: 'V^m', b: 'm^V' }))).toHaveLength(2);
    expect(calls(plan({ a: 'V < m', b: 'm < V' }))).toHaveLength(2);
  });

  it('marks what does not depend on changing symbols', () => {
    const { nodes, outputs } = plan({ a: 'gNa * exp(C) + V', b: 'gNa * 2' }, ['V']);
    const invariant = (name: string) => nodes[outputs.get(name) ?? -1]?.invariant;
    expect(invariant('a')).toBe(false);
    expect(invariant('b')).toBe(true);
    expect(nodes.filter((node) => !node.invariant)).toHaveLength(2);
  });

  it('keeps outputs that are only a number or a symbol', () => {
    const { nodes, outputs } = schedule(
      new Map<string, Expr>([
        ['one', number(1)],
        ['V', symbol('V')],
      ]),
      new Set(['V']),
    );
    expect(nodes[outputs.get('one') ?? -1]).toMatchObject({ kind: 'number', value: 1 });
    expect(nodes[outputs.get('V') ?? -1]).toMatchObject({ kind: 'symbol', name: 'V', invariant: false });
  });

  it('puts arguments first, no value twice, and keeps every value', () => {
    fc.assert(
      fc.property(expressions, values, (expr, at) => {
        const { nodes, outputs } = schedule(new Map([['out', expr]]), new Set(['V']));
        const results: number[] = [];
        for (const [id, node] of nodes.entries()) {
          if (node.kind === 'number') results.push(node.value);
          else if (node.kind === 'symbol') results.push(at[node.name] ?? Number.NaN);
          else {
            for (const arg of node.args) expect(arg).toBeLessThan(id);
            const [x = 0, y = 0, z = 0] = node.args.map((arg) => results[arg]);
            results.push(float64Operations[node.operation](x, y, z));
          }
        }
        expect(results[outputs.get('out') ?? -1]).toBe(evaluate(expr, at));
        expect(new Set(nodes.map((node) => JSON.stringify(node))).size).toBe(nodes.length);
      }),
    );
  });
});
