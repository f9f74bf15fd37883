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
    const fixed: Record<string, number> = {
      dt: this.problem.dt,
      none: Number.NaN,
      origin,
      [TAKEN]: step,
      'window.step': windowStart,
    };
    for (const [name, value] of Object.entries(fixed)) inputs[name]?.fill(value);
    const sources = this.numbers.sources.filter(({ symbol }) => inputs[symbol]);
    for (const { symbol, varies } of sources) if (!varies) inputs[symbol]!.fill(this.numbers.value(symbol));
    const varied = sources.filter(({ varies }) => varies);
    compiled.setup(compiled.width);
    const values = new Float64Array(count);
    let before = 0;
    for (const { cells, rows } of kept) {
      for (let begin = 0; begin < cells; begin += BLOCK) {
        const size = Math.min(BLOCK, cells - begin);
        for (const [name, all] of rows) inputs[name]?.set(all.subarray(begin, begin + size));
        for (const { symbol } of varied)
          inputs[symbol]!.set(this.numbers.values(symbol, first + before + begin, size).subarray(0, size));
        compiled.body(size);
        values.set(outputs[statistic]!.subarray(0, size), before + begin);
        await breathe(stint);
      }
      before += cells;
    }
    idle.push(compiled);
    return values;
  }

  #compile(statistic: string): Float64Program {
    const formula = this.#formula(statistic);
    const varied = this.numbers.sources.filter(({ varies }) => varies).map(({ symbol }) => symbol);
    const width = Math.min(BLOCK, this.problem.population.count);
    return compileFloat64(
      new Map([[statistic, formula]]),
      new Set([...this.needs(statistic), ...varied]),
      width,
    );
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
