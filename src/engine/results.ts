import { symbolsOf } from '../formula/expr.ts';
import { compileFloat64 } from '../formula/float64.ts';
import type { Problem } from '../problem/problem.ts';
import { BEFORE, TAKEN } from './measuring.ts';
import type { Numbers } from './numbers.ts';
import { breathe } from './pause.ts';
import type { Program } from './program.ts';
import type { Measures, PerCell } from './simulation.ts';

const BLOCK = 1024;

/** Makes what a statistic says from the fields that an engine has kept, in float64. */
export class Results {
  constructor(
    private readonly problem: Problem,
    private readonly program: Program,
    private readonly numbers: Numbers,
  ) {}

  /** Names of what a statistic needs of every neuron: fields, the potential, and the one before it (BEFORE). */
  needs(statistic: string): string[] {
    const symbols = symbolsOf(this.#formula(statistic));
    const { fields, potential } = this.program;
    return [...fields.map(({ name }) => name), potential, BEFORE].filter((name) => symbols.has(name));
  }

  /**
   * Values of a statistic in every neuron; NaN where it has none. A large population takes its time, which is cut into slices.
   * @param kept values of what it needs
   * @param step steps taken
   * @param windowStart step at which the measuring window began
   * @param origin the step that times count from
   * @param stint wall time (ms) of work after which others have their turn
   */
  async values(
    statistic: string,
    kept: ReadonlyMap<string, PerCell | Uint32Array>,
    {
      step,
      windowStart,
      origin = 0,
      stint,
    }: {
      readonly step: number;
      readonly windowStart: number;
      readonly origin?: number;
      readonly stint?: number | undefined;
    },
  ): Promise<Float64Array> {
    const { first, count } = this.problem.population;
    const formula = this.#formula(statistic);
    const compiled = compileFloat64(
      new Map([[statistic, formula]]),
      symbolsOf(formula),
      Math.min(BLOCK, count),
    );
    const { inputs, outputs } = compiled;
    const fixed: Record<string, number> = {
      dt: this.problem.dt,
      none: Number.NaN,
      origin,
      [TAKEN]: step,
      'window.step': windowStart,
    };
    for (const [name, value] of Object.entries(fixed)) inputs[name]?.fill(value);
    const numbers = this.numbers.sources.filter(({ symbol }) => inputs[symbol]);
    compiled.setup(compiled.width);
    const values = new Float64Array(count);
    for (let begin = 0; begin < count; begin += BLOCK) {
      const size = Math.min(BLOCK, count - begin);
      for (const [name, all] of kept) inputs[name]?.set(all.subarray(begin, begin + size));
      for (const { symbol } of numbers)
        inputs[symbol]!.set(this.numbers.values(symbol, first + begin, size).subarray(0, size));
      compiled.body(size);
      values.set(outputs[statistic]!.subarray(0, size), begin);
      await breathe(stint);
    }
    return values;
  }

  /** @throws RangeError if nothing of that name is measured */
  #formula(statistic: string) {
    const formula = this.program.results.get(statistic);
    if (formula) return formula;
    throw new RangeError(
      `"${statistic}" is not measured here; known: ${[...this.program.results.keys()].join(', ')}`,
    );
  }
}

/**
 * What the statistics of a problem say together.
 * @param steps that the measuring window has lasted
 * @param statistic what one of them says, by its name
 */
export async function measuresOf(
  { dt, statistics }: Problem,
  steps: number,
  statistic: (name: string) => Promise<Float64Array>,
): Promise<Measures> {
  const values: Record<string, Float64Array> = {};
  for (const { name } of statistics) values[name] = await statistic(name);
  return { window: steps * dt, ...values } as unknown as Measures;
}
