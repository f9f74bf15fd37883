import { Collocation, type Condition, type Direction, type Orbit } from './collocation.ts';
import type { Flow } from './flow.ts';
import { atPoint, derivativeAt, product } from './integrals.ts';
import type { Complex } from './linear.ts';
import { dot, moved, sizeOf, sum, unit } from './orbit.ts';

/** Steps of Newton's method, and what the last one may be at most. */
const NEWTON = 7;
const SETTLED = 1e-8;
/** The least cosine of the angle by which the branch turns in a step. */
const STRAIGHT = 0.9;

/** A cycle with the direction in which its branch goes on. */
export interface Place {
  readonly orbit: Orbit;
  readonly tangent: Direction;
  readonly multipliers: readonly Complex[];
}

export interface Corrected extends Place {
  /** Steps of Newton's method that it took. */
  readonly iterations: number;
}

/** Finds the cycle next to an orbit that is nearly one. */
export class Corrector {
  readonly #collocation: Collocation;

  /** @param scale what changes of the parameter are measured by */
  constructor(flow: Flow, scale: number) {
    this.#collocation = new Collocation(flow, scale);
  }

  /** The cycle one step on, if the branch is straight enough to find it. */
  step(place: Place, step: number, reference: Float64Array): Corrected | undefined {
    const { orbit, tangent } = place;
    const guess = moved(orbit, tangent, step);
    const found = this.correct(guess, orbit, tangent, step, reference);
    if (!found) return undefined;
    return dot(orbit, found.tangent, tangent) > STRAIGHT ? found : undefined;
  }

  /**
   * Newton's method from a guess to the cycle for which the change from `base` has the product `step` with `along`.
   * @param reference nodes to whose course the phase is fixed
   */
  correct(
    guess: Orbit,
    base: Orbit,
    along: Direction,
    step: number,
    reference: Float64Array,
  ): Corrected | undefined {
    let orbit = guess;
    const phase: Condition = {
      nodes: product(guess, derivativeAt(guess, reference)),
      logPeriod: 0,
      parameter: 0,
      value: 0,
    };
    const row = { ...along, nodes: product(guess, atPoint(guess, along.nodes)) };
    for (let iterations = 1; iterations <= NEWTON; iterations++) {
      const shift = sum(phase.nodes, orbit.nodes) - sum(phase.nodes, reference);
      const gone =
        sum(row.nodes, orbit.nodes) -
        sum(row.nodes, base.nodes) +
        row.logPeriod * (orbit.logPeriod - base.logPeriod) +
        row.parameter * (orbit.parameter - base.parameter);
      const conditions = [
        { ...phase, value: -shift },
        { ...row, value: step - gone },
      ] as const;
      const change = this.#collocation.solve(orbit, conditions, true);
      const size = sizeOf(change);
      if (!(size < 3)) return undefined;
      orbit = moved(orbit, change, 1);
      if (size > SETTLED) continue;
      const direction = this.#collocation.solve(orbit, [phase, { ...row, value: 1 }], false);
      if (!(sizeOf(direction) < 1e12)) return undefined;
      return { orbit, tangent: unit(orbit, direction), multipliers: direction.multipliers(), iterations };
    }
    return undefined;
  }
}
