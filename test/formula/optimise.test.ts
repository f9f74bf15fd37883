import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import type { Expr } from '../../src/formula/expr.ts';
import { compileFloat64 } from '../../src/formula/float64.ts';
import { applyPasses, canonicalPasses, fastPasses } from '../../src/formula/optimise.ts';
import type { Pass } from '../../src/formula/passes/pass.ts';
import { integratorNames } from '../../src/integrators/catalogue.ts';
import { membranes } from '../../src/model/catalogue.ts';
import { parseExperiment } from '../../src/protocol/experiment.ts';
import { squidAxon } from '../support/contexts.ts';
import { smoothExpressions, values } from '../support/expressions.ts';
import { rateFormulas, squidAxons } from '../support/membranes.ts';
import { stepFormulas } from '../support/problems.ts';
import { worst } from '../support/worst.ts';

const chain: readonly Pass[] = [...canonicalPasses, ...fastPasses];

/** The formulas before and after each pass of the chain. */
function stages(
  formulas: ReadonlyMap<string, Expr>,
): { pass: Pass; before: typeof formulas; after: typeof formulas }[] {
  let before = formulas;
  return chain.map((pass) => {
    const after = pass.apply(before, squidAxon);
    const stage = { pass, before, after };
    before = after;
    return stage;
  });
}

/** Potentials from -150 to 150 mV, none of them where a rate as it is written is 0/0 or loses digits. */
const potentials = Array.from({ length: 601 }, (_, i) => -150 + i / 2 + 0.125);

describe('every pass keeps the value within its error', () => {
  it('of random formulas', () => {
    fc.assert(
      fc.property(smoothExpressions, smoothExpressions, values, (a, b, at) => {
        for (const { pass, before, after } of stages(new Map(Object.entries({ a, b })))) {
          expect([...after.keys()]).toEqual(['a', 'b']);
          for (const [name, expr] of before) {
            const expected = evaluate(expr, at);
            fc.pre(Math.abs(expected) > 1e-200 && Math.abs(expected) < 1e200);
            const value = evaluate(after.get(name) ?? expr, at);
            // Up to 100 roundings of 1e-16, amplified by exponents of at most 4 at each of 5 levels.
            expect(Math.abs(value / expected - 1), pass.name).toBeLessThan(pass.error + 1e-11);
          }
        }
      }),
    );
  });

  it.each(squidAxons.map((membrane) => [membrane.name, membrane] as const))(
    'of the rates of %s from -150 to 150 mV',
    (_, membrane) => {
      for (const { pass, before, after } of stages(rateFormulas(membrane))) {
        for (const [name, expr] of before) {
          const { error, at } = worst(potentials, (V) =>
            Math.abs(evaluate(after.get(name) ?? expr, { V }) / evaluate(expr, { V }) - 1),
          );
          // 1 - exp(-u) next to u = 0 loses three digits of float64 where the rate stands as it is written.
          expect(error, `${pass.name}: ${name} at ${at} mV`).toBeLessThan(pass.error + 1e-12);
        }
      }
    },
  );

  it.each(integratorNames)('of a step of %s from -150 to 150 mV', (integrator) => {
    const { variables, next } = stepFormulas(
      parseExperiment({ integrator, dt: 0.01, stimulus: { kind: 'constant', amplitude: 10 } }),
    );
    const after = applyPasses(next, fastPasses, squidAxon);
    const total = fastPasses.reduce((sum, { error }) => sum + error, 0);
    // Every potential with every corner of the gates' cube, closed to open.
    const states = potentials.flatMap((V) =>
      [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => [
        V,
        0.99 * (bits & 1),
        0.99 * ((bits >> 1) & 1),
        0.99 * (bits >> 2),
      ]),
    );
    const run = (formulas: ReadonlyMap<string, Expr>) => {
      const program = compileFloat64(formulas, new Set(variables), states.length);
      for (const [row, name] of variables.entries()) {
        for (const [i, state] of states.entries()) {
          const register = program.inputs[name];
          if (register) register[i] = state[row] ?? Number.NaN;
        }
      }
      program.setup(states.length);
      program.body(states.length);
      return program.outputs;
    };
    const [expected, values] = [run(next), run(after)];
    for (const name of variables) {
      const { error, at } = worst(states, (_, i) => {
        const exact = expected[name]![i]!;
        // Explicit methods diverge from such states at any usable step: nothing is kept then.
        return Math.abs(exact) < 1000 ? Math.abs(values[name]![i]! - exact) : 0;
      });
      // What a pass may change is a rate or a relaxation: that share of how far the variable moves in the step or in
      // a stage of it. With all channels open V moves by up to 250 mV, and gates by up to 1.
      const bound = total * (name === 'V' ? 1000 : 10) + 1e-10;
      expect(error, `${name} from ${at?.join(', ')}`).toBeLessThan(bound);
    }
  });
});

describe('the fast passes, each alone and one after the other, keep the value', () => {
  /** With the points where alpha_m and alpha_n are 0/0. */
  const everywhere = [...Array.from({ length: 811 }, (_, i) => -150 + 0.37 * i), -40, -55, 150];
  /** What was done to formulas, the result, and the sum of the errors that this may make. */
  const rewritings = (formulas: ReadonlyMap<string, Expr>) => [
    ...fastPasses.map((pass) => ({
      title: `${pass.name} alone`,
      after: pass.apply(formulas, squidAxon),
      error: pass.error,
    })),
    ...fastPasses.map((pass, i) => ({
      title: `all to ${pass.name} (${i})`,
      after: applyPasses(formulas, fastPasses.slice(0, i + 1), squidAxon),
      error: fastPasses.slice(0, i + 1).reduce((sum, { error }) => sum + error, 0),
    })),
  ];

  it.each(squidAxons.map((membrane) => [membrane.name, membrane] as const))(
    'of the rates of %s, the singular points included',
    (_, membrane) => {
      const canonical = applyPasses(rateFormulas(membrane), canonicalPasses);
      for (const { title, after, error } of rewritings(canonical)) {
        for (const [name, expr] of canonical) {
          const difference = worst(everywhere, (V) =>
            Math.abs(evaluate(after.get(name)!, { V }) / evaluate(expr, { V }) - 1),
          );
          // Beside the passes' own errors, some ten roundings of 1e-16, each amplified by an exponent of at most 4.
          expect(difference.error, `${title}: ${name} at ${difference.at} mV`).toBeLessThanOrEqual(
            error + 1e-13,
          );
        }
      }
    },
  );

  /** Closed, at rest, in the upstroke, open to its end. */
  const gates = [
    [0, 0, 0],
    [0.05, 0.6, 0.32],
    [0.7, 0.4, 0.5],
    [0.99, 0.99, 0.99],
  ] as const;
  const states = everywhere.flatMap((V) =>
    gates.map(([m, h, n]): Record<string, number> => ({ V, m, h, n })),
  );

  const steps = squidAxons
    .map(({ name }) => name)
    .flatMap((model) =>
      (['strang', 'exponential', 'rk4'] as const).flatMap((integrator) =>
        // Explicit: m's rate at -150 mV, 450/ms, bounds the step of rk4 to 0.006 ms.
        (integrator === 'rk4' ? [0.005] : [0.01, 0.05]).map((dt) => ({ model, integrator, dt })),
      ),
    );

  it.each(steps)('of a step of $integrator of $dt ms for $model', ({ model, integrator, dt }) => {
    const { variables, next } = stepFormulas(
      parseExperiment({ model, integrator, dt, stimulus: { kind: 'constant', amplitude: 10 } }),
    );
    const run = (formulas: ReadonlyMap<string, Expr>) => {
      const program = compileFloat64(formulas, new Set(variables), states.length);
      for (const name of variables) {
        for (const [i, state] of states.entries()) program.inputs[name]![i] = state[name] ?? Number.NaN;
      }
      program.setup(states.length);
      program.body(states.length);
      return program.outputs;
    };
    const expected = run(next);
    // What a relative error of alpha, of beta and of the relaxation does to a gate, which moves by dt (alpha + beta) at
    // most and never by more than 1. In rk4 V moves between the stages, and with it the rates, which e^2.8 amplifies.
    const rates = applyPasses(rateFormulas(membranes[model]!), canonicalPasses);
    const rate = new Map(
      ['m', 'h', 'n'].map((gate) => {
        const sum = states.map(
          ({ V = Number.NaN }) =>
            evaluate(rates.get(`alpha_${gate}`)!, { V }) + evaluate(rates.get(`beta_${gate}`)!, { V }),
        );
        return [gate, sum] as const;
      }),
    );
    const ofGate = (gate: string, i: number) =>
      integrator === 'rk4' ? 16 : 3 * Math.min(1, dt * rate.get(gate)![i]!);
    // V moves with the conductance, 3 gNa for m, gNa for h, 4 gK for n, driven for dt by at most 250 mV.
    const throughGates = (i: number) =>
      dt * 250 * (360 * ofGate('m', i) + 120 * ofGate('h', i) + 144 * ofGate('n', i));
    for (const { title, after, error } of rewritings(next)) {
      const values = run(after);
      for (const name of variables) {
        const allowed = (i: number) => {
          const moved = Math.abs(expected[name]![i]! - states[i]![name]!);
          return error * (name === 'V' ? 3 * moved + throughGates(i) : ofGate(name, i)) + 1e-10;
        };
        const excess = worst(
          states,
          (_, i) => Math.abs(values[name]![i]! - expected[name]![i]!) - allowed(i),
        );
        expect(excess.error, `${title}: ${name} from ${JSON.stringify(excess.at)}`).toBeLessThanOrEqual(0);
      }
    }
  });
});
