import { type Flow, WIDTH } from './flow.ts';
import { solve } from './linear.ts';

/** Potentials at which slopes are looked at. */
const SCAN = 481;
const ROUNDS = 20;
const SETTLED = 1e-9;

/** The states at which a neuron may stay at one value of the parameter, each good to about the distance of two potentials. */
export function standingStates(flow: Flow, parameter: number): number[][] {
  const [low, high] = flow.ranges[flow.potential]!;
  const count = Math.min(SCAN, WIDTH);
  const potentials = Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
  const held = heldStates(flow, potentials, parameter);
  return held.flatMap(({ state, slope, settled }, i) => {
    const next = held[i + 1];
    if (!settled || !next?.settled || !(slope * next.slope <= 0) || slope === next.slope) return [];
    const part = slope / (slope - next.slope);
    return [state.map((value, k) => value + part * (next.state[k]! - value))];
  });
}

interface Held {
  readonly state: number[];
  /** Of the potential, mV/ms. */
  readonly slope: number;
  /** Whether the other states stay where they are. */
  readonly settled: boolean;
}

/** Where all states but the potential stay while that is held, by Newton's method for all potentials together. */
function heldStates(flow: Flow, potentials: readonly number[], parameter: number): Held[] {
  const { size, potential, ranges, inputs, slopes, jacobian } = flow;
  const others = Array.from({ length: size }, (_, i) => i).filter((i) => i !== potential);
  const states = potentials.map((V) =>
    ranges.map(([low, high], i) => (i === potential ? V : (low + high) / 2)),
  );
  const settled = potentials.map(() => false);
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
  return states.map((state, k) => ({ state, slope: slopes[potential]![k]!, settled: settled[k]! }));
}
