import type { Flow } from './flow.ts';
import { type Course, DEGREE, invert, placesOf } from './mesh.ts';
import { rootOf } from './root.ts';

/** Step of the Runge-Kutta method, ms, of neurons of the usual tempo; halved where it is too coarse, or the state leaves all bounds. */
const STEP = 0.025;
const LEAST_STEP = 2e-4;
/** The error of a step (scaled) by its embedded method of third order from which on it is too coarse. */
const COARSE = 0.03;
/** Where a potential (mV) is no potential any more. */
const FAR = 1e4;
/** A spike rises and falls by so much, mV. */
const SPIKE = 20;
/** Its rise becomes steeper by this factor on the way: what only follows the current becomes flatter. */
const STEEPER = 1.1;
/** Crossings that are remembered. */
const CROSSINGS = 24;
/** How near (scaled) a cell comes back to where it was, where it is said to go in a circle, and where it has settled on it. */
const NEAR = 0.02;
const SETTLED = 1e-5;
/** What (scaled) a cell that rests would have moved by in a run. */
const STILL = 1e-3;
/** How well a crossing is placed, in steps. */
const CROSSING = 1e-9;
/** Steps of a turn at least whose course is taken. */
const LEAST_STEPS = 1000;

/** What a cell did in a run. */
export interface Watched {
  /** Times of the peaks of spikes, ms. */
  readonly spikes: readonly number[];
  /** The circle that it went last. */
  readonly circle?: Circle;
  /** Whether it has come to rest: as slow as it is in the end it would not have gone anywhere in the whole run. */
  readonly rests: boolean;
}

/** Where a cell has come back to, and how long that took (ms). */
export interface Circle {
  readonly state: readonly number[];
  readonly period: number;
  /** That of the run, ms. */
  readonly step: number;
}

/** A state on the way, and where it goes (per ms). Both arrays are used again. */
interface Moving {
  readonly state: Float64Array;
  readonly slope: Float64Array;
}

/**
 * Runs cells in float64 from given states, each with a value of its own for the flow's parameter, and watches them.
 * @param duration ms, of neurons of the usual tempo
 * @param tempo how many times longer it is for these, and the step
 * @param enough whether to look no longer once all cells have settled on their circles
 */
export function watch(
  flow: Flow,
  parameters: readonly number[],
  start: readonly number[],
  duration: number,
  tempo: number,
  enough = false,
): Watched[] {
  for (let usual = STEP; usual >= LEAST_STEP; usual /= 2) {
    const step = usual * tempo;
    const cells = parameters.map(() => new Watcher(flow, step));
    const states = parameters.map(() => [...start]);
    const done = run(flow, parameters, states, step, Math.round(duration / usual), {
      see: (k, time, moving) => cells[k]!.see(time, moving),
      isOver: () => enough && cells.every((cell) => cell.isSettled),
    });
    if (done) return cells.map((cell) => cell.seen());
  }
  return parameters.map(() => ({ spikes: [], rests: false }));
}

/** Who looks on as cells are run. */
interface Onlooker {
  /** Gets every state before the first step and after every one. */
  see(cell: number, time: number, moving: Moving): void;
  isOver?(): boolean;
}

/**
 * Takes steps of the classical Runge-Kutta method. The slope after a step is the fifth stage of a method of third order within it, whose weights
 * differ in the last two; how far it lies from that of the fourth says how rough the step was.
 * @returns whether all potentials stayed in bounds, and no step was too coarse
 */
function run(
  flow: Flow,
  parameters: readonly number[],
  states: readonly number[][],
  step: number,
  steps: number,
  { see, isOver }: Onlooker,
): boolean {
  const { inputs, slopes, parameter, run: evaluate } = flow.slopesAlone;
  const count = states.length;
  const n = flow.size;
  parameter.set(parameters);
  const x = states[0]!.map((_, i) => Float64Array.from(states, (state) => state[i]!));
  const change = x.map(() => new Float64Array(count));
  const fourth = x.map(() => new Float64Array(count));
  const moving: Moving = { state: new Float64Array(n), slope: new Float64Array(n) };
  const show = (time: number) => {
    for (let k = 0; k < count; k++) {
      for (let i = 0; i < n; i++) {
        moving.state[i] = x[i]![k]!;
        moving.slope[i] = slopes[i]![k]!;
      }
      see(k, time, moving);
    }
  };
  const stages = [
    { weight: 1 / 6, ahead: 0.5 },
    { weight: 1 / 3, ahead: 0.5 },
    { weight: 1 / 3, ahead: 1 },
    { weight: 1 / 6, ahead: 0 },
  ];
  const coarse = flow.scales.map((scale) => (6 * COARSE * scale) / step);
  for (let i = 0; i < n; i++) inputs[i]!.set(x[i]!);
  evaluate(count);
  show(0);
  for (let done = 1; done <= steps && !isOver?.(); done++) {
    for (const [stage, { weight, ahead }] of stages.entries()) {
      if (stage > 0) evaluate(count);
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
      fourth[i]!.set(slopes[i]!.subarray(0, count));
      inputs[i]!.set(from);
    }
    evaluate(count);
    for (let k = 0; k < count; k++) {
      if (!(Math.abs(x[flow.potential]![k]!) < FAR)) return false;
      for (let i = 0; i < n; i++) {
        if (Math.abs(slopes[i]![k]! - fourth[i]![k]!) > coarse[i]!) return false;
      }
    }
    show(done * step);
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
  /** Whether it has come back to where it was almost exactly. */
  #settled = false;
  readonly #before: Moving;

  constructor(
    private readonly flow: Flow,
    private readonly step: number,
  ) {
    const none = () => new Float64Array(flow.size).fill(Number.NaN);
    this.#before = { state: none(), slope: none() };
  }

  get isSettled(): boolean {
    return this.#settled;
  }

  see(time: number, moving: Moving): void {
    const V = moving.state[this.flow.potential]!;
    const former = this.#before.state[this.flow.potential]!;
    if (former < this.#middle && V >= this.#middle) this.#cross(time, moving);
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
    this.#before.state.set(moving.state);
    this.#before.slope.set(moving.slope);
    this.#time = time;
  }

  #cross(time: number, moving: Moving): void {
    const step = time - this.#time;
    const between = (part: number) => curve(this.#before, moving, step, part);
    const above = (part: number) => between(part)[this.flow.potential]! - this.#middle;
    const part = rootOf(above, [0, above(0)], [1, above(1)], CROSSING);
    this.#crossings.push({ time: this.#time + part * step, state: between(part) });
    if (this.#crossings.length > CROSSINGS) this.#crossings.shift();
    this.#settled ||= this.#turn(SETTLED) !== undefined;
  }

  /** When it was last as near (scaled) to where it is at its last crossing. */
  #turn(near: number): number | undefined {
    const last = this.#crossings.at(-1)!;
    const apart = (state: readonly number[]) =>
      Math.hypot(...state.map((x, i) => (x - last.state[i]!) / this.flow.scales[i]!));
    return this.#crossings
      .slice(0, -1)
      .reverse()
      .find(({ state }) => apart(state) < near)?.time;
  }

  seen(): Watched {
    const last = this.#crossings.at(-1);
    const first = last && this.#turn(NEAR);
    const speed = Math.hypot(...Array.from(this.#before.slope, (x, i) => x / this.flow.scales[i]!));
    return {
      spikes: this.#spikes,
      rests: speed * this.#time < STILL,
      ...(last &&
        first !== undefined && {
          circle: { state: last.state, period: last.time - first, step: this.step },
        }),
    };
  }
}

/** A state between two of a run, by Hermite's polynomial of third degree. */
function curve(before: Moving, after: Moving, step: number, part: number): number[] {
  const rest = 1 - part;
  return Array.from(before.state, (x, i) => {
    const [y, rise] = [after.state[i]!, after.state[i]! - x];
    const bend = rest * (before.slope[i]! * step - rise) - part * (after.slope[i]! * step - rise);
    return rest * x + part * y + part * rest * bend;
  });
}

/** The course of a cell round its circle, on a mesh that is fine where the states change. */
export function courseOf(
  flow: Flow,
  parameter: number,
  { state: start, period, step }: Circle,
  pieces: number,
): Course | undefined {
  const size = flow.size;
  const steps = Math.max(LEAST_STEPS, Math.ceil(period / step));
  const passed: Moving[] = [];
  const see = (_: number, _time: number, { state, slope }: Moving) =>
    passed.push({ state: state.slice(), slope: slope.slice() });
  if (!run(flow, [parameter], [[...start]], period / steps, steps, { see })) return undefined;
  // Half of the pieces by time and half by the way that the states go.
  const ways = passed
    .slice(1)
    .map(({ state }, k) =>
      Math.hypot(...Array.from(state, (x, i) => (x - passed[k]!.state[i]!) / flow.scales[i]!)),
    );
  const whole = ways.reduce((sum, way) => sum + way, 0);
  const sums = [0];
  for (const [k, way] of ways.entries()) sums.push(sums[k]! + way / whole + 1 / steps);
  const mesh = invert(
    passed.map((_, k) => k / steps),
    sums,
    pieces,
  );
  const nodes = new Float64Array((pieces * DEGREE + 1) * size);
  for (const [at, place] of placesOf(mesh).entries()) {
    const k = Math.min(steps - 1, Math.floor(place * steps));
    nodes.set(curve(passed[k]!, passed[k + 1]!, period / steps, place * steps - k), at * size);
  }
  nodes.copyWithin(pieces * DEGREE * size, 0, size);
  return { mesh, nodes, size };
}
