import { expect, it } from 'vitest';
import { impedanceAt } from '../../src/dynamics/impedance.ts';

it('a capacitance with a leak has the impedance R / (1 + i w R C)', () => {
  const [R, C] = [5, 2];
  const membrane = { jacobian: [[-1 / (R * C)]], byCurrent: [1 / C], index: 0 };
  for (const frequency of [0, 3, 40]) {
    const w = (2 * Math.PI * frequency) / 1000;
    const { re, im } = impedanceAt(membrane, frequency);
    expect(re).toBeCloseTo(R / (1 + (w * R * C) ** 2), 12);
    expect(im).toBeCloseTo((-w * R * R * C) / (1 + (w * R * C) ** 2), 12);
  }
});

it('a gate that turns the current outwards is a resistance with an inductance beside it', () => {
  // C V' = -V / R - a x + I, tau x' = b V - x: the gate is r = 1 / (a b) in series with L = tau r.
  const [R, C, a, b, tau] = [3, 1, 2, 0.4, 9];
  const jacobian = [
    [-1 / (R * C), -a / C],
    [b / tau, -1 / tau],
  ];
  const frequency = 55;
  const w = (2 * Math.PI * frequency) / 1000;
  const { re, im } = impedanceAt({ jacobian, byCurrent: [1 / C, 0], index: 0 }, frequency);
  const r = 1 / (a * b);
  const size = r * r + (w * tau * r) ** 2;
  const [conductance, susceptance] = [1 / R + r / size, w * C - (w * tau * r) / size];
  const admittance = conductance ** 2 + susceptance ** 2;
  expect(re).toBeCloseTo(conductance / admittance, 12);
  expect(im).toBeCloseTo(-susceptance / admittance, 12);
});
