import { expect, it } from 'vitest';
import { lorenz } from '../../bench/lorenz.ts';
import { CpuSimulation } from '../../src/engine/cpu/simulation.ts';

it('the Lorenz system is advanced by the method of Runge and Kutta', async () => {
  const [count, dt, steps] = [5, 0.005, 400];
  const problem = lorenz(count, dt);
  const simulation = await CpuSimulation.create(problem, { digits: 'float64' });
  await simulation.advance(steps);
  const states = await Promise.all(['x', 'y', 'z'].map((name) => simulation.read(name)));
  for (let cell = 0; cell < count; cell++) {
    const rho = problem.population.columns[0]!.value(cell);
    const slope = ([x, y, z]: readonly number[]) => [
      10 * (y! - x!),
      x! * (rho - z!) - y!,
      x! * y! - (8 / 3) * z!,
    ];
    const along = (from: readonly number[], by: readonly number[], time: number) =>
      from.map((value, i) => value + time * by[i]!);
    let at: number[] = [1, 1, 20];
    for (let step = 0; step < steps; step++) {
      const k1 = slope(at);
      const k2 = slope(along(at, k1, dt / 2));
      const k3 = slope(along(at, k2, dt / 2));
      const k4 = slope(along(at, k3, dt));
      at = along(
        at,
        k1.map((value, i) => value + 2 * k2[i]! + 2 * k3[i]! + k4[i]!),
        dt / 6,
      );
    }
    // Two time units: chaos makes e^2 of a rounding error of 1e-15, times the values of up to 100.
    for (const [i, state] of states.entries()) expect(Math.abs(state[cell]! - at[i]!)).toBeLessThan(1e-10);
  }
});
