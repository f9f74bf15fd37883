import { RestlessError } from '../../engine/initial.ts';
import { type RunOptions, runExperiment } from '../../engine/run.ts';
import { DIVERGED, type Simulation } from '../../engine/simulation.ts';
import type { Population } from '../../problem/problem.ts';

/**
 * Runs other neurons on a simulation, from where they begin to the end. One that has no rest or diverges does not end the run.
 * @returns the numbers of those neurons: what is measured of them means nothing
 * @throws RestlessError if no neuron has a rest
 */
export async function runOthers(
  simulation: Simulation,
  population: Population,
  options: RunOptions = {},
): Promise<ReadonlySet<number>> {
  const lost = await begin(simulation, population);
  await runExperiment(simulation, { ...options, onDiverged: ({ cell }) => lost.add(cell) });
  const V = await simulation.read(simulation.problem.system.potential);
  for (const [cell, value] of V.entries()) if (!(Math.abs(value) <= DIVERGED)) lost.add(cell);
  return lost;
}

/** Puts all neurons where they begin, and in the place of those without rest another one. @returns their numbers */
async function begin(simulation: Simulation, population: Population): Promise<Set<number>> {
  await simulation.revalue(population);
  try {
    await simulation.reset();
    return new Set();
  } catch (error) {
    if (!(error instanceof RestlessError)) throw error;
    const restless = new Set(error.cells);
    const other = Array.from({ length: population.count }, (_, cell) => cell).find(
      (cell) => !restless.has(cell),
    );
    if (other === undefined) throw error;
    const columns = population.columns.map((column) => ({
      ...column,
      value: (cell: number) => column.value(restless.has(cell) ? other : cell),
    }));
    await simulation.revalue({ ...population, columns });
    await simulation.reset();
    return restless;
  }
}
