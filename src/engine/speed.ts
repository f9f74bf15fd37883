import type { Problem } from '../problem/problem.ts';
import type { Simulation } from './simulation.ts';

/** Wall time (ms) that speed is measured for, and that is given to what happens once: better code that is made meanwhile. */
const MEASURED = 30;
const WARMING = 15;

/** Neuron-steps per second that a simulation makes, within some 50 ms. */
export async function speedOf(simulation: Simulation): Promise<number> {
  const pace = await advanceFor(simulation, 8, WARMING);
  const { steps, milliseconds } = await advanceFor(simulation, pace.next, MEASURED);
  return (1000 * steps * simulation.cells) / milliseconds;
}

/**
 * Advances for about a time.
 * @param first steps that are taken at first, doubled as long as there is time for more
 */
async function advanceFor(simulation: Simulation, first: number, wanted: number) {
  const started = performance.now();
  let steps = 0;
  let next = first;
  for (;;) {
    const before = performance.now();
    await simulation.advance(next);
    steps += next;
    const now = performance.now();
    const milliseconds = now - started;
    if (milliseconds >= wanted) return { steps, milliseconds, next };
    const fitting = Math.ceil((next * (wanted - milliseconds)) / Math.max(now - before, 0.01));
    next = Math.max(1, Math.min(2 * next, fitting));
  }
}

/**
 * A smaller problem that goes as fast for each neuron: some neurons spread over the population, so that silent and firing ones
 * are among them. They begin at a potential, since a rest would have to be looked for.
 * @param cells most neurons
 */
export function sampleOf(problem: Problem, cells: number): Problem {
  const { first, count, columns } = problem.population;
  const sampled = Math.min(cells, count);
  const spacing = Math.floor(count / sampled);
  return {
    ...problem,
    population: {
      first: 0,
      count: sampled,
      columns: columns.map((column) => ({
        ...column,
        value: (cell) => column.value(first + cell * spacing),
        length: sampled,
        stride: 1,
      })),
    },
    initial: { potential: -65 },
    record: { events: problem.record.events },
  };
}
