import { runExperiment } from '../engine/run.ts';
import type { Simulation, Snapshot } from '../engine/simulation.ts';
import type { Problem } from '../problem/problem.ts';

/** The times (ms) of the spikes of a neuron, ascending. */
export type Train = readonly number[];

/** What differs between the neurons: a value for each, by the path of a number. */
export type Varied = Readonly<Record<string, ArrayLike<number>>>;

/** The problem with other neurons: those whose numbers these are. */
export function withNeurons(problem: Problem, varied: Varied): Problem {
  const columns = Object.entries(varied).map(([path, values]) => {
    const all = Array.from(values);
    return {
      path,
      value: (cell: number) => all[cell]!,
      extremes: [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))] as const,
      length: all.length,
      stride: 1,
    };
  });
  return { ...problem, population: { first: 0, count: columns[0]!.length, columns } };
}

/** The problem, lasting a time (ms), with every spike noted. */
export function lasting(problem: Problem, duration: number): Problem {
  return {
    ...problem,
    steps: Math.max(1, Math.round(duration / problem.dt)),
    windowStart: 0,
    record: { events: true },
  };
}

/**
 * Runs a problem from its initial state, or from a snapshot.
 * @param simulation of a problem with the same neurons and varied numbers
 * @returns the spikes of each neuron
 */
export async function trainsOf(
  simulation: Simulation,
  problem: Problem,
  start?: Snapshot,
): Promise<readonly Train[]> {
  await simulation.update(problem);
  await (start ? simulation.restore(start) : simulation.reset());
  const trains = Array.from({ length: simulation.cells }, (): number[] => []);
  await runExperiment(simulation, {
    onSpikes: ({ cell, time }) => {
      for (let i = 0; i < cell.length; i++) trains[cell[i]!]!.push(time[i]!);
    },
  });
  return trains;
}

/** A rectangular pulse. */
export interface Pulse {
  readonly amplitude: number;
  /** ms */
  readonly begin: number;
  readonly end: number;
}

/**
 * The spikes without what pulses do by themselves. V rises until a pulse ends and falls from there on: that is no spike however
 * high it is. And where a pulse is weaker than the rheobase, V may overshoot in it and fall as it ends.
 * @param dt step, ms: how near to an end a peak can be placed
 */
export function spikesOf(train: Train, pulses: readonly Pulse[], rheobase: number, dt: number): Train {
  const near = 1.01 * dt;
  return train.filter(
    (time) =>
      !pulses.some(
        ({ amplitude, begin, end }) =>
          Math.abs(time - end) <= near || (amplitude < rheobase && time > begin && time < end),
      ),
  );
}

/** Whether a neuron fires still: at least twice from a time (ms) on. */
export const firesFrom = (train: Train, from: number): boolean =>
  train.filter((time) => time >= from).length >= 2;

/** Mean rate (Hz) from a time (ms) on, (spikes - 1) / (last - first); 0 with fewer than two. */
export function rateFrom(train: Train, from: number): number {
  const late = train.filter((time) => time >= from);
  return late.length < 2 ? 0 : (1000 * (late.length - 1)) / (late.at(-1)! - late[0]!);
}
