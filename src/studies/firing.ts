import { CpuSimulation } from '../engine/cpu/simulation.ts';
import { runExperiment } from '../engine/run.ts';
import type { Measures } from '../engine/simulation.ts';
import type { Problem } from '../problem/problem.ts';
import type { Lend } from './study.ts';

// When neurons fire in one run and when in another one.

/** How some neurons fired in a measuring window. */
export interface Firing {
  /** Events, the times (ms) of the first and the last one, NaN where there is none, and the rate, Hz. */
  readonly spikes: ArrayLike<number>;
  readonly first: ArrayLike<number>;
  readonly last: ArrayLike<number>;
  readonly rate: ArrayLike<number>;
}

/** Lends the CPU in one thread, as many as a few neurons need. */
export const lendCpu =
  (digits: 'float32' | 'float64'): Lend =>
  async (problem, use) => {
    const simulation = await CpuSimulation.create(problem, { digits });
    try {
      return await use(simulation);
    } finally {
      simulation.destroy();
    }
  };

/** Runs a problem. @throws DivergedError if a neuron diverges */
export const firingOf = (problem: Problem, lend: Lend, signal?: AbortSignal): Promise<Firing> =>
  lend(problem, (simulation) => runExperiment(simulation, signal && { signal }));

/** What was measured of some neurons, by their places among those that were measured. */
export function firingIn({ spikes, first, last, rate }: Measures, places: readonly number[]): Firing {
  const of = (values: Float64Array) => Float64Array.from(places, (place) => values[place]!);
  return { spikes: of(spikes), first: of(first), last: of(last), rate: of(rate) };
}

/** How far one run of a neuron lies from another one. */
export interface Distance {
  /** Difference of the rates in percent of that of the reference; 100 where that one is silent. */
  readonly rate: number;
  /** Differences of the times of the first and the last event, ms; NaN where there is none in either run, or `differs`. */
  readonly first: number;
  readonly last: number;
  /** Time of the last event, ms. */
  readonly time: number;
  /** Whether the numbers of events differ by more than one, which may lie on either side of an end of the window, or one run is silent. */
  readonly differs: boolean;
}

/** How far each neuron of a run lies from that of a reference. */
export function distances(run: Firing, reference: Firing): Distance[] {
  return Array.from(run.spikes, (spikes, i) => {
    const [own, exact] = [run.rate[i]!, reference.rate[i]!];
    const others = reference.spikes[i]!;
    const rate = own === exact ? 0 : exact === 0 ? 100 : 100 * Math.abs(own / exact - 1);
    const differs = Math.abs(spikes - others) > 1 || (spikes === 0) !== (others === 0);
    const [first, last] = differs
      ? [Number.NaN, Number.NaN]
      : [timesApart(run, reference, 'first', i), timesApart(run, reference, 'last', i)];
    return { rate, first, last, time: Math.max(run.last[i]! || 0, reference.last[i]! || 0), differs };
  });
}

/** Where one run has one event more, it may be the one that is compared: its neighbour stands for it, a period away. */
function timesApart(run: Firing, reference: Firing, which: 'first' | 'last', i: number): number {
  const apart = run[which][i]! - reference[which][i]!;
  if (run.spikes[i] === reference.spikes[i]) return Math.abs(apart);
  const more = run.spikes[i]! > reference.spikes[i]! ? run : reference;
  const period = (more.rate[i]! > 0 ? 1000 / more.rate[i]! : 0) * (which === 'last' ? -1 : 1);
  return Math.min(Math.abs(apart), Math.abs(apart + (more === run ? period : -period)));
}
