import { evaluate } from '../formula/evaluate.ts';
import { type Expr, isCall, rewrite, substitute, symbol, symbolsOf } from '../formula/expr.ts';
import { applyPasses } from '../formula/optimise.ts';
import { removeSingularities } from '../formula/passes/singularities.ts';
import { POTENTIALS } from '../formula/ranges.ts';
import { InputError } from '../input/schema.ts';
import { formulasOf } from '../model/formulas.ts';
import type { Membrane } from '../model/membrane.ts';
import { POTENTIAL } from '../model/names.ts';
import type { Column } from '../population/column.ts';
import { columnsOf, populationOf, populationSize } from '../population/columns.ts';
import { type Experiment, validRange } from '../protocol/experiment.ts';
import { systemOf } from '../protocol/prepare.ts';
import type { NumberInput, Quantity, State, System } from '../system/system.ts';

// What every other program is told: the equations of a neuron, and the numbers of those that are exported.

/** Values of the states at the beginning: one array for each state, a value for each neuron that is exported. */
export type InitialStates = Readonly<Record<string, ArrayLike<number>>>;

/** The symbol of the potential as formulas take it, which stays within the range that they are right for. */
export const LIMITED = 'V.limited';

/** A number of the neurons: one for all, or one for each. */
export type Values = number | readonly number[];

export interface NeuronState extends State {
  readonly start: Values;
}

export interface NeuronNumber extends NumberInput {
  readonly values: Values;
  readonly description: string;
}

/** The neurons that are exported. */
export interface Neurons {
  readonly experiment: Experiment;
  readonly membrane: Membrane;
  /** Numbers of the neurons in the experiment. */
  readonly cells: readonly number[];
  /** What varies over the population that they are of. */
  readonly columns: readonly Column[];
  /** Step of the scripts, ms: at most 0.01, and a whole part of that of the experiment. */
  readonly dt: number;
  /** With steps of that. */
  readonly system: System;
  readonly states: readonly NeuronState[];
  /** In an order in which what a value is made of comes before it. */
  readonly algebraic: readonly Quantity[];
  /** uF/cm2. */
  readonly capacitance: Expr;
  readonly numbers: readonly NeuronNumber[];
  /** Whether a formula takes the potential within its range. */
  readonly limits: boolean;
  /** A formula of the numbers in every neuron. */
  valuesOf(expr: Expr): Values;
}

/** What an experiment may say that is carried over, or that changes nothing where another program runs it. */
const carried: ReadonlySet<string> = new Set<keyof Experiment>([
  ...([
    'model',
    'parameters',
    'stimulus',
    'sweep',
    'sample',
    'seed',
    'trials',
    'initial',
    'duration',
    'measure',
  ] as const),
  ...(['events', 'statistics', 'record', 'dt', 'integrator'] as const),
]);

/** @throws InputError that names what would be left out */
function checkCarried(experiment: Experiment): void {
  const other = Object.entries(experiment).find(([key, value]) => value !== undefined && !carried.has(key));
  if (other) throw new InputError(`"${other[0]}" of an experiment cannot be exported; leave it out`);
  if (experiment.trials > 1)
    throw new InputError('"trials" of an experiment cannot be exported; leave it out');
}

/** Largest step of the scripts, ms: there a parabola through three potentials places a peak to some 0.0001 ms. */
const LARGEST = 0.01;

/** A whole part of a step that is at most LARGEST. */
const fineStep = (dt: number): number => dt / Math.ceil(dt / LARGEST - 1e-9);

/** Most numbers that are written into a script. */
const MOST_NUMBERS = 2_000_000;

/**
 * The neurons of an experiment, or one of them.
 * @param cell number of the only one
 */
export function neuronsOf(experiment: Experiment, initial: InitialStates, cell?: number): Neurons {
  const { model: membrane } = experiment;
  const population = populationOf(experiment);
  const count = populationSize(population);
  const columns = columnsOf(population, (path) => validRange(membrane, path));
  const cells = cell === undefined ? Array.from({ length: count }, (_, i) => i) : [cell];
  checkCarried(experiment);
  const dt = fineStep(experiment.dt);
  const system = systemOf({ ...experiment, dt }, columns);
  const limit = (formulas: ReadonlyMap<string, Expr>) =>
    applyPasses(new Map([...formulas].map(([name, expr]) => [name, limited(expr)])), [removeSingularities]);
  const algebraic = limit(new Map(system.algebraic.map(({ name, formula }) => [name, formula])));
  const inRange = new Map([[POTENTIAL, symbol(LIMITED)]]);
  const slopes = limit(
    new Map(
      system.states.map(({ name, slope }) => [
        name,
        name === system.potential ? slope : substitute(limited(slope), inRange),
      ]),
    ),
  );
  // Other programs have random numbers of their own.
  const given = system.numbers.filter(({ type }) => type !== 'step');
  const numbers = given.map((one): NeuronNumber => {
    const column = columns.find(({ path }) => path === one.path);
    const description = membrane.parameters[one.symbol]?.description ?? '';
    return { ...one, description, values: column ? columnValues(column, cells) : one.value };
  });
  const states = system.states.map((state): NeuronState => {
    const values = initial[state.name]!;
    return {
      ...state,
      slope: slopes.get(state.name)!,
      start: shared(cells.map((_, i) => values[i]!)),
    };
  });
  const written = [...numbers.map(({ values }) => values), ...states.map(({ start }) => start)];
  const size = written.reduce<number>((sum, one) => sum + (typeof one === 'number' ? 1 : one.length), 0);
  if (size > MOST_NUMBERS)
    throw new InputError(
      `${size} numbers would be written; at most ${MOST_NUMBERS} are, so export fewer neurons, or one with --cell`,
    );
  return {
    experiment,
    membrane,
    cells,
    columns,
    dt,
    system,
    states,
    algebraic: system.algebraic.map((quantity) => ({ ...quantity, formula: algebraic.get(quantity.name)! })),
    capacitance: formulasOf(membrane).capacitance.expr,
    numbers,
    limits: [...algebraic.values(), ...slopes.values()].some((expr) => symbolsOf(expr).has(LIMITED)),
    valuesOf: (expr) => valuesIn(expr, system, numbers, cells.length),
  };
}

/** The limit that every formula has on the potential, as a name. */
const limited = (expr: Expr): Expr => rewrite(expr, (node) => (isLimit(node) ? symbol(LIMITED) : node));

function isLimit(node: Expr): boolean {
  if (!isCall(node, 'within')) return false;
  const [x, bound] = node.args;
  return (
    x.kind === 'symbol' && x.name === POTENTIAL && bound.kind === 'number' && bound.value === POTENTIALS[1]
  );
}

const columnValues = (column: Column, cells: readonly number[]): Values =>
  shared(cells.map((cell) => column.value(cell)));

/** One value where all are the same. */
function shared(values: readonly number[]): Values {
  return values.every((value) => value === values[0]) ? values[0]! : values;
}

/** What neuron `i` has of some values. */
export const valueAt = (values: Values, i: number): number =>
  typeof values === 'number' ? values : values[i]!;

/** @param expr of the numbers, and of algebraic values that are made of them alone */
function valuesIn(
  expr: Expr,
  { algebraic }: System,
  numbers: readonly NeuronNumber[],
  count: number,
): Values {
  const constants = algebraic.filter(({ name }) => !name.includes('.'));
  const at = (i: number): number => {
    const known: Record<string, number> = Object.fromEntries(
      numbers.map(({ symbol: name, values }) => [name, valueAt(values, i)]),
    );
    for (const { name, formula } of constants) {
      if ([...symbolsOf(formula)].every((used) => Object.hasOwn(known, used)))
        known[name] = evaluate(formula, known);
    }
    return evaluate(expr, known);
  };
  const needed = numbers.some(({ values }) => typeof values !== 'number');
  return needed ? shared(Array.from({ length: count }, (_, i) => at(i))) : at(0);
}
