import { type Complex, over } from '../dynamics/linear.ts';
import { runExperiment } from '../engine/run.ts';
import type { Simulation } from '../engine/simulation.ts';
import { InputError } from '../input/schema.ts';
import type { Problem } from '../problem/problem.ts';
import type { Experiment } from '../protocol/experiment.ts';
import type { Rest } from './rest.ts';
import { experimentOf, type Setup, unitOfCurrents } from './setup.ts';
import { Spectrum } from './spectrum.ts';
import type { Lend } from './study.ts';
import { said } from './words.ts';

// A chirp of small current at rest, and what V does under it.

/** Periods of the lowest frequency that a chirp lasts, and its least duration, ms. */
const PERIODS = 4;
const SHORTEST = 4000;
/** Time constants of the slowest way back to rest that are waited after the chirp: 3e-7 is left. */
const WAITED = 15;
/** Samples in a period of the highest frequency, where steps are so short; and steps at least. */
const SAMPLES = 200;
const STEPS = 20;
/** Most simulated time, ms. */
const LONGEST = 300_000;
/** Amplitudes of the neurons, as parts of that which is given. */
const PARTS = [1, -1, 0.5, -0.5] as const;

/** Frequencies in Hz, currents in the unit of the setup. */
export interface Chirp {
  readonly rest: Rest;
  readonly current: number;
  readonly from: number;
  readonly to: number;
  readonly amplitude: number;
  /** ms */
  readonly duration?: number | undefined;
}

/** A chirp of whole turns, so that it ends where it is 0, and the time after it. */
export function chirped(setup: Setup, { rest, current, from, to, amplitude, duration }: Chirp): Experiment {
  const length = lengthOf(from, to, duration);
  const whole = length + WAITED / rest.slowest;
  if (whole > LONGEST) {
    throw new InputError(
      `current = ${current} ${unitOfCurrents(setup)}: the membrane takes ${said(1 / rest.slowest)} ms to come back to rest, too long for a chirp; take another current`,
    );
  }
  const dt = setup.dt ?? Math.min(experimentOf(setup, {}).dt, 1000 / (STEPS * to));
  const experiment = experimentOf(
    { ...setup, dt },
    {
      initial: { V: rest.potential },
      stimulus: [
        { kind: 'constant', amplitude: current, unit: setup.unit },
        { name: 'chirp', kind: 'chirp', amplitude, from, to, end: length, unit: setup.unit },
      ],
      sweep: { x: { vary: 'stimulus.chirp.amplitude', values: PARTS.map((part) => part * amplitude) } },
      duration: whole,
    },
  );
  const every = Math.max(1, Math.floor(1000 / (SAMPLES * to) / dt));
  const traces = { cells: [0, 1, 2, 3], every: every * dt, values: ['V', 'stimulus'] };
  return { ...experiment, record: { ...experiment.record, traces } };
}

/** How long a chirp lasts, ms: whole turns. */
function lengthOf(from: number, to: number, duration = Math.max(SHORTEST, (1000 * PERIODS) / from)): number {
  checkDuration(duration);
  const perTurn = 2000 / (from + to);
  return perTurn * Math.max(1, Math.round(duration / perTurn));
}

/** The impedance at each frequency, in mV per unit of the density of the current. */
export async function measuredImpedance(
  problem: Problem,
  rest: Rest,
  frequencies: readonly number[],
  lend: Lend,
): Promise<Complex[]> {
  const interval = problem.dt * problem.record.traces!.every;
  const spectrum = new Spectrum(frequencies, interval, 2);
  // Nonlinearity of third order is four times as large a part at the full amplitude as at half of it.
  const weights = PARTS.map((part) => (Math.abs(part) === 1 ? -1 / 6 : 8 / 6) * Math.sign(part));
  const of = (values: Float64Array, sample: number) =>
    weights.reduce((sum, weight, i) => sum + weight * values[sample * PARTS.length + i]!, 0);
  await lend(problem, async (simulation) => {
    await simulation.restore(atRest(simulation, rest));
    await runExperiment(simulation, {
      onTraces: ({ time, values }) => {
        for (let sample = 0; sample < time.length; sample++) {
          spectrum.add(of(values.V!, sample), of(values.stimulus!, sample));
        }
      },
    });
  });
  return frequencies.map((_, i) => over(spectrum.at(0, i), spectrum.at(1, i)));
}

/** All neurons where the membrane rests under its constant current. */
function atRest({ cells, problem }: Simulation, { state }: Rest) {
  const { dt, integrator } = problem;
  return {
    step: 0,
    dt,
    integrator: integrator.name,
    state: Object.fromEntries(
      Object.entries(state).map(([name, value]) => [name, new Float64Array(cells).fill(value)]),
    ),
  };
}

function checkDuration(duration: number): void {
  if (duration > 0 && duration <= LONGEST) return;
  throw new InputError(`duration = ${duration} ms is out of range: a chirp must last up to ${LONGEST} ms`);
}
