import type { Simulation, Snapshot } from '../engine/simulation.ts';
import { InputError } from '../input/schema.ts';
import type { Problem } from '../problem/problem.ts';
import { prepare } from '../protocol/prepare.ts';
import type { Converged } from './convergence.ts';
import { withoutDivergence } from './onsets.ts';
import { lasting, spikesOf, type Train, trainsOf, type Varied, withNeurons } from './responses.ts';
import { AFTER, cut, type Rows, searchRows } from './rows.ts';
import type { Interval } from './search.ts';
import { experimentOf, type Setup } from './setup.ts';
import type { Lend } from './study.ts';

// Least brief stimuli that make a neuron at rest spike: rectangular pulses, and a jump of the potential.

/** Times the rheobase among which the current of a pulse of 1 ms is looked for; shorter ones need more, in proportion. The others are for slow membranes. */
const MOST_CURRENTS = [400, 4e5];
/** Jumps (mV) among which the least is looked for. */
const JUMPS: Interval = { low: 0.1, high: 100 };
/** Durations (ms) among which the chronaxie is looked for, one after the other until it is there: runs are as long. */
const DURATIONS: readonly Interval[] = [
  { low: 1e-4, high: 10 },
  { low: 10, high: 1000 },
  { low: 1000, high: 1e5 },
];

/**
 * @param current least one that, left on, makes a neuron at rest spike
 * @throws InputError if there is none, or none is needed
 */
export function checkRheobase(current: number): void {
  if (Number.isFinite(current)) return;
  throw new InputError(
    Number.isNaN(current)
      ? 'no steady current makes the membrane spike; thresholds are there only where it is excitable'
      : 'the membrane spikes at the smallest current that is tried; thresholds are there only where it rests',
  );
}

function pulseProblem(setup: Setup, amplitude: number): Problem {
  const stimulus = { kind: 'step', amplitude, end: 1, unit: setup.unit } as const;
  return prepare(experimentOf(setup, { stimulus, duration: AFTER }));
}

/** Looks for one number of a pulse from time 0 on, while the other is given. */
function pulseSearch(
  setup: Setup,
  lend: Lend,
  tolerance: number,
  rheobase: number,
  intervals: readonly Interval[],
  longest: number,
  pulsesOf: (rows: Rows) => { amplitudes: number[]; ends: number[] },
): Promise<Converged> {
  const problem = pulseProblem(setup, pulsesOf(intervals.map(({ low }) => [low])).amplitudes[0]!);
  const sized = (rows: Rows, duration: number) => {
    const { amplitudes, ends } = pulsesOf(rows);
    const varied: Varied = { 'stimulus.amplitude': amplitudes, 'stimulus.end': ends };
    // No longer than these pulses need, where their ends are looked for.
    return lasting(withNeurons(problem, varied), duration - longest + Math.max(...ends));
  };
  return searchRows(
    { setup, intervals, lend, tolerance, longest },
    sized,
    async (simulation, rows, duration) => {
      const { amplitudes, ends } = pulsesOf(rows);
      const trains = await trainsOf(simulation, sized(rows, duration));
      const happens = (train: Train, i: number) => {
        const pulse = { amplitude: amplitudes[i]!, begin: 0, end: ends[i]! };
        return spikesOf(train, [pulse], rheobase, problem.dt).length > 0;
      };
      return cut(trains.map(happens), rows[0]!.length);
    },
  );
}

/**
 * Least currents of rectangular pulses that make a neuron at rest spike, in the pulse or after it; NaN where none does.
 * @param durations of the pulses, ms
 * @param rheobase least current that does it without an end
 */
export async function pulseThresholds(
  setup: Setup,
  lend: Lend,
  durations: readonly number[],
  rheobase: number,
  tolerance: number,
): Promise<readonly number[]> {
  const found = durations.map(() => Number.NaN);
  let low = 0.5;
  for (const most of MOST_CURRENTS) {
    const open = durations.flatMap((_, i) => (Number.isNaN(found[i]) ? [i] : []));
    if (open.length === 0) break;
    const { values } = await withoutDivergence({ low, high: most }, ({ high }) =>
      leastCurrents(
        setup,
        lend,
        open.map((i) => durations[i]!),
        rheobase,
        { low, high },
        tolerance,
      ),
    );
    for (const [k, i] of open.entries()) found[i] = values[k]!;
    low = most;
  }
  return found;
}

/** @param among times the rheobase, of a pulse of 1 ms */
function leastCurrents(
  setup: Setup,
  lend: Lend,
  durations: readonly number[],
  rheobase: number,
  among: Interval,
  tolerance: number,
): Promise<Converged> {
  return pulseSearch(
    setup,
    lend,
    tolerance,
    rheobase,
    durations.map((duration) => ({
      low: rheobase * (among.low <= 1 ? among.low : 2 + among.low / duration),
      high: rheobase * (2 + among.high / duration),
    })),
    Math.max(...durations),
    (rows) => ({
      amplitudes: rows.flat(),
      ends: rows.flatMap((row, i) => row.map(() => durations[i]!)),
    }),
  );
}

/** The shortest pulse (ms) of twice the rheobase that makes a neuron at rest spike: the chronaxie; NaN where none does. */
export async function chronaxieOf(
  setup: Setup,
  lend: Lend,
  rheobase: number,
  tolerance: number,
): Promise<number> {
  for (const among of DURATIONS) {
    const { values } = await pulseSearch(setup, lend, tolerance, rheobase, [among], among.high, (rows) => ({
      amplitudes: rows.flat().map(() => 2 * rheobase),
      ends: rows.flat(),
    }));
    if (Number.isFinite(values[0])) return values[0]!;
  }
  return Number.NaN;
}

/** The least jump of the potential (mV) from rest, with everything else as at rest, after which a neuron spikes. */
export async function leastJump(setup: Setup, lend: Lend, tolerance: number): Promise<number> {
  const stimulus = { kind: 'constant', amplitude: 0 } as const;
  const problem = prepare(experimentOf(setup, { stimulus, duration: AFTER }));
  const sized = (rows: Rows, duration: number) => {
    const neurons = rows.flat();
    return lasting(withNeurons(problem, { 'stimulus.amplitude': neurons.map(() => 0) }), duration);
  };
  const found = await searchRows(
    { setup, intervals: [JUMPS], lend, tolerance, longest: 0 },
    sized,
    async (simulation, rows, duration) => {
      const start = await jumped(simulation, rows.flat());
      const trains = await trainsOf(simulation, sized(rows, duration), start);
      return cut(
        trains.map((train) => train.length > 0),
        rows[0]!.length,
      );
    },
  );
  return found.values[0]!;
}

/** The initial state with other potentials. @param jumps mV, one for each neuron */
async function jumped(simulation: Simulation, jumps: readonly number[]): Promise<Snapshot> {
  await simulation.reset();
  const { dt, system } = simulation.problem;
  const state: Record<string, Float64Array> = {};
  for (const name of simulation.variables) state[name] = Float64Array.from(await simulation.read(name));
  const V = state[system.potential]!;
  for (const [i, jump] of jumps.entries()) V[i]! += jump;
  // All states are those at one time: a method that holds some half a step behind makes its own of them.
  return { step: 0, dt, integrator: 'rk4', state };
}
