import { solve } from '../algebra/elimination.ts';
import { isOscillating, pairing } from './crossing.ts';
import type { Flow } from './flow.ts';
import { type Complex, eigenvalues } from './linear.ts';
import { rootOf } from './root.ts';
import { standingStates } from './standing.ts';

/** Values of the number that equilibria are followed against. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A state at which a neuron stays. */
export interface Equilibrium {
  readonly parameter: number;
  /** In the order of the flow's states. */
  readonly state: readonly number[];
  /** Of the Jacobian, 1/ms, that with the largest real part first. */
  readonly eigenvalues: readonly Complex[];
  readonly stable: boolean;
  /** Where two equilibria meet, or where a pair of eigenvalues crosses the imaginary axis. */
  readonly point?: 'fold' | 'hopf';
}

/** Equilibria along a curve, in the order in which they follow one another. */
export type EquilibriumBranch = readonly Equilibrium[];

/** A point of the curve in scaled coordinates, the parameter last, and its tangent of length 1. */
interface Place {
  readonly y: readonly number[];
  readonly tangent: readonly number[];
}

/** Steps along the curve: parts of 100 mV, of the range of another state, of the span of the parameter. */
const FIRST_STEP = 0.002;
const LARGEST_STEP = 0.01;
const LEAST_STEP = 1e-7;
const MOST_POINTS = 4000;
/** The least cosine of the angle by which the curve turns in a step. */
const STRAIGHT = 0.98;
const NEWTON = 10;
const SETTLED = 1e-11;
/** Places of the span at which equilibria are looked for; every branch that passes one of them is found. */
const LOOKS = 9;
/** Two equilibria that are nearer than this in scaled coordinates are the same. */
const SAME = 1e-6;

/**
 * All curves of equilibria that pass one of nine values of the span, by pseudo-arclength continuation, so that a curve may
 * turn. Folds and Hopf points are located along it by Brent's method to about 1e-10 of a step.
 */
export function equilibriaOf(flow: Flow, span: Span): EquilibriumBranch[] {
  return new Curves(flow, span).all();
}

class Curves {
  readonly #scales: readonly number[];
  readonly #looks: readonly number[];

  constructor(
    private readonly flow: Flow,
    private readonly span: Span,
  ) {
    const width = span.to - span.from;
    this.#scales = [...flow.scales, width];
    this.#looks = Array.from({ length: LOOKS }, (_, i) => span.from + (i / (LOOKS - 1)) * width);
  }

  all(): EquilibriumBranch[] {
    const branches: EquilibriumBranch[] = [];
    const passed: number[][] = [];
    for (const parameter of this.#looks) {
      for (const state of standingStates(this.flow, parameter)) {
        const y = this.#at([...state, parameter], parameter);
        if (!y || passed.some((other) => distance(other, y) < SAME)) continue;
        const curve = this.#through(y);
        branches.push(curve.map(({ equilibrium }) => equilibrium));
        passed.push(...this.#passes(curve.map(({ place }) => place.y)));
      }
    }
    return branches;
  }

  /** Where a curve passes the values at which equilibria are looked for. */
  #passes(curve: readonly (readonly number[])[]): number[][] {
    const size = this.flow.size;
    return curve.flatMap((y, i) => {
      const next = curve[i + 1];
      if (!next) return [];
      return this.#looks.flatMap((look) => {
        const target = look / this.#scales[size]!;
        const [a, b] = [y[size]! - target, next[size]! - target];
        if (a * b > 0 || a === b) return [];
        const part = a / (a - b);
        const near = y.map((value, k) => (value + part * (next[k]! - value)) * this.#scales[k]!);
        const found = this.#at(near, look);
        return found ? [found] : [];
      });
    });
  }

  /** The equilibrium at a value of the parameter, from near by; scaled. */
  #at(near: readonly number[], parameter: number): number[] | undefined {
    const size = this.flow.size;
    const row = near.map((_, i) => (i === size ? 1 : 0));
    const guess = near.map((value, i) => (i === size ? parameter : value) / this.#scales[i]!);
    return this.#correct(guess, row);
  }

  /** The curve through a point, from one end to the other. */
  #through(y: readonly number[]): Traced[] {
    const size = this.flow.size;
    const upwards = y.map((_, i) => (i === size ? 1 : 0));
    const tangent = this.#tangent(y, upwards);
    if (!tangent) return [];
    const start = { y, tangent };
    const forwards = this.#trace(start);
    const last = forwards.at(-1)?.place.y;
    // A closed curve ends where it began.
    if (forwards.length > 2 && last && distance(last, y) < SAME) return forwards;
    const back = this.#trace({ y, tangent: tangent.map((value) => -value) });
    // A point at an end of the span is an end of the curve.
    const curve = [...back.slice(1).reverse(), ...forwards];
    return curve.filter(({ place }, i) => i === 0 || distance(place.y, curve[i - 1]!.place.y) > SETTLED);
  }

  #trace(start: Place): Traced[] {
    const traced: Traced[] = [this.#traced(start)];
    let place = start;
    let step = FIRST_STEP;
    while (traced.length < MOST_POINTS && step > LEAST_STEP) {
      const next = this.#step(place, step);
      if (!next) {
        step /= 2;
        continue;
      }
      const end = this.#end(place, next);
      if (end) {
        traced.push(...this.#between(place, end, distance(place.y, end.y)), this.#traced(end));
        break;
      }
      traced.push(...this.#between(place, next, step));
      if (traced.length > 5 && distance(next.y, start.y) < step) {
        traced.push(this.#traced(start));
        break;
      }
      traced.push(this.#traced(next));
      place = next;
      step = Math.min(LARGEST_STEP, 1.5 * step);
    }
    return traced;
  }

  /** The point one step on, if the curve is straight enough to find it. */
  #step({ y, tangent }: Place, step: number): Place | undefined {
    const guess = y.map((value, i) => value + step * tangent[i]!);
    const found = this.#correct(guess, tangent);
    if (!found) return undefined;
    const turned = this.#tangent(found, tangent);
    return turned && dot(turned, tangent) > STRAIGHT ? { y: found, tangent: turned } : undefined;
  }

  /** Where the curve leaves the span, or the range of the potential, between two points. */
  #end({ y, tangent }: Place, next: Place): Place | undefined {
    const { size, potential, ranges } = this.flow;
    const bounds = [
      { index: size, low: this.span.from, high: this.span.to },
      { index: potential, low: ranges[potential]![0], high: ranges[potential]![1] },
    ];
    for (const { index, low, high } of bounds) {
      const scale = this.#scales[index]!;
      const [least, most] = [Math.min(low, high) / scale, Math.max(low, high) / scale];
      const value = next.y[index]!;
      if (value >= least - 1e-12 && value <= most + 1e-12) continue;
      const bound = Math.min(most, Math.max(least, value));
      const part = (bound - y[index]!) / (value - y[index]!);
      const guess = y.map((from, i) => (i === index ? bound : from + part * (next.y[i]! - from)));
      const row = y.map((_, i) => (i === index ? 1 : 0));
      const found = this.#correct(guess, row) ?? guess;
      return { y: found, tangent: this.#tangent(found, tangent) ?? tangent };
    }
    return undefined;
  }

  /** The folds and Hopf points between two points of a curve. */
  #between(from: Place, to: Place, step: number): Traced[] {
    const size = this.flow.size;
    const at = (s: number): Place | undefined => this.#step(from, s);
    const kinds = [
      { point: 'fold' as const, test: ({ tangent }: Place) => tangent[size]! },
      { point: 'hopf' as const, test: (place: Place) => pairing(this.#eigenvalues(place.y)) },
    ];
    const found = kinds.flatMap(({ point, test }) => {
      const ends = [test(from), test(to)] as const;
      if (!(ends[0] * ends[1] < 0)) return [];
      const value = (s: number) => {
        const place = at(s);
        return place ? test(place) : ends[1];
      };
      const s = rootOf(value, [0, ends[0]], [step, ends[1]], 1e-10 * step);
      const place = at(s);
      if (!place || (point === 'hopf' && !isOscillating(this.#eigenvalues(place.y)))) return [];
      return [{ s, traced: this.#traced(place, point) }];
    });
    return found.sort((a, b) => a.s - b.s).map(({ traced }) => traced);
  }

  /** Newton's method for a point of the curve in the plane through the guess across `row`. */
  #correct(guess: readonly number[], row: readonly number[]): number[] | undefined {
    const y = [...guess];
    const across = dot(row, guess);
    for (let round = 0; round < NEWTON; round++) {
      const { slopes, rows } = this.#linear(y);
      const right = [...slopes, dot(row, y) - across];
      const [change] = solve([...rows, [...row]].map((one, i) => [...one, right[i]!])) as [number[]];
      let largest = 0;
      for (const [i, value] of change.entries()) {
        y[i] = y[i]! - value;
        largest = Math.max(largest, Math.abs(value));
      }
      if (!(largest < 10)) return undefined;
      if (largest < SETTLED) return y;
    }
    return undefined;
  }

  /** The tangent at a point of the curve, in the direction in which `towards` goes. */
  #tangent(y: readonly number[], towards: readonly number[]): number[] | undefined {
    const { rows } = this.#linear(y);
    const right = [...rows.map(() => 0), 1];
    const [found] = solve([...rows, [...towards]].map((one, i) => [...one, right[i]!])) as [number[]];
    const length = Math.sqrt(dot(found, found));
    return Number.isFinite(length) && length > 0 ? found.map((value) => value / length) : undefined;
  }

  /** Slopes and their derivatives by the scaled coordinates, the parameter last. */
  #linear(y: readonly number[]): { slopes: number[]; rows: number[][] } {
    const { flow } = this;
    const x = y.map((value, i) => value * this.#scales[i]!);
    const jacobian = flow.at(x, x[flow.size]!);
    return {
      slopes: flow.slopes.map((values, i) => values[0]! / this.#scales[i]!),
      rows: jacobian.map((row, i) =>
        [...row, flow.byParameter[i]![0]!].map((value, k) => (value * this.#scales[k]!) / this.#scales[i]!),
      ),
    };
  }

  #eigenvalues(y: readonly number[]): Complex[] {
    // Of the scaled Jacobian, which has the same and is better balanced.
    return eigenvalues(this.#linear(y).rows.map((row) => row.slice(0, -1)));
  }

  #traced(place: Place, point?: Equilibrium['point']): Traced {
    const x = place.y.map((value, i) => value * this.#scales[i]!);
    const values = this.#eigenvalues(place.y);
    const equilibrium = {
      parameter: x[this.flow.size]!,
      state: x.slice(0, -1),
      eigenvalues: values,
      stable: values.every(({ re }) => re < 0),
      ...(point && { point }),
    };
    return { place, equilibrium };
  }
}

interface Traced {
  readonly place: Place;
  readonly equilibrium: Equilibrium;
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);

const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(...a.map((value, i) => value - b[i]!));
