import { describe, expect, it } from 'vitest';
import { equilibriaOf } from '../../src/dynamics/equilibria.ts';
import { Flow } from '../../src/dynamics/flow.ts';
import { hopfAt } from '../../src/dynamics/hopf.ts';
import { planar } from './planar.ts';

function hopfOf(x: string, y: string) {
  const flow = new Flow(planar(x, y), 'mu');
  const points = equilibriaOf(flow, { from: -1, to: 1.5 }).flat();
  const found = points.filter(({ point }) => point === 'hopf');
  expect(found).toHaveLength(1);
  return hopfAt(flow, found[0]!);
}

describe('the first Lyapunov coefficient', () => {
  // z' = (mu + 0.5 i) z + (c + 0.3 i) z |z|^2 / 400: the amplitude has r' = mu r + c r^3 / 400.
  it.each([
    [-1, 'supercritical'],
    [2, 'subcritical'],
  ] as const)('of the normal form with c = %s', (c, criticality) => {
    const q = '(x^2 + y^2) / 400';
    const { equilibrium, frequency, cubic, ...rest } = hopfOf(
      `mu * x - 0.5 * y + (${c} * x - 0.3 * y) * ${q}`,
      `0.5 * x + mu * y + (0.3 * x + ${c} * y) * ${q}`,
    );
    expect(equilibrium.parameter).toBeCloseTo(0, 12);
    expect(frequency).toBeCloseTo(500 / (2 * Math.PI), 9);
    expect(cubic).toBeCloseTo(c / 400, 14);
    expect(rest.criticality).toBe(criticality);
    // For the eigenvector (1, -i) / sqrt(2), twice the square of (1, -i) / 2.
    expect(rest.lyapunov).toBeCloseTo((2 * c) / 400 / 0.5, 12);
  });

  it('with quadratic terms, by the formula for two states', () => {
    // J. Guckenheimer and P. Holmes, Nonlinear Oscillations (1983), eq. 3.4.11, for x' = -w y + f, y' = w x + g.
    const w = 0.7;
    const [fxx, fxy, fyy, fxxx, fxyy] = [0.02, 0.05, -0.03, 0.001, -0.002];
    const [gxx, gxy, gyy, gxxy, gyyy] = [-0.04, 0.01, 0.06, 0.003, -0.005];
    const expected =
      (fxxx + fxyy + gxxy + gyyy) / 16 +
      (fxy * (fxx + fyy) - gxy * (gxx + gyy) - fxx * gxx + fyy * gyy) / (16 * w);
    const f = `${fxx / 2} * x^2 + ${fxy} * x * y + (${fyy / 2}) * y^2 + ${fxxx / 6} * x^3 + (${fxyy / 2}) * x * y^2`;
    const g = `(${gxx / 2}) * x^2 + ${gxy} * x * y + ${gyy / 2} * y^2 + ${gxxy / 2} * x^2 * y + (${gyyy / 6}) * y^3`;
    const flow = new Flow(planar(`mu * x - ${w} * y + ${f}`, `${w} * x + mu * y + ${g}`), 'mu');
    // Eigenvalues at the origin are mu +- i w.
    const eigenvalues = [
      { re: 0, im: w },
      { re: 0, im: -w },
    ];
    const { cubic } = hopfAt(flow, {
      parameter: 0,
      state: [0, 0],
      eigenvalues,
      stable: false,
      point: 'hopf',
    });
    expect(cubic).toBeCloseTo(expected, 14);
  });

  it('does not depend on the coordinates of the other states', () => {
    // The normal form with c = -1 and y = 3 u: r is the amplitude of x as before.
    const q = '(x^2 + 9 * y^2) / 400';
    const { cubic } = hopfOf(
      `mu * x - 1.5 * y + (-x - 0.9 * y) * ${q}`,
      `0.5 * x / 3 + mu * y + (0.1 * x - y) * ${q}`,
    );
    expect(cubic).toBeCloseTo(-1 / 400, 14);
  });
});
