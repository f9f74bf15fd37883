import { symbolsOf } from '../formula/expr.ts';
import { compileFloat64, type Float64Program } from '../formula/float64.ts';
import type { Problem } from '../problem/problem.ts';
import { BEFORE, TAKEN } from './measuring.ts';
import type { Numbers } from './numbers.ts';
import { breathe } from './pause.ts';
import type { Program } from './program.ts';
import type { Measures, PerCell } from './simulation.ts';

const BLOCK = 1024;

/** What was kept of some neurons: a row for each name. */
export interface KeptPart {
  readonly cells: number;
  readonly rows: ReadonlyMap<string, PerCell | Uint32Array>;
}

/** Makes what a statistic says from the fields that an engine has kept, in float64. */
export class Results {
  /** Compiled formulas of statistics that wait for their next use; each has room for a block of neurons, which one call at a time may use. */
  readonly #idle = new Map<string, Float64Program[]>();

  constructor(
    private readonly problem: Problem,
    private readonly kernel: { readonly program: Program; readonly numbers: Numbers },
  ) {}

  /** Names of what a statistic needs of every neuron: fields, the potential, and the one before it (BEFORE). */
  needs(statistic: string): string[] {
    const symbols = symbolsOf(this.#formula(statistic));
    const { fields, potential } = this.kernel.program;
    return [...fields.map(({ name }) => name), potential, BEFORE].filter((name) => symbols.has(name));
  }

  /**
   * Values of a statistic in every neuron; NaN where it has none. A large population takes its time, which is cut into slices.
   * @param kept values of what it needs, in parts that follow one another
   * @param step steps taken
   * @param windowStart step at which the measuring window began
   * @param origin the step that times count from
   * @param stint wall time (ms) of work after which others have their turn
   */
  async values(
    statistic: string,
    kept: readonly KeptPart[],
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
    const idle = this.#idle.get(statistic) ?? [];
    this.#idle.set(statistic, idle);
    const compiled = idle.pop() ?? this.#compile(statistic);
    const { inputs, outputs } = compiled;
    this.#setUp(compiled, { origin, [TAKEN]: step, 'window.step': windowStart });
    const { numbers } = this.kernel;
    const varied = this.#varied.filter((symbol) => inputs[symbol]);
    const values = new Float64Array(count);
    let before = 0;
    for (const { cells, rows } of kept) {
      for (let begin = 0; begin < cells; begin += BLOCK) {
        const size = Math.min(BLOCK, cells - begin);
        for (const [name, all] of rows) inputs[name]?.set(all.subarray(begin, begin + size));
        for (const symbol of varied)
          inputs[symbol]!.set(numbers.values(symbol, first + before + begin, size).subarray(0, size));
        compiled.body(size);
        values.set(outputs[statistic]!.subarray(0, size), before + begin);
        await breathe(stint);
      }
      before += cells;
    }
    idle.push(compiled);
    return values;
  }

  /** Numbers that differ between the neurons. */
  get #varied(): string[] {
    return this.kernel.numbers.sources.filter(({ varies }) => varies).map(({ symbol }) => symbol);
  }

  #compile(statistic: string): Float64Program {
    const changing = new Set([...this.needs(statistic), ...this.#varied]);
    const width = Math.min(BLOCK, this.problem.population.count);
    return compileFloat64(new Map([[statistic, this.#formula(statistic)]]), changing, width);
  }

  /** Computes what all neurons share. @param moments steps, by their names in formulas */
  #setUp({ inputs, width, setup }: Float64Program, moments: Readonly<Record<string, number>>): void {
    const { numbers } = this.kernel;
    const fixed = { dt: this.problem.dt, none: Number.NaN, ...moments };
    for (const [name, value] of Object.entries(fixed)) inputs[name]?.fill(value);
    for (const { symbol, varies } of numbers.sources)
      if (!varies) inputs[symbol]?.fill(numbers.value(symbol));
    setup(width);
  }

  /** @throws RangeError if nothing of that name is measured */
  #formula(statistic: string) {
    const { results } = this.kernel.program;
    const formula = results.get(statistic);
    if (formula) return formula;
    throw new RangeError(`"${statistic}" is not measured here; known: ${[...results.keys()].join(', ')}`);
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
