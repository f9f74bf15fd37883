import { solve } from '../algebra/elimination.ts';
import { type Flow, WIDTH } from './flow.ts';
import { type Complex, eigenvalues } from './linear.ts';

/** Potentials at which slopes are looked at. */
const SCAN = 481;
/** Those where it is looked more closely, and how often. */
const CLOSE = 17;
const CLOSER = 4;
const ROUNDS = 20;
const SETTLED = 1e-9;

/** The states at which a neuron may stay at one value of the parameter, each good to about the distance of two potentials. */
export function standingStates(flow: Flow, parameter: number): number[][] {
  const [low, high] = flow.ranges[flow.potential]!;
  return standingBetween(flow, parameter, [low, high], Math.min(SCAN, WIDTH), CLOSER);
}

/** The same between two potentials. @param closer how often it is looked more closely where two may lie between neighbours */
function standingBetween(
  flow: Flow,
  parameter: number,
  [low, high]: readonly [number, number],
  count: number,
  closer: number,
): number[][] {
  const potentials = Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
  const held = heldStates(
    flow,
    potentials.map((V) => new Map([[flow.potential, V]])),
    parameter,
  );
  const slope = (i: number) => (held[i]?.settled ? held[i].slopes[flow.potential]! : Number.NaN);
  return held.flatMap(({ state }, i) => {
    const [before, here, next] = [slope(i - 1), slope(i), slope(i + 1)];
    if (here * next <= 0 && here !== next) {
      const part = here / (here - next);
      return [state.map((value, k) => value + part * (held[i + 1]!.state[k]! - value))];
    }
    // Near a fold two equilibria lie close together, where the slope turns before it reaches 0.
    const turns = before / here >= 1 && next / here >= 1;
    return turns && closer > 0
      ? standingBetween(flow, parameter, [potentials[i - 1]!, potentials[i + 1]!], CLOSE, closer - 1)
      : [];
  });
}

/** What a neuron does near one of these states. */
export interface Linearised {
  readonly jacobian: readonly (readonly number[])[];
  readonly eigenvalues: readonly Complex[];
}

/** Of each of these states; those are left out at which a derivative is no number. */
export function linearisedAt(flow: Flow, parameter: number): Linearised[] {
  return standingStates(flow, parameter)
    .map((state) => flow.at(state, parameter))
    .filter((jacobian) => jacobian.flat().every(Number.isFinite))
    .map((jacobian) => ({ jacobian, eigenvalues: eigenvalues(jacobian) }));
}

/** A state of which some variables are held, and the others stay where they are. */
export interface Held {
  readonly state: readonly number[];
  /** Of all states, 1/ms: what would move if it were not held. */
  readonly slopes: readonly number[];
  /** Whether the others stay where they are. */
  readonly settled: boolean;
}

/**
 * Where all other states stay while some are held, by Newton's method for all points together.
 * @param points values of the held states, by their position; the same states in each, and at most WIDTH points
 */
export function heldStates(
  flow: Flow,
  points: readonly ReadonlyMap<number, number>[],
  parameter: number,
): Held[] {
  const { size, ranges, inputs, slopes, jacobian } = flow;
  const others = Array.from({ length: size }, (_, i) => i).filter((i) => !points[0]?.has(i));
  const states = points.map((held) => ranges.map(([low, high], i) => held.get(i) ?? (low + high) / 2));
  const settled = points.map(() => false);
  const run = () => {
    for (const [k, state] of states.entries()) {
      for (let i = 0; i < size; i++) inputs[i]![k] = state[i]!;
      flow.parameter[k] = parameter;
    }
    flow.run(states.length);
  };
  for (let round = 0; round < ROUNDS && settled.includes(false); round++) {
    run();
    for (const [k, state] of states.entries()) {
      const rows = others.map((i) => [...others.map((j) => jacobian[i]![j]![k]!), slopes[i]![k]!]);
      const [changes = []] = rows.length > 0 ? solve(rows) : [];
      let largest = 0;
      for (const [at, i] of others.entries()) {
        const [low, high] = ranges[i]!;
        const value = Math.min(high, Math.max(low, state[i]! - changes[at]!));
        largest = Math.max(largest, Math.abs(value - state[i]!) / (high - low));
        state[i] = value;
      }
      settled[k] = largest < SETTLED;
    }
  }
  run();
  return states.map((state, k) => ({
    state,
    slopes: slopes.map((values) => values[k]!),
    settled: settled[k]!,
  }));
}
