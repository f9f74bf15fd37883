import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import {
  add,
  arities,
  call,
  callWith,
  type Expr,
  isCall,
  multiply,
  number,
  type Operation,
  symbol,
} from '../../src/formula/expr.ts';
import { applyPasses, canonicalPasses } from '../../src/formula/optimise.ts';
import { parse } from '../../src/formula/parse.ts';
import { type Range, Ranges } from '../../src/formula/ranges.ts';
import { rateFormulas, squidAxons } from '../support/membranes.ts';

const declared: ReadonlyMap<string, Range> = new Map<string, Range>([
  ['V', [-150, 150]],
  ['m', [0, 1]],
  ['n', [-0.5, 2]],
]);
const [m, n] = [symbol('m'), symbol('n')];
const range = (expr: Expr) => new Ranges(declared).of(expr);

describe('Ranges', () => {
  it.each(squidAxons.map((membrane) => [membrane.name, membrane] as const))(
    'samples the rates of %s from -150 to 150 mV',
    (_, membrane) => {
      for (const [name, rate] of applyPasses(rateFormulas(membrane), canonicalPasses)) {
        const [low = Number.NaN, high = Number.NaN] = range(rate) ?? [];
        // Every rate of the squid axon rises or falls all the way, so that its extremes are at the ends.
        const ends = [-150, 150].map((V) => evaluate(rate, { V })).sort((a, b) => a - b);
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

  it.each([
    ['a pole', '1 / m'],
    ['a pole between two samples', '1 / (V - 0.1)'],
    ['a root of what may be negative', 'sqrt(n)'],
    ['a broken power of what may be negative', 'n^m'],
    ['a negative power of what may be 0', 'm^-1'],
    ['a function of an unknown symbol that is not bounded', 'exp(x)'],
  ])('does not know %s', (_, text) => expect(range(parse(text))).toBeUndefined());

  it.each([
    ['tanh(x)', [-1, 1]],
    ['1 / (1 + exp(x))', [0, 1]],
    ['max(0, min(x, 1))', [0, 1]],
    ['x < m', [0, 1]],
    ['m < 2 ? m : x', [0, 1]],
    ['m * 0 * x', [0, 0]],
  ] as const)('knows %s with an unknown symbol', (text, expected) => {
    expect(range(parse(text))).toEqual(expected);
  });

  it('sees in an expression of one symbol how its parts go together', () => {
    // Interval arithmetic alone gives -150 to 150 times itself, and 0 to 2.
    expect(range(parse('V * V'))).toEqual([0, 150 ** 2]);
    expect(range(parse('m + (1 - m)'))).toEqual([1, 1]);
    expect(range(parse('m + (1 - x)'))).toBeUndefined();
  });

  it('takes a declared range of an expression for what it is', () => {
    const ranges = new Ranges(declared);
    const next = parse('m + x');
    ranges.declare(next, [0, 1]);
    expect(ranges.of(multiply(number(2), next))).toEqual([0, 2]);
  });

  it('has a rule for every operation that contains every value', () => {
    const bound = fc.double({ min: -3, max: 3, noNaN: true });
    const span = fc.tuple(bound, bound).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const known = new Set<string>();
    // A number of a table may be any.
    const ofNumbers = (Object.keys(arities) as Operation[]).filter((name) => name !== 'lookup');
    fc.assert(
      fc.property(
        fc.constantFrom(...ofNumbers),
        fc.tuple(span, span, span),
        fc.tuple(share, share, share),
        (operation, spans, shares) => {
          const names = ['x', 'y', 'z'].slice(0, arities[operation]);
          const expr = callWith(operation, names.map(symbol));
          // A further symbol in every range, so that nothing is sampled.
          const ranges = new Ranges(new Map(), [-1, 1]);
          for (const [i, arg] of (isCall(expr, operation) ? expr.args : []).entries()) {
            ranges.declare(arg, spans[i]!);
          }
          const found = ranges.of(expr);
          if (!found) return;
          known.add(operation);
          const at = names.map((name, i) => {
            const [low, high] = spans[i]!;
            return [name, Math.min(high, low + shares[i]! * (high - low))] as const;
          });
          const value = evaluate(expr, Object.fromEntries(at));
          // The functions are good to some units in the last place, not rounded the same way everywhere.
          const rounding = 1e-14 * Math.max(1, Math.abs(found[0]), Math.abs(found[1]));
          expect(value).toBeGreaterThanOrEqual(found[0] - rounding);
          expect(value).toBeLessThanOrEqual(found[1] + rounding);
        },
      ),
      { numRuns: 5000 },
    );
    expect([...known].sort()).toEqual(ofNumbers.sort());
  });

  it.each([
    // What is held within a bound that varies.
    [
      [-10, -5],
      [1, 20],
      [-10, -1],
    ],
    [
      [5, 10],
      [1, 20],
      [1, 10],
    ],
    [
      [-30, 7],
      [1, 20],
      [-20, 7],
    ],
    [
      [-30, 30],
      [2, 2],
      [-2, 2],
    ],
  ] as const)('of what lies in %j within %j is %j', (x, bound, expected) => {
    const ranges = new Ranges(
      new Map<string, Range>([
        ['x', x],
        ['y', bound],
      ]),
    );
    expect(ranges.of(call('within', symbol('x'), symbol('y')))).toEqual(expected);
  });

  it.each(['exp', 'tanh', 'sinh', 'cosh', 'exprel', 'exprel2', 'bernoulli'] as const)(
    'contains the values of %s far out',
    (operation) => {
      for (const [low, high] of [
        [-1e6, -800],
        [-800, 0],
        [-1, 1e4],
        [800, 1e6],
      ] as const) {
        const ranges = new Ranges(new Map([['V', [low, high]]]));
        const expr = call(operation, symbol('V'));
        const found = ranges.of(expr);
        if (!found) continue;
        for (const V of [low, (low + high) / 2, high]) {
          const value = evaluate(expr, { V });
          expect(value).toBeGreaterThanOrEqual(found[0]);
          expect(value).toBeLessThanOrEqual(found[1]);
        }
      }
    },
  );

  it('contains every value of trees of them', () => {
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
    // Values that are sampled, so that no extreme lies between.
    const share = fc.integer({ min: 0, max: 1200 }).map((i) => i / 1200);
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

  it.each([
    // What interval arithmetic alone says, and what samples say: V * V from -22,500 to 22,500, and from 0 to 22,500.
    ['V * V', -1, true],
    ['V * V', 1, false],
    ['V * V + V', -150, true],
    ['V * V + V', 0, false],
    // Known to neither.
    ['V + x', 0, true],
    ['1 / m', 0, true],
  ])('says of %s whether it is at least %d, or not known', (text, least, expected) => {
    const expr = parse(text);
    const isThere = ([low]: Range) => low >= least;
    const ranges = new Ranges(declared);
    expect(ranges.holds(expr, isThere)).toBe(expected);
    const found = ranges.of(expr);
    expect(!found || isThere(found)).toBe(expected);
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
