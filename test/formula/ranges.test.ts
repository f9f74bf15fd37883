import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { add, call, type Expr, multiply, number, symbol } from '../../src/formula/expr.ts';
import { applyPasses, canonicalPasses } from '../../src/formula/optimise.ts';
import { parse } from '../../src/formula/parse.ts';
import { POTENTIALS, type Range, rangeOf } from '../../src/formula/ranges.ts';
import { membranes } from '../../src/model/catalogue.ts';
import { rateFormulas } from '../support/membranes.ts';

/** Symbols whose ranges are known, each of them one node as in the formulas of a state. */
const [m, n] = [symbol('m'), symbol('n')];
const gates: ReadonlyMap<Expr, Range> = new Map<Expr, Range>([
  [m, [0, 1]],
  [n, [-0.5, 2]],
]);
const range = (expr: Expr) => rangeOf(expr, new Map<Expr, Range | undefined>(gates));

describe('rangeOf', () => {
  it.each(Object.values(membranes).map((membrane) => [membrane.name, membrane] as const))(
    'samples the rates of %s from -150 to 150 mV',
    (_, membrane) => {
      expect(POTENTIALS).toEqual([-150, 150]);
      for (const [name, rate] of applyPasses(rateFormulas(membrane), canonicalPasses)) {
        const [low = Number.NaN, high = Number.NaN] = range(rate) ?? [];
        // Every rate of the squid axon rises or falls all the way, so that its extremes are at the ends.
        const ends = POTENTIALS.map((V) => evaluate(rate, { V })).sort((a, b) => a - b);
        expect([low, high], name).toEqual(ends);
        for (let V = -150; V <= 150; V += 0.37) {
          const value = evaluate(rate, { V });
          expect(value, `${name} at ${V} mV`).toBeGreaterThanOrEqual(low);
          expect(value, `${name} at ${V} mV`).toBeLessThanOrEqual(high);
        }
      }
    },
  );

  it('finds an extreme inside', () => {
    expect(range(parse('(V - 20)^2'))).toEqual([0, 170 ** 2]);
    expect(range(parse('exp(-((V + 33) / 10)^2)'))?.[1]).toBe(1);
  });

  it.each([
    ['a constant', '3 * 2', [6, 6]],
    ['V', 'V', [-150, 150]],
    ['V held within limits', 'max(min(V, 50), -100)', [-100, 50]],
  ] as const)('knows %s', (_, text, expected) => expect(range(parse(text))).toEqual(expected));

  it.each([
    ['a symbol', 'x'],
    ['a sum with an unknown symbol', 'V + x'],
    ['a rate that is 0/0 inside', '(V + 40) / (1 - exp(-(V + 40) / 10))'],
    ['what overflows inside', 'exp(V^2)'],
    ['what is no number inside', 'log(V)'],
  ])('does not know %s', (_, text) => expect(range(parse(text))).toBeUndefined());

  it('does not know an operation without a rule, unless it is of V alone', () => {
    expect(range(call('exp', m))).toBeUndefined();
    expect(range(call('divide', number(1), m))).toBeUndefined();
    expect(range(call('power', n, number(2)))).toBeUndefined();
    expect(range(call('power', m, n))).toBeUndefined();
    expect(range(add(m, call('exp', m)))).toBeUndefined();
    expect(range(add(m, parse('exp(V / 100)')))?.[1]).toBe(1 + Math.exp(1.5));
  });

  it('contains every value, by the rules of its operations', () => {
    const trees = fc.letrec<{ tree: Expr }>((tie) => {
      const tree = tie('tree');
      return {
        tree: fc.oneof(
          { maxDepth: 5 },
          fc.constantFrom(m, n, symbol('V')),
          fc.double({ min: -3, max: 3, noNaN: true }).map(number),
          fc
            .tuple(fc.constantFrom('add', 'subtract', 'multiply'), tree, tree)
            .map(([operation, x, y]) => call(operation, x, y)),
          tree.map((x) => call('negate', x)),
          fc.tuple(tree, fc.constantFrom(0.5, 1, 2, 3)).map(([x, y]) => call('power', x, number(y))),
        ),
      };
    }).tree;
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    // Potentials that are sampled, so that no extreme lies between.
    const sampled = fc.integer({ min: -600, max: 600 }).map((quarter) => quarter / 4);
    let known = 0;
    fc.assert(
      fc.property(trees, sampled, share, share, (expr, V, a, b) => {
        const found = range(expr);
        const [low, high] = found ?? [Number.NaN, Number.NaN];
        fc.pre(Number.isFinite(low) && Number.isFinite(high));
        known++;
        const value = evaluate(expr, { V, m: a, n: -0.5 + 2.5 * b });
        // Sums and products round monotonically, powers by their last digit.
        const rounding = 1e-12 * Math.max(Math.abs(low), Math.abs(high));
        expect(value).toBeGreaterThanOrEqual(low - rounding);
        expect(value).toBeLessThanOrEqual(high + rounding);
      }),
      { numRuns: 500 },
    );
    expect(known).toBeGreaterThan(300);
  });

  it('takes its time from the nodes, not from the paths to them', () => {
    let shared: Expr = m;
    for (let i = 0; i < 200; i++) shared = multiply(number(0.5), add(shared, shared));
    // 2^200 paths.
    expect(range(shared)).toEqual([0, 1]);
    let ofV: Expr = symbol('V');
    for (let i = 0; i < 200; i++) ofV = multiply(number(0.5), add(ofV, ofV));
    expect(range(ofV)).toEqual([-150, 150]);
    expect(range(add(ofV, shared))).toEqual([-150, 151]);
  });
});
