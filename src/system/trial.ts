import { type Expr, number, substitute, symbol } from '../formula/expr.ts';
import { compileFloat64, type Float64Program } from '../formula/float64.ts';
import { applyPasses, canonicalPasses } from '../formula/optimise.ts';
import { expandPowers } from '../formula/passes/powers.ts';
import { Drive, type Neurons } from './drive.ts';
import { equationsOf, type Values } from './equations.ts';
import type { System } from './system.ts';

/** How fast the states of a neuron go while a spike passes. */
export interface Pace {
  /** The most that a state changes in 1 ms, as a part of its range, of the potential of half of it, 1/ms; and which one. */
  readonly speed: number;
  readonly fastest: string;
  /** The same in the unit of that state. */
  readonly slope: number;
  /** The largest rate -d slope/dx of a state, 1/ms; and of which one. */
  readonly rate: number;
  readonly stiffest: string;
}

/** A run that neurons are tried for: step (ms) and number of steps. */
export interface Span {
  readonly dt: number;
  readonly steps: number;
}

/** Most neurons that are tried together, each in one to three ways. */
export const MOST_TRIED = 64;
const WIDTH = 3 * MOST_TRIED;
/** Simulated time of a trial, ms: what has been lifted over its threshold and does not fire within it is not fast. */
const DURATION = 10;
/** How far a neuron is lifted from rest, mV, by a push of so much (mV/ms) for so long (ms). */
const LIFT = 30;
const PUSH = 60;
const PUSHED = 1;
/** What the squid axon needs of that, mV. A potential that goes back so fast that a push would lift it by less is pushed harder. */
const NEEDED = 10;
/**
 * One step of the trial: the part of its range that a state may pass, and the times of e-fold growth of one that drives itself, such as V
 * with instantaneous gates.
 */
const STRIDE = 0.1;
const GROWTH = 1.3;
/** The most of these in a step of the run, and in all. */
const MOST_PARTS = 1024;
const MOST_IN_ALL = 12_800;
/** Potentials at which rest is looked for, and the most rounds in which all else settles there, to this part of its range. */
const SCAN = 61;
const ROUNDS = 8;
const SETTLED = 1e-6;

const slopeOf = (state: string): string => `slope ${state}`;
const rateOf = (state: string): string => `rate ${state}`;
const heldOf = (input: string): string => `held ${input}`;
/** The slope of the potential without what is injected. */
const OWN = 'own slope';

/**
 * Tries in float64 how fast the states of a system go: each neuron is lifted from rest over its threshold where its inputs
 * are largest, and left to itself where they are least if they are negative there.
 */
export class Trial {
  readonly #program: Float64Program;

  /** @param system whatever its numbers and inputs: one trial serves all systems that differ in these alone */
  constructor(system: System) {
    const inputs = system.inputs.map((input) => ({ ...input, formula: symbol(heldOf(input.name)) }));
    const equations = equationsOf({ ...system, inputs, clamp: undefined });
    const here: Values = new Map(equations.states.map((name) => [name, symbol(name)]));
    const formulas = new Map<string, Expr>();
    for (const name of equations.states) {
      formulas.set(slopeOf(name), equations.slope(name, here, 0));
      formulas.set(rateOf(name), equations.rate(name, here, 0));
    }
    const nothing = new Map(inputs.map(({ name }) => [heldOf(name), number(0)]));
    formulas.set(OWN, substitute(formulas.get(slopeOf(system.potential))!, nothing));
    const changing = new Set([...equations.states, ...nothing.keys()]);
    this.#program = compileFloat64(
      applyPasses(formulas, [...canonicalPasses, expandPowers]),
      changing,
      WIDTH,
    );
  }

  /** The pace of each neuron, of which there may be 64. */
  paces(neurons: Neurons, { dt, steps }: Span): Pace[] {
    const { system, count, value } = neurons;
    const extremes = new Drive(neurons, dt).extremes(steps);
    const starts = this.#course(neurons).starts();
    const lanes = extremes.flatMap(({ highest, lowest }, neuron) => [
      ...starts[neuron]!.map((V) => ({ neuron, begin: highest.step, V, lift: LIFT })),
      ...(lowest.value < 0 ? [{ neuron, begin: lowest.step, V: starts[neuron]![0]!, lift: 0 }] : []),
    ]);
    const tried: Neurons = {
      system,
      count: lanes.length,
      value: (name, lane) => value(name, lanes[lane]!.neuron),
    };
    const course = this.#course(tried);
    course.begin(lanes.map(({ V }) => V));
    course.lift(lanes.map(({ lift }) => lift));
    const drive = new Drive(tried, dt);
    for (let k = 0; k * dt < DURATION && course.parts < MOST_IN_ALL; k++) {
      const steps = lanes.map(({ begin }) => begin + k);
      course.hold(drive.at(steps, (lane) => lanes[lane]!.lift > 0));
      course.advance(dt);
    }
    const paces: Pace[] = [];
    for (const [i, { neuron }] of lanes.entries()) paces[neuron] = larger(course.pace(i), paces[neuron]);
    return paces.slice(0, count);
  }

  #course({ system, count, value }: Neurons): Course {
    for (const { symbol: name } of system.numbers) {
      const input = this.#program.inputs[name];
      if (input) for (let neuron = 0; neuron < count; neuron++) input[neuron] = value(name, neuron);
    }
    this.#program.setup(count);
    return new Course(system, this.#program, count);
  }
}

function larger(a: Pace, b: Pace = a): Pace {
  const { speed, fastest, slope } = a.speed >= b.speed ? a : b;
  const { rate, stiffest } = a.rate >= b.rate ? a : b;
  return { speed, fastest, slope, rate, stiffest };
}

/** A state under way, in all lanes. */
interface Moving {
  readonly name: string;
  readonly x: Float64Array;
  readonly slope: Float64Array;
  readonly rate: Float64Array;
  /** Its slope as far as it counts for its speed, and where. */
  readonly own: Float64Array;
  readonly range: readonly [number, number];
  readonly scale: number;
  /** Largest speed and rate so far. */
  readonly speeds: Float64Array;
  readonly rates: Float64Array;
}

/** Neurons on their way. */
class Course {
  readonly #potential: Moving;
  readonly #others: readonly Moving[];
  /** Where each potential is being pushed, mV, or NaN; and for how long they have been, ms. */
  readonly #goal = new Float64Array(WIDTH).fill(Number.NaN);
  /** How much further it is pushed, mV/ms. */
  readonly #push = new Float64Array(WIDTH);
  #pushed = 0;
  /** Steps of the trial so far. */
  parts = 0;

  constructor(
    private readonly system: System,
    private readonly program: Float64Program,
    private readonly count: number,
  ) {
    const { inputs, outputs } = program;
    const moving = system.states.map(({ name, range }): Moving => {
      const isPotential = name === system.potential;
      const width = range[1] - range[0];
      return {
        name,
        // Formulas need not depend on a state.
        x: inputs[name] ?? new Float64Array(count),
        slope: outputs[slopeOf(name)]!,
        rate: outputs[rateOf(name)]!,
        own: outputs[isPotential ? OWN : slopeOf(name)]!,
        range,
        scale: isPotential ? width / 2 : width,
        speeds: new Float64Array(count),
        rates: new Float64Array(count),
      };
    });
    this.#potential = moving.find(({ name }) => name === system.potential)!;
    this.#others = moving.filter((state) => state !== this.#potential);
  }

  /** What comes from outside, from now on. */
  hold(inputs: Readonly<Record<string, Float64Array>>): void {
    for (const { name } of this.system.inputs) {
      this.program.inputs[heldOf(name)]?.set(inputs[name]!.subarray(0, this.count));
    }
  }

  /**
   * Where each neuron begins without input, all else having settled there: where its potential stays, the lowest such, or
   * where it passes slowest on the way up, or both; in the middle of its range if there is neither.
   */
  starts(): number[][] {
    const { range, slope } = this.#potential;
    const [low, high] = range;
    const spacing = (high - low) / (SCAN - 1);
    const found = Array.from({ length: this.count }, (): { rest?: number; slow?: number } => ({}));
    const before = new Float64Array(this.count).fill(Number.POSITIVE_INFINITY);
    for (const { name } of this.system.inputs) this.program.inputs[heldOf(name)]?.fill(0);
    for (let k = 0; k < SCAN; k++) {
      this.begin(new Array<number>(this.count).fill(low + k * spacing));
      for (const [i, start] of found.entries()) {
        const here = slope[i]!;
        if (start.rest === undefined && k > 0) {
          if (before[i]! >= 0 && here < 0)
            start.rest = low + (k - 1 + before[i]! / (before[i]! - here)) * spacing;
          else if (before[i]! >= 0 && here > before[i]!) start.slow ??= low + (k - 1) * spacing;
        }
        before[i] = here;
      }
    }
    return found.map(({ rest, slow }) => {
      const starts = [rest, slow].filter((V) => V !== undefined);
      return starts.length > 0 ? starts : [(low + high) / 2];
    });
  }

  /** Puts the potentials somewhere, and all other states where they stay then. */
  begin(potentials: readonly number[]): void {
    this.#potential.x.set(potentials);
    for (const { x, range } of this.#others) x.fill((range[0] + range[1]) / 2);
    for (let round = 0; round < ROUNDS; round++) {
      this.program.body(this.count);
      let change = 0;
      for (const { x, slope, rate, range } of this.#others) {
        for (let i = 0; i < this.count; i++) {
          const there = Math.min(range[1], Math.max(range[0], x[i]! + slope[i]! / rate[i]!));
          if (Number.isNaN(there)) continue;
          change = Math.max(change, Math.abs(there - x[i]!) / (range[1] - range[0]));
          x[i] = there;
        }
      }
      if (change < SETTLED) break;
    }
  }

  /** From now on potentials are pushed up until they are so much (mV) higher than now, or for 1 ms. */
  lift(by: readonly number[]): void {
    const { x: V, rate } = this.#potential;
    this.program.body(this.count);
    for (const [i, height] of by.entries()) {
      this.#goal[i] = height > 0 ? V[i]! + height : Number.NaN;
      this.#push[i] = PUSH / rate[i]! < NEEDED ? 2 * LIFT * rate[i]! : PUSH;
    }
    this.#pushed = 0;
  }

  /** Takes all lanes on by a time (ms), in steps that no state passes too much of its range in. */
  advance(time: number): void {
    const { x: V } = this.#potential;
    for (let left = time; left > time / (2 * MOST_PARTS); ) {
      this.program.body(this.count);
      const step = Math.min(left, Math.max(time / MOST_PARTS, this.#look()));
      for (const { x, slope, rate } of [this.#potential, ...this.#others]) {
        for (let i = 0; i < this.count; i++) x[i]! += slope[i]! * step * relaxed(-rate[i]! * step);
      }
      for (let i = 0; i < this.count && this.#pushed < PUSHED; i++) {
        const below = this.#goal[i]! - V[i]!;
        // A hard push ends where it should, a weak one may go beyond by a step.
        if (below > 0) V[i]! += Math.max(PUSH * step, Math.min(below, this.#push[i]! * step));
        else this.#goal[i] = Number.NaN;
      }
      this.#pushed += step;
      this.parts++;
      left -= step;
    }
  }

  /** Keeps what is larger than all before. @returns how long all can be taken to go on as now, ms */
  #look(): number {
    const { x: V, range } = this.#potential;
    let fastest = 0;
    let growth = 0;
    for (const { own, rate, scale, speeds, rates } of [this.#potential, ...this.#others]) {
      for (let i = 0; i < this.count; i++) {
        if (rate[i]! > rates[i]!) rates[i] = rate[i]!;
        if (-rate[i]! > growth) growth = -rate[i]!;
        // Beyond its range the potential is driven, and other states see it at the end of it.
        if (V[i]! < range[0] || V[i]! > range[1]) continue;
        const speed = Math.abs(own[i]!) / scale;
        if (speed > speeds[i]!) speeds[i] = speed;
        if (speed > fastest) fastest = speed;
      }
    }
    return Math.min(STRIDE / fastest, GROWTH / growth);
  }

  pace(lane: number): Pace {
    return [this.#potential, ...this.#others]
      .map(({ name, speeds, rates, scale }) => ({
        speed: speeds[lane]!,
        fastest: name,
        slope: speeds[lane]! * scale,
        rate: rates[lane]!,
        stiffest: name,
      }))
      .reduce(larger);
  }
}

/** (exp(x) - 1) / x. */
const relaxed = (x: number): number => (x === 0 ? 1 : Math.expm1(x) / x);
