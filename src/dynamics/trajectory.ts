import type { Flow } from './flow.ts';
import { type Course, DEGREE, invert, placesOf } from './mesh.ts';

/** Step of the Runge-Kutta method, ms, of neurons of the usual tempo; halved where the state leaves all bounds. */
const STEP = 0.025;
const LEAST_STEP = 0.001;
/** Where a potential (mV) is no potential any more. */
const FAR = 1e4;
/** A spike rises and falls by so much, mV. */
const SPIKE = 20;
/** Its rise becomes steeper by this factor on the way: what only follows the current becomes flatter. */
const STEEPER = 1.1;
/** Crossings that are remembered. */
const CROSSINGS = 24;
/** How near (scaled) a cell comes back to where it was, where it is said to go in a circle. */
const NEAR = 0.02;

/** What a cell did in a run. */
export interface Watched {
  /** Times of the peaks of spikes, ms. */
  readonly spikes: readonly number[];
  /** The circle that it went last. */
  readonly circle?: Circle;
}

/** Where a cell has come back to, and how long that took (ms). */
export interface Circle {
  readonly state: readonly number[];
  readonly period: number;
  /** That of the run, ms. */
  readonly step: number;
}

/**
 * Runs cells in float64 from given states, each with a value of its own for the flow's parameter, and watches them.
 * @param duration ms, of neurons of the usual tempo
 * @param tempo how many times longer it is for these, and the step
 */
export function watch(
  flow: Flow,
  parameters: readonly number[],
  start: readonly number[],
  duration: number,
  tempo: number,
): Watched[] {
  for (let usual = STEP; usual >= LEAST_STEP; usual /= 2) {
    const step = usual * tempo;
    const cells = parameters.map(() => new Watcher(flow, step));
    const states = parameters.map(() => [...start]);
    const done = run(flow, parameters, states, step, Math.round(duration / usual), (k, time, x) =>
      cells[k]!.see(time, x),
    );
    if (done) return cells.map((cell) => cell.seen());
  }
  return parameters.map(() => ({ spikes: [] }));
}

/**
 * Takes steps of the classical Runge-Kutta method.
 * @param see gets every state after every step; the array is used again
 * @returns whether all potentials stayed in bounds
 */
function run(
  flow: Flow,
  parameters: readonly number[],
  states: readonly number[][],
  step: number,
  steps: number,
  see: (cell: number, time: number, state: Float64Array) => void,
): boolean {
  const { inputs, slopes, parameter, run: evaluate } = flow.slopesAlone;
  const count = states.length;
  const n = flow.size;
  parameter.set(parameters);
  const x = states[0]!.map((_, i) => Float64Array.from(states, (state) => state[i]!));
  const change = x.map(() => new Float64Array(count));
  const state = new Float64Array(n);
  const stages = [
    { weight: 1 / 6, ahead: 0.5 },
    { weight: 1 / 3, ahead: 0.5 },
    { weight: 1 / 3, ahead: 1 },
    { weight: 1 / 6, ahead: 0 },
  ];
  for (let i = 0; i < n; i++) inputs[i]!.set(x[i]!);
  for (let done = 1; done <= steps; done++) {
    for (const { weight, ahead } of stages) {
      evaluate(count);
      for (let i = 0; i < n; i++) {
        const [at, slope, total, from] = [inputs[i]!, slopes[i]!, change[i]!, x[i]!];
        for (let k = 0; k < count; k++) {
          total[k] = total[k]! + weight * step * slope[k]!;
          if (ahead !== 0) at[k] = from[k]! + ahead * step * slope[k]!;
        }
      }
    }
    for (let i = 0; i < n; i++) {
      const [from, total] = [x[i]!, change[i]!];
      for (let k = 0; k < count; k++) from[k] = from[k]! + total[k]!;
      total.fill(0);
      inputs[i]!.set(from);
    }
    for (let k = 0; k < count; k++) {
      if (!(Math.abs(x[flow.potential]![k]!) < FAR)) return false;
      for (let i = 0; i < n; i++) state[i] = x[i]![k]!;
      see(k, done * step, state);
    }
  }
  return true;
}

/** Looks at the potential of one cell. */
class Watcher {
  readonly #spikes: number[] = [];
  /** Where the potential rose through the middle of what it went through lately. */
  readonly #crossings: { time: number; state: number[] }[] = [];
  #rising = true;
  #risen = false;
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;
  #peak = 0;
  #middle = Number.NaN;
  #time = 0;
  /** Least slope of the present rise (mV/ms), and whether it was steeper after that. */
  #flattest = Number.POSITIVE_INFINITY;
  #steeper = false;
  readonly #before: Float64Array;

  constructor(
    private readonly flow: Flow,
    private readonly step: number,
  ) {
    this.#before = new Float64Array(flow.size).fill(Number.NaN);
  }

  see(time: number, state: Float64Array): void {
    const V = state[this.flow.potential]!;
    const former = this.#before[this.flow.potential]!;
    if (former < this.#middle && V >= this.#middle) this.#cross(time, state, former, V);
    if (this.#rising) {
      const slope = (V - former) / (time - this.#time);
      if (slope > STEEPER * this.#flattest) this.#steeper = true;
      else if (slope >= 0 && slope < this.#flattest) this.#flattest = slope;
      if (V > this.#high) {
        this.#high = V;
        this.#peak = time;
      }
      this.#risen ||= this.#high - this.#low >= SPIKE;
      if (V < this.#high - SPIKE && this.#risen) {
        if (this.#steeper) this.#spikes.push(this.#peak);
        this.#middle = (this.#high + this.#low) / 2;
        this.#rising = false;
        this.#flattest = Number.POSITIVE_INFINITY;
        this.#low = V;
      } else if (V < this.#low) {
        this.#low = V;
        this.#high = V;
        this.#flattest = Number.POSITIVE_INFINITY;
        this.#steeper = false;
      }
    } else {
      if (V < this.#low) this.#low = V;
      if (V > this.#low + SPIKE) {
        this.#rising = true;
        this.#risen = true;
        this.#steeper = true;
        this.#high = V;
        this.#peak = time;
      }
    }
    this.#before.set(state);
    this.#time = time;
  }

  #cross(time: number, state: Float64Array, former: number, V: number): void {
    const part = (this.#middle - former) / (V - former);
    this.#crossings.push({
      time: this.#time + part * (time - this.#time),
      state: Array.from(this.#before, (x, i) => x + part * (state[i]! - x)),
    });
    if (this.#crossings.length > CROSSINGS) this.#crossings.shift();
  }

  seen(): Watched {
    const last = this.#crossings.at(-1);
    const circles = this.#crossings.slice(0, -1).reverse();
    const apart = (state: readonly number[]) =>
      Math.hypot(...state.map((x, i) => (x - last!.state[i]!) / this.flow.scales[i]!));
    const first = circles.find(({ state }) => apart(state) < NEAR);
    return {
      spikes: this.#spikes,
      ...(last &&
        first && { circle: { state: last.state, period: last.time - first.time, step: this.step } }),
    };
  }
}

/** The course of a cell round its circle, on a mesh that is fine where the states change. */
export function courseOf(
  flow: Flow,
  parameter: number,
  { state: start, period, step }: Circle,
  pieces: number,
): Course | undefined {
  const size = flow.size;
  const steps = Math.ceil(period / step);
  const states: number[][] = [[...start]];
  const done = run(flow, [parameter], [[...start]], period / steps, steps, (_, _time, x) =>
    states.push([...x]),
  );
  if (!done) return undefined;
  // Half of the pieces by time and half by the way that the states go.
  const ways = states
    .slice(1)
    .map((state, k) => Math.hypot(...state.map((x, i) => (x - states[k]![i]!) / flow.scales[i]!)));
  const whole = ways.reduce((sum, way) => sum + way, 0);
  const sums = [0];
  for (const [k, way] of ways.entries()) sums.push(sums[k]! + way / whole + 1 / steps);
  const mesh = invert(
    states.map((_, k) => k / steps),
    sums,
    pieces,
  );
  const nodes = new Float64Array((pieces * DEGREE + 1) * size);
  for (const [at, place] of placesOf(mesh).entries()) {
    const k = Math.min(steps - 1, Math.floor(place * steps));
    const part = place * steps - k;
    for (let i = 0; i < size; i++) {
      nodes[at * size + i] = states[k]![i]! + part * (states[k + 1]![i]! - states[k]![i]!);
    }
  }
  for (let i = 0; i < size; i++) nodes[pieces * DEGREE * size + i] = nodes[i]!;
  return { mesh, nodes, size };
}
