import { number, select, substitute, symbol } from '../formula/expr.ts';
import { compileFloat64, type Float64Program } from '../formula/float64.ts';
import { countsOf } from './moment.ts';
import { STAGE, STEP, type System, stepOf } from './system.ts';

/** Evenly spaced times of a run, and most moments that formulas count from, at which inputs are looked at. */
const LOOKS = 17;
const MOST_MOMENTS = 64;

/** Some neurons of a system, by their numbers. */
export interface Neurons {
  readonly system: System;
  readonly count: number;
  /** Value of a number of the system in one of them. */
  value(symbol: string, neuron: number): number;
}

/** A value and the step at which it is reached. */
interface Extreme {
  readonly value: number;
  readonly step: number;
}

/** The symbol of whether processes are as high as they hardly ever are, or as low. */
const HIGH = 'high';

/** What the inputs of some neurons are at any step, in its middle; where processes decide, at its beginning. */
export class Drive {
  readonly #program: Float64Program;
  /** Steps to the moments of each neuron. */
  readonly #moments: readonly (readonly number[])[];

  /** @param dt step that the inputs are written for, ms */
  constructor(
    private readonly neurons: Neurons,
    dt: number,
  ) {
    const { system, count, value } = neurons;
    // Within a step processes go where random numbers take them.
    const stage = number(system.processes.length > 0 ? 0 : 0.5);
    const held = new Map([
      [STAGE, stage],
      ...system.processes.map(
        ({ name, extent: [least, most] }) => [name, select(symbol(HIGH), most, least)] as const,
      ),
    ]);
    const formulas = new Map(system.inputs.map(({ name, formula }) => [name, substitute(formula, held)]));
    const program = compileFloat64(formulas, new Set([STEP, HIGH]), count, system.tables);
    const counts = countsOf(system.times);
    const times = compileFloat64(
      new Map(counts.map(({ time: { name, at } }) => [name, at])),
      new Set(),
      count,
    );
    const fill = (values: Float64Array | undefined, of: (neuron: number) => number) => {
      if (values) for (let neuron = 0; neuron < count; neuron++) values[neuron] = of(neuron);
    };
    for (const { symbol } of system.numbers) {
      for (const { inputs } of [program, times]) fill(inputs[symbol], (neuron) => value(symbol, neuron));
    }
    times.setup(count);
    const counted = new Map(
      counts.map(({ symbol, time, of }) => {
        const values = [...times.outputs[time.name]!].map((at) => of(at, dt));
        fill(program.inputs[symbol], (neuron) => values[neuron]!);
        return [symbol, values];
      }),
    );
    this.#moments = system.times.map((time) => counted.get(stepOf(time))!);
    program.setup(count);
    this.#program = program;
  }

  /**
   * The inputs by name, each neuron at a step of its own. Overwritten by the next call.
   * @param high whether the processes of a neuron are high
   */
  at(steps: readonly number[], high: (neuron: number) => boolean): Float64Program['outputs'] {
    this.#program.inputs[STEP]?.set(steps);
    this.#program.inputs[HIGH]?.set(steps.map((_, neuron) => (high(neuron) ? 1 : 0)));
    this.#program.body(this.neurons.count);
    return this.#program.outputs;
  }

  /** Where in a run of so many steps the inputs of each neuron are largest and least. */
  extremes(steps: number): { highest: Extreme; lowest: Extreme }[] {
    const { count } = this.neurons;
    const found = Array.from({ length: count }, () => ({
      highest: { value: Number.NEGATIVE_INFINITY, step: 0 },
      lowest: { value: Number.POSITIVE_INFINITY, step: 0 },
    }));
    for (const look of this.#looks(steps)) {
      for (const high of [true, false]) {
        const outputs = Object.values(this.at(look, () => high));
        for (const [neuron, extremes] of found.entries()) {
          const step = look[neuron]!;
          const value = outputs.reduce((sum, values) => sum + values[neuron]!, 0);
          if (step >= steps) continue;
          if (value > extremes.highest.value) extremes.highest = { value, step };
          if (value < extremes.lowest.value) extremes.lowest = { value, step };
        }
      }
    }
    return found;
  }

  /** Steps to look at, one of each neuron at a time: what begins inside a step has its full effect in the next one. */
  #looks(steps: number): readonly (readonly number[])[] {
    const spaced = Array.from({ length: LOOKS }, (_, i) => {
      return new Array<number>(this.neurons.count).fill(Math.floor(((steps - 1) * i) / (LOOKS - 1)));
    });
    const moments = this.#moments.slice(0, MOST_MOMENTS);
    return [...moments, ...moments.map((at) => at.map((step) => step + 1)), ...spaced];
  }
}
