import type { Problem } from '../problem/problem.ts';
import { prepare } from '../protocol/prepare.ts';
import { cycleEnd, type RateThere } from './firing-end.ts';
import { around, coarseEdge, leastCurrent, type Onset, type Trial } from './onsets.ts';
import { firesFrom, lasting, rateFrom, trainsOf, withNeurons } from './responses.ts';
import type { Interval } from './search.ts';
import { experimentOf, type Setup } from './setup.ts';
import type { Lend } from './study.ts';
import { lengthsOf } from './tempo.ts';

// What neurons do at steady currents that they have come to slowly: from rest, or from firing. Where both differ the membrane is
// bistable.

/** A current from which neurons are led to others, each to one of its own. */
export interface Branch {
  readonly setup: Setup;
  readonly lend: Lend;
  /** 0 for neurons that rest; for firing ones a current that makes a neuron at rest fire when it is switched on. */
  readonly start: number;
  /** Least current that makes a neuron at rest fire for good when it is switched on. */
  readonly firing: number;
  /** Current of a short pulse that disturbs them a little when they are there; firing ones need none. */
  readonly disturbance: number;
}

/** The current that neurons are led to. */
const TO = 'stimulus.ramp.to';
/** Length of the first runs in which an edge is looked for, ms. */
const FIRST = 4000;
/** By how much more than the least current that makes it fire a cell is made to fire. */
const BEYOND = 1.05;
/** Currents up to there among which one is chosen: cycles may end sooner. */
const TRIED = 32;
/**
 * A disturbance is this part of that current, for 1 ms: some 0.05 mV. Without one a neuron that has lost its stability would
 * stay for as long as rounding, and in float32 for good.
 */
const DISTURBANCE = { part: 0.01, width: 1 };
/**
 * Where a cycle ends the rate goes with the root of the distance. Where it could not be followed to there, the rate is that of the
 * parabola, in this root, through the rates at 1, 4 and 9 times this part of the current beyond, or more where the end is not known so well.
 */
const APART = 5e-4;
/** Shortest run that rates beyond an edge are taken from, ms: there cells come slowly to their cycle. */
const LEAST_RUN = 16_000;

/** @param firing least current that makes a neuron at rest fire for good when it is switched on */
export async function branchFrom(
  from: 'rest' | 'firing',
  setup: Setup,
  lend: Lend,
  firing: number,
): Promise<Branch> {
  if (from === 'rest') return { setup, lend, start: 0, firing, disturbance: DISTURBANCE.part * firing };
  return { setup, lend, start: await firingCurrent(setup, lend, firing), firing, disturbance: 0 };
}

/** A current beyond the least one at which a neuron fires that it is switched on in, well within those at which it does. */
async function firingCurrent(setup: Setup, lend: Lend, firing: number): Promise<number> {
  const currents = Array.from({ length: TRIED }, (_, i) => firing * (1 + ((BEYOND - 1) * (i + 1)) / TRIED));
  const stimulus = { kind: 'constant', amplitude: firing, unit: setup.unit } as const;
  const duration = lengthsOf(setup, FIRST).first;
  const problem = lasting(
    withNeurons(prepare(experimentOf(setup, { stimulus, duration })), { 'stimulus.amplitude': currents }),
    duration,
  );
  const trains = await lend(problem, (simulation) => trainsOf(simulation, problem));
  const fires = trains.map((train) => firesFrom(train, duration / 2));
  if (fires.at(-1)) return currents.at(-1)!;
  const first = fires.indexOf(true);
  const end = fires.indexOf(false, first);
  return first < 0 ? currents.at(-1)! : currents[Math.floor((first + end) / 2)]!;
}

/**
 * A current that stays for a quarter of the time, goes evenly to another one in the next quarter, and stays there: neurons keep near
 * the state or the cycle that they are in for as long as there is one. There those that rest are disturbed.
 */
function led({ setup, start, disturbance }: Branch, duration: number, lead = duration / 2): Problem {
  const { unit } = setup;
  const stimulus = [
    { name: 'ramp', kind: 'ramp', from: start, to: start, onset: lead / 2, end: lead, unit },
    { kind: 'step', amplitude: disturbance, onset: lead, end: lead + DISTURBANCE.width, unit },
  ] as const;
  return prepare(experimentOf(setup, { stimulus: [...stimulus], duration }));
}

/** The rate (Hz) of a neuron at each current. @param lead time (ms) to come there, before the measured one */
export async function ratesOn(
  branch: Branch,
  currents: readonly number[],
  { lead, measured }: { readonly lead: number; readonly measured: number },
): Promise<number[]> {
  const duration = lead + measured;
  const problem = lasting(withNeurons(led(branch, duration, lead / 2), { [TO]: currents }), duration);
  const trains = await branch.lend(problem, (simulation) => trainsOf(simulation, problem));
  return trains.map((train) => rateFrom(train, lead));
}

/** Neurons that have come to a current slowly fire in the last quarter of the run. */
const trialOf = (branch: Branch): Trial => ({
  path: TO,
  lengths: lengthsOf(branch.setup, FIRST),
  lasting: (duration) => led(branch, duration),
  happens: (train, duration) => firesFrom(train, (3 * duration) / 4),
  // Where a neuron fires that was at rest, one fires on that has fired before.
  known: branch.start === 0 ? undefined : branch.firing,
});

/**
 * The least current at which neurons that have come there slowly fire in the last quarter of the run.
 * @param near a current around which it is looked for closely if nothing is found
 */
export async function edgeOf(
  branch: Branch,
  among: Interval,
  tolerance: number,
  near?: number,
): Promise<Onset> {
  const search = (interval: Interval) => leastCurrent(branch.lend, tolerance, interval, trialOf(branch));
  const found = await search(among);
  return Number.isNaN(found.value) && near !== undefined ? search(around(near)) : found;
}

/** Where firing ends as the current is lowered, and the rate there; of one that had to be extrapolated the error is how far a straight line in the root of the distance is from it. */
export type Offset = Onset & RateThere;

/**
 * The end of the firing branch below. Runs say between which currents it is; where the cycle ends there by its equations, that is it, and
 * no neurons have to linger.
 */
export async function firingOffset(branch: Branch, tolerance: number): Promise<Offset> {
  const { setup, start, lend } = branch;
  const whole: Interval = { low: -start, high: start };
  const trial = trialOf(branch);
  const duration = trial.lengths.longest;
  const { below, above, value: middle } = await coarseEdge(lend, whole, trial, duration);
  // Neurons that linger seem to have ceased to fire.
  const from = below - (above - below);
  const end = Number.isFinite(middle) ? await cycleEnd(setup, from, start) : undefined;
  if (end && end.current > from && end.current < above) {
    const { current, ...rates } = end;
    return { value: current, values: [current], duration, change: 0, ...rates };
  }
  const near = { low: below, high: above };
  const found = await leastCurrent(
    lend,
    tolerance,
    whole,
    Number.isFinite(middle) ? { ...trial, near } : trial,
  );
  return Number.isFinite(found.value)
    ? { ...found, ...(await extrapolated(branch, found, tolerance)) }
    : { ...found, rate: Number.NaN, rateError: Number.NaN };
}

/** The rate at the end of firing, from rates beyond it. */
async function extrapolated(
  branch: Branch,
  { value, duration }: Onset,
  tolerance: number,
): Promise<RateThere> {
  const apart = Math.abs(value) * Math.max(APART, 5 * tolerance);
  const currents = [1, 2, 3].map((k) => value + apart * k * k);
  const half = Math.max(duration, LEAST_RUN) / 2;
  const [one, two, three] = await ratesOn(branch, currents, { lead: half, measured: half });
  const [parabola, line] = [3 * one! - 3 * two! + three!, 2 * one! - two!];
  return { rate: Math.max(0, parabola), rateError: Math.abs(parabola - line) };
}
