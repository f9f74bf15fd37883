import { describe, expect, it } from 'vitest';
import { boltzmannFit, decayFit } from '../../src/studies/fits.ts';

describe('a Boltzmann curve', () => {
  const potentials = [-80, -60, -40, -20, 0, 20];

  it.each([9, -6])('is found again, slope factor %d mV', (slope) => {
    const values = potentials.map((V) => 0.8 / (1 + Math.exp(-(V + 31) / slope)));
    const fit = boltzmannFit(potentials, values);
    expect([fit.amplitude, fit.half, fit.slope]).toEqual([0.8, -31, slope].map((x) => expect.closeTo(x, 8)));
    expect(fit.residual).toBeLessThan(1e-9);
    expect(fit.at(-31)).toBeCloseTo(0.4, 9);
  });

  it('through what is none is that of scipy', () => {
    const fit = boltzmannFit(potentials, [0.05, 0.11, 0.3, 0.52, 0.9, 0.97]);
    // scipy 1.10's curve_fit from (1, -20, 8).
    expect(fit.amplitude).toBeCloseTo(1.0850686, 6);
    expect(fit.half).toBeCloseTo(-21.7047283, 5);
    expect(fit.slope).toBeCloseTo(17.304158, 5);
    expect(fit.residual).toBeCloseTo(0.0336747, 6);
  });
});

describe('a decay', () => {
  const times = Array.from({ length: 101 }, (_, i) => 5 + 0.1 * i);

  it.each([0.02, 1.7, 40])('is found again, time constant %d ms', (tau) => {
    const fit = decayFit(
      times,
      times.map((time) => 3 - 7 * Math.exp(-(time - 5) / tau)),
    );
    expect(fit!.tau / tau).toBeCloseTo(1, 6);
    expect(fit!.last).toBeCloseTo(3, 6);
    expect(fit!.size).toBeCloseTo(-7, 6);
  });

  it('is none where nothing changes', () => {
    expect(
      decayFit(
        times,
        times.map(() => -4),
      ),
    ).toBeUndefined();
  });
});
