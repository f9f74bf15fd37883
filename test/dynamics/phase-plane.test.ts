import { expect, test } from 'vitest';
import { isolines } from '../../src/analysis/isolines.ts';
import { Flow } from '../../src/dynamics/flow.ts';
import { phasePlane } from '../../src/dynamics/phase-plane.ts';
import { parseExperiment } from '../../src/protocol/experiment.ts';
import { systemOf } from '../../src/protocol/prepare.ts';

function flowOf(model: string) {
  const stimulus = { kind: 'constant', amplitude: 0 } as const;
  return new Flow(systemOf(parseExperiment({ model, stimulus, dt: 0.05 })), 'stimulus.amplitude');
}

test('the nullclines of Morris and Lecar are their closed formulas', async () => {
  const plane = await phasePlane(flowOf('morris-lecar-hopf'), 100, {
    state: 'w',
    V: [-70, 40],
    y: [0, 1],
    columns: 111,
    rows: 81,
  });
  const [m, w] = [
    (V: number) => (1 + Math.tanh((V + 1.2) / 18)) / 2,
    (V: number) => (1 + Math.tanh((V - 2) / 30)) / 2,
  ];
  const expected = {
    slopeV: (V: number) => (100 - 2 * (V + 60) - 4.4 * m(V) * (V - 120)) / (8 * (V + 84)),
    slopeY: w,
  };
  for (const of of ['slopeV', 'slopeY'] as const) {
    const points = isolines(plane[of], 111, 0).flat();
    expect(points.length).toBeGreaterThan(50);
    // Interpolated between potentials 1 mV apart, of curves that bend by less than 1e-2 per mV^2.
    for (const [column, row] of points)
      expect(Math.abs(row / 80 - expected[of](-70 + column))).toBeLessThan(2e-3);
  }
  const [equilibrium, ...others] = plane.equilibria;
  expect(others).toEqual([]);
  expect(equilibrium!.stable).toBe(false);
  const [V, standing] = equilibrium!.state as [number, number];
  expect(standing).toBeCloseTo(w(V), 8);
  expect(standing).toBeCloseTo(expected.slopeV(V), 8);
});

test('of more states the others stay where they are, so nullclines meet at the equilibrium', async () => {
  // Just above the Hopf point 9.77934 of the squid axon, where V is -59.654 mV (test/dynamics/equilibria.test.ts).
  const plane = await phasePlane(flowOf('hodgkin-huxley'), 9.7794, {
    state: 'n',
    V: [-80, -40],
    y: [0, 1],
    columns: 81,
    rows: 41,
  });
  const [equilibrium, ...others] = plane.equilibria;
  expect(others).toEqual([]);
  expect(equilibrium!.stable).toBe(false);
  expect(equilibrium!.state[0]).toBeCloseTo(-59.654, 3);
  const near = (lines: ReturnType<typeof isolines>) =>
    Math.min(
      ...lines
        .flat()
        .map(([column, row]) =>
          Math.hypot(-80 + column / 2 - equilibrium!.state[0]!, 100 * (row / 40 - equilibrium!.state[3]!)),
        ),
    );
  // Points of the lines are half a millivolt apart.
  expect(near(isolines(plane.slopeV, 81, 0))).toBeLessThan(1);
  expect(near(isolines(plane.slopeY, 81, 0))).toBeLessThan(1);
});

test('a state that is not there is refused by its name', async () => {
  const plane = { state: 'V', V: [-80, 40], y: [0, 1], columns: 2, rows: 2 } as const;
  await expect(phasePlane(flowOf('hodgkin-huxley'), 0, plane)).rejects.toThrow(
    /"V" makes no plane .* states: V, m, h, n/,
  );
});
