import type { Simulation } from '../engine/simulation.ts';
import { type Expr, symbolsOf } from '../formula/expr.ts';
import { compileFloat64 } from '../formula/float64.ts';
import { locate } from '../formula/parse.ts';
import { FormulaError } from '../formula/syntax.ts';
import { suggestion } from '../input/nearest.ts';
import { InputError } from '../input/schema.ts';
import { shown } from '../input/shown.ts';
import { integratorNames } from '../integrators/catalogue.ts';
import type { Problem } from '../problem/problem.ts';
import { type Experiment, unitOf, variableNumbers } from '../protocol/experiment.ts';
import { prepare } from '../protocol/prepare.ts';
import { namedStatistics } from '../statistics/catalogue.ts';

/** A formula over cells, such as `stimulus.amplitude < 5 && rate > 0`. */
export interface CellFormula {
  readonly text: string;
  readonly expr: Expr;
  /** Statistics, states and observables that it needs the values of. */
  readonly measured: readonly string[];
}

/** A simulation as far as it is asked what it has measured. */
export type Measuring = Pick<Simulation, 'problem' | 'read' | 'statistic'>;

/** Values of something measured, by its name, one for each cell. */
export type Columns = ReadonlyMap<string, ArrayLike<number>>;

/** A number that a formula can name. */
interface Named {
  readonly unit: string;
  /** Its value in a cell; of what is measured there is none before it was. */
  readonly value?: (cell: number) => number;
}

/** The cells of an experiment, by what formulas of a lesson can say of them. */
export class Cells {
  readonly count: number;
  readonly #known: ReadonlyMap<string, Named>;

  constructor(
    readonly experiment: Experiment,
    readonly problem: Problem = prepare(experiment),
  ) {
    this.count = problem.population.count;
    this.#known = new Map([...numbersOf(experiment, problem), ...measuredOf(problem)]);
  }

  get names(): string[] {
    return [...this.#known.keys()];
  }

  /** The unit of what has a name. */
  unitOf(name: string): string | undefined {
    return this.#known.get(name)?.unit;
  }

  /** @throws InputError if it cannot be read, or names what is not there */
  formula(text: string): CellFormula {
    const expr = parsed(text);
    const symbols = [...symbolsOf(expr)];
    const unknown = symbols.find((name) => !this.#known.has(name));
    if (unknown !== undefined)
      throw new InputError(`"${shown(text)}": there is no "${shown(unknown)}"${this.suggest(unknown)}`);
    return { text, expr, measured: symbols.filter((name) => !this.#known.get(name)!.value) };
  }

  /** What may have been meant. There is too much to list it all. */
  suggest(name: string): string {
    if (isStatistic(name)) return '; ask for it under "statistics" of the experiment';
    const near = suggestion(name, this.names);
    return near.startsWith('; known') ? `; known: ${this.names.filter(isShort).join(', ')}` : near;
  }

  /** The value of a formula in every cell. @param columns of what it needs */
  values({ expr }: CellFormula, columns: Columns): Float64Array {
    const symbols = [...symbolsOf(expr)];
    const width = Math.min(BLOCK, this.count);
    const program = compileFloat64(new Map([['value', expr]]), new Set(symbols), width);
    const result = new Float64Array(this.count);
    program.setup(width);
    for (let begin = 0; begin < this.count; begin += width) {
      const count = Math.min(width, this.count - begin);
      for (const name of symbols) {
        const value = this.#known.get(name)!.value ?? ((cell: number) => columns.get(name)![cell]!);
        for (let i = 0; i < count; i++) program.inputs[name]![i] = value(begin + i);
      }
      program.body(count);
      result.set(program.outputs.value!.subarray(0, count), begin);
    }
    return result;
  }
}

/** Cells whose values are computed at once. */
const BLOCK = 1024;

/** Whether something is measured if it is asked for. */
const isStatistic = (name: string): boolean =>
  namedStatistics.has(name) || /_(?:minimum|maximum|mean)$/.test(name);

/** What belongs to a part of the experiment has a dot in its name. */
const isShort = (name: string): boolean => !name.includes('.');

/** @throws InputError if a formula cannot be read */
export function parsed(text: string): Expr {
  try {
    return locate(text).expr;
  } catch (error) {
    if (error instanceof FormulaError)
      throw new InputError(`"${shown(text)}" cannot be read: ${shown(error.reason, 200)}`);
    throw error;
  }
}

/**
 * What a simulation has measured, or where it is, in every cell.
 * @param names of statistics, states and observables of its problem
 */
export async function columnsFrom(simulation: Measuring, names: Iterable<string>): Promise<Columns> {
  const columns = new Map<string, ArrayLike<number>>();
  const statistics = new Set(simulation.problem.statistics.map(({ name }) => name));
  for (const name of new Set(names))
    columns.set(name, await (statistics.has(name) ? simulation.statistic(name) : simulation.read(name)));
  return columns;
}

/** Statistics of the measured window; states and observables as they are. */
function measuredOf({ statistics, system }: Problem): [string, Named][] {
  return [...system.states, ...system.observables, ...statistics].map(({ name, unit }) => [name, { unit }]);
}

/** Numbers of an experiment, whether they vary or not, and how each cell is stepped. */
function numbersOf(experiment: Experiment, problem: Problem): [string, Named][] {
  const { population, bands } = problem;
  const numbers = Object.entries(variableNumbers(experiment)).flatMap(([path, fixed]): [string, Named][] => {
    const name = sayable(path);
    if (name === undefined) return [];
    const column = population.columns.find((one) => one.path === path);
    const value = (cell: number) => column?.value(population.first + cell) ?? fixed;
    return [[name, { unit: unitOf(experiment, path), value }]];
  });
  const methodOf = (cell: number) =>
    bands?.findLast(({ first }) => first <= population.first + cell) ?? problem;
  return [
    ...numbers,
    ['dt', { unit: 'ms', value: (cell) => methodOf(cell).dt }],
    ['duration', { unit: 'ms', value: () => experiment.duration }],
    ...integratorNames.map((name): [string, Named] => [
      `integrator.${name.replaceAll('-', '_')}`,
      { unit: '1', value: (cell) => Number(name === methodOf(cell).integrator.name) },
    ]),
  ];
}

/**
 * A path as formulas can write it. Names have one dot, so a number of one among several stimuli goes by `NAME.number`, and the first of a list
 * by `stimulus.levels_0`.
 */
function sayable(path: string): string | undefined {
  const name = path
    .replace(/\.(\d+)$/, '_$1')
    .split('.')
    .slice(-2)
    .join('.');
  return /^[a-z_]\w*\.[a-z_]\w*$/i.test(name) ? name : undefined;
}
