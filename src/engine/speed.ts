import type { Problem } from '../problem/problem.ts';
import type { AdapterDescription, Simulation } from './simulation.ts';

/**
 * Wall time (ms) that speed is measured for, after as much has been given to what happens once: on the CPU better code that is made
 * meanwhile, on a device dispatches that are small until it is known how long they take. All four together are 70 ms
 * where STEPS take less; the kernels take longer to be made first in a process.
 */
const MEASURED = { cpu: 15, device: 20 } as const;
/** Fewest steps at a time: as many as a run takes, since a device loads and stores every neuron once for all of them. */
const STEPS = 128;

/** Neuron-steps per second that a simulation makes. */
export async function speedOf(simulation: Simulation, milliseconds: number = MEASURED.cpu): Promise<number> {
  const pace = await advanceFor(simulation, STEPS, milliseconds);
  const { steps, taken } = await advanceFor(simulation, pace.next, milliseconds);
  return (1000 * steps * simulation.cells) / taken;
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
    const taken = now - started;
    if (taken >= wanted) return { steps, taken, next };
    const fitting = Math.ceil((next * (wanted - taken)) / Math.max(now - before, 0.01));
    next = Math.max(STEPS, Math.min(2 * next, fitting));
  }
}

/**
 * A smaller problem that goes as fast for each neuron: some neurons spread over the population, so that silent and firing ones
 * are among them, as the whole is stepped. They begin at a potential, since a rest would have to be looked for.
 * @param cells most neurons
 */
export function sampleOf(problem: Problem, cells: number): Problem {
  const { bands, ...whole } = problem;
  const { first, count, columns } = whole.population;
  const sampled = Math.min(cells, count);
  const spacing = Math.floor(count / sampled);
  return {
    ...whole,
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
    record: { events: whole.record.events },
  };
}

/** Neurons that tell how fast the CPU, thread by thread, and a device are. */
const CELLS = { thread: 2048, software: 1 << 13, device: 1 << 17 } as const;

/** Where speeds are kept from one use to the next. */
export interface SpeedStore {
  /** Neuron-steps per second; undefined if it is not known. */
  get(key: string): number | undefined;
  set(key: string, speed: number): void;
}

/** Speeds of the engines with a problem: measured, or remembered from before. */
export class Speeds {
  /** @param version of the engines, whose speeds are not those of another one */
  constructor(
    private readonly store: SpeedStore,
    private readonly version: string,
  ) {}

  /** @param where name of the processor and the number of threads */
  cpu(where: string, threads: number, problem: Problem, create: Create): Promise<number> {
    return this.#known(where, sampleOf(problem, CELLS.thread * threads), MEASURED.cpu, create);
  }

  device({ name, software }: AdapterDescription, problem: Problem, create: Create): Promise<number> {
    const cells = software ? CELLS.software : CELLS.device;
    return this.#known(name, sampleOf(problem, cells), MEASURED.device, create);
  }

  async #known(where: string, sample: Problem, milliseconds: number, create: Create): Promise<number> {
    const { system, integrator, population } = sample;
    const size = 4 ** Math.round(Math.log(population.count) / Math.log(4));
    const key = [this.version, where, system.name, integrator.name, `about ${size} neurons`].join('; ');
    const known = this.store.get(key);
    if (known !== undefined) return known;
    const simulation = await create(sample);
    try {
      const speed = Math.round(await speedOf(simulation, milliseconds));
      this.store.set(key, speed);
      return speed;
    } finally {
      simulation.destroy();
    }
  }
}

type Create = (problem: Problem) => Promise<Simulation>;

/** What runs and why, for people. @param other the engine that is slower, if it was measured */
export function reasonFor(
  name: string,
  speed: number,
  other?: { readonly name: string; readonly speed: number },
): string {
  const millions = Number((speed / 1e6).toPrecision(2));
  const ratio = other && `, ${(speed / other.speed).toPrecision(2)} times as fast as ${other.name}`;
  return `${name}: ${millions} million neuron-steps/s${ratio ?? ''}`;
}
