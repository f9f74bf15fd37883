import { describe, expect, it } from 'vitest';
import { evaluate, float64Operations } from '../../../src/formula/evaluate.ts';
import {
  type Call,
  type Expr,
  exprel,
  isCall,
  multiply,
  number,
  rewriteAll,
  symbol,
} from '../../../src/formula/expr.ts';
import { parse } from '../../../src/formula/parse.ts';
import { boundRelaxations } from '../../../src/formula/passes/relaxations.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';
import { nothingKnown, squidAxon } from '../../support/contexts.ts';
import { operationCounts } from '../../support/counting.ts';
import { squidAxons } from '../../support/membranes.ts';
import { stepFormulas } from '../../support/problems.ts';

const relaxations = boundRelaxations(2e-7);

/** The calls of exprel in formulas. */
function relaxationsIn(formulas: ReadonlyMap<string, Expr>): Call[] {
  const found: Call[] = [];
  rewriteAll(formulas, (node) => {
    if (isCall(node, 'exprel')) found.push(node);
    return node;
  });
  return found;
}

/** What becomes of exprel(scale m), where m is a gate. */
function ofGate(scale: number): Expr {
  const m = symbol('m');
  const formulas = new Map<string, Expr>([
    ['m', m],
    ['out', exprel(multiply(number(scale), m))],
  ]);
  return relaxations.apply(formulas, squidAxon).get('out') ?? parse('0 / 0');
}

const ofOut = (expr: Expr) => operationCounts(new Map([['out', expr]])).exprel;

describe('boundRelaxations', () => {
  it('keeps the value within its error over every range', () => {
    let replaced = 0;
    for (const sign of [-1, 1]) {
      // 7 % apart, up to ranges for which no polynomial is good enough.
      for (let size = 0.005; size < 40; size *= 1.07) {
        const out = ofGate(sign * size);
        if (ofOut(out) !== undefined) continue;
        replaced++;
        for (let m = 0; m <= 1; m += 1 / 128) {
          const error = Math.abs(evaluate(out, { m }) / float64Operations.exprel(sign * size * m, 0, 0) - 1);
          expect(error, `exprel(${sign * size * m}) in a range to ${sign * size}`).toBeLessThanOrEqual(
            relaxations.error,
          );
        }
      }
    }
    expect(replaced).toBeGreaterThan(150);
  });

  describe.each(squidAxons.map(({ name }) => name))('for %s', (model) => {
    it.each([0.01, 0.02, 0.025, 0.05, 0.1])('keeps h, n and V of a step of %d ms within its error', (dt) => {
      const { next } = stepFormulas(
        parseExperiment({
          model,
          dt,
          integrator: 'exponential',
          stimulus: { kind: 'constant', amplitude: 10 },
        }),
      );
      const after = relaxations.apply(next, squidAxon);
      // m relaxes with up to 450/ms, V with 156/ms: from some step on their ranges are too large.
      const remaining = relaxationsIn(after);
      expect(remaining.length).toBeLessThanOrEqual(dt < 0.1 ? 1 : 2);
      expect(relaxationsIn(next)).toHaveLength(4);
      const change = (formulas: ReadonlyMap<string, Expr>, name: string, at: Record<string, number>) =>
        evaluate(formulas.get(name)!, at) - (at[name] ?? Number.NaN);
      for (let V = -150; V <= 150; V += 0.37) {
        // A gate's change depends on V and itself alone.
        for (const x of [0, 1]) {
          const at = { V, m: x, h: x, n: x };
          for (const name of ['h', 'n']) {
            const exact = change(next, name, at);
            const error = Math.abs(change(after, name, at) - exact);
            // The change of a gate is the difference of two numbers below 1: rounding of 1e-16 each.
            expect(error, `${name} at ${V} mV`).toBeLessThanOrEqual(
              relaxations.error * Math.abs(exact) + 1e-15,
            );
          }
        }
      }
      for (let V = -150; V <= 150; V += 0.37) {
        const at = { V, m: 0.7, h: 0.4, n: 0.6 };
        const exact = change(next, 'V', at);
        // Beside its own factor, V depends on the gates ahead: a relative error of their changes (below 1) changes the
        // conductance by at most 3 gNa + 4 gK = 504 mS/cm2, and V by what drives that within the step, below 250 mV.
        const throughGates = 504 * 250 * dt * relaxations.error;
        expect(Math.abs(change(after, 'V', at) - exact), `V from ${V} mV`).toBeLessThanOrEqual(
          relaxations.error * Math.abs(exact) + throughGates,
        );
      }
    });
  });

  it('gives the change of V alone within its error', () => {
    // All channels open: 120 + 36 + 0.3 mS/cm2 at 1 uF/cm2.
    const m = symbol('m');
    for (const dt of [0.01, 0.05, 0.1]) {
      const relaxation = exprel(multiply(number(-dt * 156.3), m));
      const formulas = new Map<string, Expr>([
        ['m', m],
        ['V', relaxation],
      ]);
      const after = relaxations.apply(formulas, squidAxon).get('V')!;
      for (let open = 0; open <= 1; open += 1 / 256) {
        const exact = evaluate(relaxation, { m: open });
        expect(Math.abs(evaluate(after, { m: open }) / exact - 1)).toBeLessThanOrEqual(relaxations.error);
      }
    }
  });

  it('replaces the relaxations of h, n and V by sums and products', () => {
    const { next } = stepFormulas(parseExperiment({ dt: 0.01, integrator: 'exponential' }));
    const [before, after] = [operationCounts(next), operationCounts(relaxations.apply(next, squidAxon))];
    expect(before.exprel).toBe(4);
    expect(after.exprel ?? 0).toBeLessThanOrEqual(1);
    expect(after.divide).toBe(before.divide);
    expect(after.exp).toBe(before.exp);
  });

  it.each([
    ['an unknown symbol', exprel(symbol('x'))],
    ['V times an unknown symbol', exprel(multiply(symbol('V'), symbol('x')))],
    ['a range that is too large', exprel(symbol('V'))],
    ['a rate that is 0/0 inside', exprel(parse('(V + 40) / (1 - exp(-(V + 40) / 10))'))],
  ])('leaves alone a call of %s', (_, call) => {
    const formulas = new Map([['out', call]]);
    expect(relaxations.apply(formulas, squidAxon)).toEqual(formulas);
  });

  it('leaves alone the relaxations of m and V where the step is large', () => {
    const { next } = stepFormulas(parseExperiment({ dt: 0.1, integrator: 'exponential' }));
    expect(relaxationsIn(relaxations.apply(next, squidAxon))).toHaveLength(2);
  });

  it('leaves alone a membrane whose conductance is not known', () => {
    const { next } = stepFormulas(
      parseExperiment({
        dt: 0.01,
        integrator: 'exponential',
        sweep: { x: { vary: 'parameters.gNa', values: [100, 120] } },
      }),
    );
    // A sweep over gNa: the gates are bounded, V is not.
    const after = relaxations.apply(next, squidAxon);
    expect(relaxationsIn(new Map([['h', after.get('h')!]]))).toHaveLength(0);
    expect(relaxationsIn(after)).toHaveLength(relaxationsIn(new Map([['m', after.get('m')!]])).length + 1);
  });

  it('takes a state for what it is declared to be, whatever its name', () => {
    // Calcium in uM: an argument from -4 to 0, or with nothing declared anything at all.
    const formulas = new Map<string, Expr>([['Ca', exprel(parse('-0.02 * Ca'))]]);
    const within = (top: number) =>
      relaxations.apply(formulas, { ranges: new Map([['Ca', [0, top]]]) }).get('Ca')!;
    expect(ofOut(within(200))).toBeUndefined();
    for (const Ca of [0, 1, 50, 200]) {
      const exact = float64Operations.exprel(-0.02 * Ca, 0, 0);
      expect(Math.abs(evaluate(within(200), { Ca }) / exact - 1)).toBeLessThanOrEqual(relaxations.error);
    }
    expect(ofOut(within(20_000))).toBe(1);
    expect(relaxations.apply(formulas, nothingKnown)).toEqual(formulas);
  });

  it('relies on the range of a next value only where that is said', () => {
    const m = symbol('m');
    const next = multiply(m, symbol('x'));
    const formulas = new Map<string, Expr>([
      ['m', next],
      ['out', exprel(next)],
    ]);
    const ranges = new Map([['m', [0, 1] as const]]);
    const out = (closed: readonly string[]) =>
      relaxations.apply(formulas, { ranges, closed: new Set(closed) }).get('out')!;
    expect(ofOut(out(['m']))).toBeUndefined();
    expect(ofOut(out([]))).toBe(1);
  });

  it('replaces calls inside calls', () => {
    const m = symbol('m');
    const inner = exprel(multiply(number(-0.5), m));
    // The value of a gate after the step is a fraction, whatever it is made of.
    const formulas = new Map<string, Expr>([
      ['m', multiply(m, inner)],
      ['V', exprel(multiply(number(-2), multiply(m, inner)))],
    ]);
    const shared = formulas.get('m')!;
    const both = new Map([...formulas, ['V', exprel(multiply(number(-2), shared))]]);
    const after = relaxations.apply(both, squidAxon);
    expect(operationCounts(after).exprel).toBeUndefined();
    for (const value of [0, 0.3, 1]) {
      expect(evaluate(after.get('V')!, { m: value }) / evaluate(both.get('V')!, { m: value })).toBeCloseTo(
        1,
        6,
      );
    }
  });
});
