/** Potentials that were recorded, and how much they count. */
export interface Recorded {
  /** When each was, ascending, ms from time 0. */
  readonly times: readonly number[];
  /** mV */
  readonly values: readonly number[];
  /** What counts, and how much: weights add up where windows overlap, and outside of them is nothing. All counts 1 without windows. */
  readonly windows?: readonly Window[] | undefined;
}

/** A part of a recording: its samples from one time on and before another one, ms. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** What was recorded in each step: place 0 stands for the time before the first one, and the last for that after the last. */
export interface RecordedSteps {
  /** Mean potential, mV; 0 where nothing was recorded. */
  readonly values: Float64Array;
  /** Where in the step that was, as a fraction of it, over 0 to 1. */
  readonly places: Float64Array;
  /** How much it counts: the sum over the samples. */
  readonly weights: Float64Array;
}

/** How far (as a fraction of a step) a time may be from the end of a step and still belong to it. */
const ROUNDING = 1e-6;

export function weightAt(time: number, windows: readonly Window[] | undefined): number {
  if (!windows) return 1;
  return windows.reduce((sum, { from, to, weight }) => (time >= from && time < to ? sum + weight : sum), 0);
}

/**
 * Samples by steps. Those of one step are taken as one at their mean time: it is as far from a potential that goes straight as
 * they are, but for what they are apart, which is the same for every neuron. Samples at time 0 are left out: there V is where
 * it begins.
 * @param dt step, ms
 */
export function recordedSteps({ times, values, windows }: Recorded, dt: number): RecordedSteps {
  const stepOf = (time: number) => Math.ceil(time / dt - ROUNDING);
  const length = Math.max(1, stepOf(times.at(-1) ?? 0)) + 2;
  const [sums, places, weights] = [0, 1, 2].map(() => new Float64Array(length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (const [i, time] of times.entries()) {
    const weight = weightAt(time, windows);
    const step = stepOf(time);
    if (step < 1 || weight === 0) continue;
    sums[step]! += weight * values[i]!;
    places[step]! += weight * Math.min(1, time / dt - (step - 1));
    weights[step]! += weight;
  }
  const mean = (sum: number, step: number) => (weights[step]! > 0 ? sum / weights[step]! : 0);
  return { values: sums.map(mean), places: places.map(mean), weights };
}
