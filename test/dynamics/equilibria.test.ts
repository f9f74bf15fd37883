import { describe, expect, it } from 'vitest';
import { equilibriaOf, type Span } from '../../src/dynamics/equilibria.ts';
import { Flow } from '../../src/dynamics/flow.ts';
import { hopfAt } from '../../src/dynamics/hopf.ts';
import { rootOf } from '../../src/dynamics/root.ts';
import { parseExperiment } from '../../src/protocol/experiment.ts';
import { systemOf } from '../../src/protocol/prepare.ts';
import { planar } from './planar.ts';

function flowOf(model: string, parameters: Record<string, number> = {}, path = 'stimulus.amplitude') {
  const stimulus = { kind: 'constant', amplitude: 0 } as const;
  return new Flow(systemOf(parseExperiment({ model, parameters, stimulus, dt: 0.05 })), path);
}

const pointsOf = (flow: Flow, span: Span, kind: 'fold' | 'hopf') =>
  equilibriaOf(flow, span)
    .flat()
    .filter(({ point }) => point === kind);

describe('equilibria', () => {
  // scipy: the equations written once more in Python, the Jacobian by complex steps, numpy's eigenvalues, and brentq over V of the
  // real part of the complex pair, with I of the steady state; the frequency from the imaginary part there.
  it('of the squid axon lose and regain stability where scipy finds it', () => {
    const flow = flowOf('hodgkin-huxley');
    const found = pointsOf(flow, { from: 0, to: 200 }, 'hopf').map((one) => hopfAt(flow, one));
    const expected = [
      { current: 9.779337995393124, V: -59.65414360299541, frequency: 93.3020091672965, kind: 'subcritical' },
      {
        current: 154.52633366580773,
        V: -43.05809201298384,
        frequency: 169.16925966607576,
        kind: 'supercritical',
      },
    ];
    expect(found).toHaveLength(2);
    for (const [i, { current, V, frequency, kind }] of expected.entries()) {
      const { equilibrium, ...hopf } = found[i]!;
      // Both are good to about 1e-9 of themselves.
      expect(equilibrium.parameter / current).toBeCloseTo(1, 8);
      expect(equilibrium.state[0]! / V).toBeCloseTo(1, 8);
      expect(hopf.frequency / frequency).toBeCloseTo(1, 7);
      expect(hopf.criticality).toBe(kind);
      // The other two eigenvalues, as scipy has them.
      const others = equilibrium.eigenvalues.filter(({ im }) => im === 0).map(({ re }) => re);
      expect(others).toEqual(
        (i === 0 ? [-0.13847473, -4.76428244] : [-0.310866851, -9.41206339]).map((x) => expect.closeTo(x, 6)),
      );
    }
  });

  // Fold and Hopf points of another program, in C with float64 (given to five decimals).
  it.each([
    ['morris-lecar-hopf', 'hopf', [93.85762, 212.01882]],
    ['morris-lecar-snlc', 'fold', [39.96315]],
    ['morris-lecar-snlc', 'hopf', [97.78789]],
    ['morris-lecar-homoclinic', 'hopf', [36.31622]],
    ['wang-buzsaki', 'fold', [0.16009]],
    ['persistent-sodium-high', 'fold', [4.51287]],
    ['persistent-sodium-low', 'hopf', [14.65904]],
    ['pospischil-fs', 'fold', [2.72389]],
  ] as const)('of %s have a %s where they shall', (model, kind, expected) => {
    const found = pointsOf(flowOf(model), { from: 0, to: 250 }, kind).map(({ parameter }) => parameter);
    for (const current of expected) {
      expect(Math.min(...found.map((one) => Math.abs(one - current)))).toBeLessThan(6e-6);
    }
  });

  it('follow a curve that turns, and change stability there', () => {
    const [curve] = equilibriaOf(flowOf('morris-lecar-snlc'), { from: -50, to: 100 });
    const [first, second] = curve!.filter(({ point }) => point === 'fold');
    // B. Ermentrout and J. Rinzel's set: two folds, so three equilibria between them.
    expect([first!.parameter, second!.parameter]).toEqual([
      expect.closeTo(39.96315, 5),
      expect.closeTo(-9.94904, 5),
    ]);
    const at = (current: number) =>
      curve!.filter(
        (one, i) => (one.parameter - current) * ((curve![i + 1]?.parameter ?? current) - current) < 0,
      );
    expect(at(20).map(({ stable }) => stable)).toEqual([true, false, false]);
    expect(at(60)).toHaveLength(1);
  });

  it('have folds at which an eigenvalue is 0, in closed form', () => {
    // x' = mu + x - x^3 / 100 with y following x: folds at 3 x^2 = 100, mu = -+ 2/3 sqrt(100/3).
    const flow = new Flow(planar('mu + x - x^3 / 100', 'x - y'), 'mu');
    const folds = pointsOf(flow, { from: -10, to: 10 }, 'fold');
    const mu = (2 / 3) * Math.sqrt(100 / 3);
    expect(folds.map(({ parameter }) => parameter)).toEqual([expect.closeTo(mu, 9), expect.closeTo(-mu, 9)]);
    for (const { eigenvalues } of folds) expect(eigenvalues[0]!.re).toBeCloseTo(0, 8);
  });

  it('go through a removable 0/0', () => {
    // alpha_m of the squid axon is 0/0 at -40 mV.
    const flow = flowOf('hodgkin-huxley');
    const jacobian = flow.at([-40, 0.5, 0.1, 0.6], 0);
    expect(jacobian.flat().every(Number.isFinite)).toBe(true);
    const [second, third] = flow.along([-40, 0.5, 0.1, 0.6], 0, [1, 0, 0, 0]);
    // dm/dt = alpha (1 - m) - beta m, alpha = u / (1 - exp(-u)) = 1 + u/2 + u^2/12 + 0 u^3, u = (V + 40)/10; beta = 4 exp(-25/18) there.
    const beta = 4 * Math.exp(-25 / 18);
    expect(second[1]).toBeCloseTo((0.5 * 2) / 12 / 100 - (0.5 * beta) / 18 ** 2, 8);
    expect(third[1]).toBeCloseTo((0.5 * beta) / 18 ** 3, 8);
  });

  it('are followed against any parameter', () => {
    const flow = flowOf('hodgkin-huxley', {}, 'parameters.EL');
    const [curve] = equilibriaOf(flow, { from: -60, to: -50 });
    const [first, last] = [curve![0]!, curve!.at(-1)!];
    expect([first.parameter, last.parameter]).toEqual([-60, -50].map((x) => expect.closeTo(x, 9)));
    expect(last.state[0]).toBeGreaterThan(first.state[0]!);
  });

  it('are refused under a stimulus that changes', () => {
    const stimulus = { kind: 'step', amplitude: 5, onset: 10 } as const;
    const system = systemOf(parseExperiment({ stimulus }));
    expect(() => new Flow(system, 'stimulus.amplitude')).toThrow(/depend on .*; use a constant stimulus$/);
    expect(() => new Flow(system, 'mu')).toThrow('"mu" is no number of "hodgkin-huxley"');
  });
});

describe("Brent's method", () => {
  it.each([
    ['a cubic', (x: number) => x ** 3 - 2, 0, 2, Math.cbrt(2)],
    ['a steep function', (x: number) => Math.tanh(1e3 * (x - 0.3)), 0, 1, 0.3],
    ['a flat one', (x: number) => (x - 0.5) ** 9, 0, 1.2, 0.5],
  ] as const)('finds the root of %s', (_, f, a, b, root) => {
    const found = rootOf(f, [a, f(a)], [b, f(b)], 1e-12);
    // (x - 0.5)^9 cannot be told from 0 nearer than that.
    expect(Math.abs(found - root)).toBeLessThan(1e-9);
  });
});
