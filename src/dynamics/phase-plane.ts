import type { Equilibrium } from './equilibria.ts';
import { type Flow, WIDTH } from './flow.ts';
import { eigenvalues } from './linear.ts';
import { type Held, heldStates, standingStates } from './standing.ts';

/** A neuron in the plane of its potential and another state, with all others where they stay while these two are held. */
export interface PhasePlane {
  /** Potentials (mV) and values of the other state, evenly spaced. */
  readonly V: readonly number[];
  readonly y: readonly number[];
  /** Slopes of both, per ms, in rows of equal y: slope[row * V.length + column]. Not a number where the others stay nowhere. */
  readonly slopeV: Float64Array;
  readonly slopeY: Float64Array;
  /** Where the whole neuron may stay: exactly where both slopes vanish. */
  readonly equilibria: readonly Pick<Equilibrium, 'state' | 'stable'>[];
}

export interface Plane {
  /** Name of the other state. */
  readonly state: string;
  readonly V: readonly [from: number, to: number];
  readonly y: readonly [from: number, to: number];
  /** Points along each side. */
  readonly columns: number;
  readonly rows: number;
}

/**
 * @param parameter value of the flow's number
 * @param rest lets others have their turn between two pieces of work of some ms
 * @throws RangeError if there is no such state
 */
export async function phasePlane(
  flow: Flow,
  parameter: number,
  { state, V, y, columns, rows }: Plane,
  rest: () => Promise<void> = async () => {},
): Promise<PhasePlane> {
  const other = flow.states.indexOf(state);
  if (other < 0 || other === flow.potential)
    throw new RangeError(`"${state}" makes no plane with the potential; states: ${flow.states.join(', ')}`);
  const along = ([from, to]: readonly [number, number], count: number) =>
    Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
  const [potentials, values] = [along(V, columns), along(y, rows)];
  const points = values.flatMap((value) =>
    potentials.map(
      (potential) =>
        new Map([
          [flow.potential, potential],
          [other, value],
        ]),
    ),
  );
  const held: Held[] = [];
  for (let begin = 0; begin < points.length; begin += WIDTH) {
    held.push(...heldStates(flow, points.slice(begin, begin + WIDTH), parameter));
    await rest();
  }
  const slopes = (of: number) =>
    Float64Array.from(held, ({ slopes: all, settled }) => (settled ? all[of]! : Number.NaN));
  return {
    V: potentials,
    y: values,
    slopeV: slopes(flow.potential),
    slopeY: slopes(other),
    equilibria: standingStates(flow, parameter).map((standing) => {
      const refined = settle(flow, standing, parameter);
      return { state: refined, stable: eigenvalues(flow.at(refined, parameter))[0]!.re < 0 };
    }),
  };
}

/** The equilibrium next to a state. */
function settle(flow: Flow, near: readonly number[], parameter: number): readonly number[] {
  const [low, high] = flow.ranges[flow.potential]!;
  let [a, b] = [near[flow.potential]! - (high - low) / 400, near[flow.potential]! + (high - low) / 400];
  const at = (V: number) => heldStates(flow, [new Map([[flow.potential, V]])], parameter)[0]!;
  let [left, right] = [at(a), at(b)];
  const slope = ({ slopes }: Held) => slopes[flow.potential]!;
  if (slope(left) * slope(right) > 0) return near;
  for (let halving = 0; halving < 40; halving++) {
    const middle = (a + b) / 2;
    const here = at(middle);
    if (slope(left) * slope(here) <= 0) [b, right] = [middle, here];
    else [a, left] = [middle, here];
  }
  return (Math.abs(slope(left)) < Math.abs(slope(right)) ? left : right).state;
}
