import { derivative } from '../formula/derivative.ts';
import { add, clamp, divide, type Expr, number, symbol, symbolsOf } from '../formula/expr.ts';
import { compileFloat64, type Float64Program } from '../formula/float64.ts';
import { applyPasses, canonicalPasses } from '../formula/optimise.ts';
import { CELL } from '../formula/random.ts';
import { compileVectors } from '../formula/wasm/program.ts';
import { InputError } from '../input/schema.ts';
import type { Population, Problem } from '../problem/problem.ts';
import { equationsOf, type Values } from '../system/equations.ts';
import type { System } from '../system/system.ts';
import { Equilibrium } from './equilibrium.ts';
import type { Numbers } from './numbers.ts';
import { breathe } from './pause.ts';

/** Values of some neurons: one array per state, V in mV. */
export type StateArrays = Record<string, Float64Array>;

/** How the search for initial states is done. */
export interface Work {
  /** Ends it early. */
  readonly signal?: AbortSignal | undefined;
  /** Wall time (ms) after which others have their turn. */
  readonly stint?: number | undefined;
}

/** Neurons that have no rest with their numbers. */
export class RestlessError extends InputError {
  constructor(
    { system: { name }, population }: Problem,
    [low, high]: readonly [number, number],
    /** Their numbers, ascending. */
    readonly cells: readonly number[],
  ) {
    const whose = population.columns.length > 0 ? ` in neuron ${cells[0]}` : '';
    super(
      `model "${name}" has no rest between ${low} and ${high} mV with these parameters${whose}: ` +
        'no conductance pulls it to a potential. Set a positive gL, or give the initial V',
    );
  }
}

/** Neurons that are solved together. */
const BLOCK = 256;
/** Potentials at which a change of sign of dV/dt is looked for. */
const SCAN = 512;
/** Halvings of the interval between two of them, which leave about 1e-6 mV, and steps of Newton's method, which leave nothing. */
const HALVINGS = 20;
const NEWTON = 3;
/** Part of the range of a state by which a formula may miss it. */
const ROUNDING = 1e-9;
/** Rounds over states that depend on one another, each by a step of Newton's method for itself. */
const SETTLING = 12;

/**
 * The initial states of a problem, all states at the same time.
 * @returns one array per state
 * @throws RestlessError if some neurons have no rest with their numbers
 */
export async function initialState(
  problem: Problem,
  numbers: Numbers,
  { signal, stint }: Work = {},
): Promise<StateArrays> {
  const { system, population, initial } = problem;
  const pause = async () => {
    await breathe(stint);
    signal?.throwIfAborted();
  };
  const solver = new Solver(problem, numbers, pause);
  const shared = sharedBy(problem, solver);
  const count = shared ? shared.length : population.count;
  const solved = Object.fromEntries(system.states.map(({ name }) => [name, new Float64Array(count)]));
  for (let begin = 0; begin < count; begin += BLOCK) {
    const size = Math.min(BLOCK, count - begin);
    const cells = Array.from({ length: size }, (_, i) =>
      shared ? (begin + i) * shared.stride : population.first + begin + i,
    );
    const states = await solver.solve(cells, initial === 'rest' ? undefined : initial.potential);
    for (const { name } of system.states) solved[name]!.set(states[name]!.subarray(0, size), begin);
  }
  checkStarts(problem, solved, shared);
  const spread = (values: Float64Array) => (shared ? ofAll(values, shared, population) : values);
  const states = Object.fromEntries(Object.entries(solved).map(([name, values]) => [name, spread(values)]));
  if (solved[system.potential]!.includes(Number.NaN)) {
    const potentials = [...states[system.potential]!.entries()];
    const restless = potentials.filter(([, V]) => Number.isNaN(V)).map(([i]) => population.first + i);
    throw new RestlessError(problem, solver.range, restless);
  }
  return { ...states, ...(await begunProcesses(problem, numbers, pause)) };
}

/**
 * What is said to be the beginning of a state may depend on what varies.
 * @param solved a value for each neuron, or for each of those that the others share
 * @throws InputError if a neuron would begin where the state cannot be
 */
function checkStarts({ system, population }: Problem, solved: StateArrays, shared: Shared | undefined): void {
  for (const { name, unit, range, initial } of system.states) {
    if (!initial || name === system.potential) continue;
    const [low, high] = range;
    const margin = ROUNDING * (high - low);
    const wrong = solved[name]!.findIndex((value) => !(value >= low - margin && value <= high + margin));
    if (wrong < 0) continue;
    const cell = shared ? wrong * shared.stride : population.first + wrong;
    const whose = population.columns.length > 0 ? ` in neuron ${cell}` : '';
    const units = unit === '1' ? '' : ` ${unit}`;
    throw new InputError(
      `state "${name}" of model "${system.name}" begins at ${Number(solved[name]![wrong]!.toPrecision(6))}${units}${whose}, out of its range, ${low} to ${high}${units}: change what its initial value is made of, or its range`,
    );
  }
}

/** The values of all neurons, of which those share one that have the same place in a cycle. */
function ofAll(values: Float64Array, { length, stride }: Shared, { first, count }: Population): Float64Array {
  const all = new Float64Array(count);
  for (let i = 0; i < count; i++) all[i] = values[Math.floor((first + i) / stride) % length]!;
  return all;
}

/** What processes begin with, which is another value in every neuron. */
async function begunProcesses(
  { system: { processes }, population: { first, count } }: Problem,
  numbers: Numbers,
  pause: () => Promise<void>,
): Promise<StateArrays> {
  const { inputs, outputs, setup } = compileFloat64(
    new Map(processes.map(({ name, initial }) => [name, initial])),
    new Set(),
    BLOCK,
  );
  const begun = Object.fromEntries(processes.map(({ name }) => [name, new Float64Array(count)]));
  for (let begin = 0; begin < count && processes.length > 0; begin += BLOCK) {
    await pause();
    const size = Math.min(BLOCK, count - begin);
    for (const { symbol: source } of numbers.sources)
      inputs[source]?.set(numbers.values(source, first + begin, size).subarray(0, size));
    inputs[CELL]?.set(Array.from({ length: size }, (_, i) => first + begin + i));
    setup(size);
    for (const { name } of processes) begun[name]!.set(outputs[name]!.subarray(0, size), begin);
  }
  return begun;
}

/** Neuron i has value floor(i / stride) % length. */
interface Shared {
  readonly length: number;
  readonly stride: number;
}

/** Where at most one varied number decides the initial state, neurons with the same value of it share one. */
function sharedBy({ population, system }: Problem, solver: Solver): Shared | undefined {
  const paths = new Map(system.numbers.map(({ path, symbol: name }) => [path, name]));
  const deciding = population.columns.filter(({ path }) => solver.symbols.has(paths.get(path)!));
  if (deciding.length === 0) return { length: 1, stride: population.first + population.count };
  const [only] = deciding;
  if (deciding.length > 1 || only!.length * 2 > population.count) return undefined;
  return only;
}

/** Finds equilibria of many neurons at once. */
class Solver {
  readonly #program: Float64Program;
  readonly #states: readonly string[];
  /** Potentials between which rest is looked for. */
  readonly range: readonly [number, number];
  /** Where states depend on one another, the values that were found for them one by one are only near. */
  readonly #together: Equilibrium | undefined;
  /** Present potentials; formulas need not depend on them. */
  readonly #V: Float64Array;
  /** Numbers that the states depend on. */
  readonly symbols: ReadonlySet<string>;

  constructor(
    private readonly problem: Problem,
    private readonly numbers: Numbers,
    private readonly pause: () => Promise<void>,
  ) {
    const { system } = problem;
    this.#states = system.states.map(({ name }) => name);
    this.range = system.states.find(({ name }) => name === system.potential)!.range;
    const silent = withoutInputs(system);
    const formulas = applyPasses(steadyFormulas(silent), canonicalPasses);
    this.symbols = new Set([...formulas.values()].flatMap((formula) => [...symbolsOf(formula)]));
    this.#program = compileVectors(formulas, new Set([system.potential]), BLOCK);
    this.#V = this.#program.inputs[system.potential] ?? new Float64Array(BLOCK);
    const others = silent.states.filter(({ name }) => name !== system.potential);
    if (areExplicit(silent)) return;
    const unknowns = others.filter(({ initial }) => !initial).map(({ name }) => name);
    if (problem.initial === 'rest') unknowns.push(system.potential);
    this.#together = new Equilibrium(silent, unknowns, BLOCK);
  }

  /**
   * Equilibria of at most 256 neurons at zero input, where there are several those of the lowest potential; or, at a given
   * potential, the values at which all else stays. A neuron without rest has no potential, NaN. Overwritten by the next call.
   */
  async solve(cells: readonly number[], potential?: number): Promise<Readonly<Record<string, Float64Array>>> {
    const { inputs, outputs } = this.#program;
    const name = this.problem.system.potential;
    const count = cells.length;
    await this.pause();
    for (const { symbol: source } of this.numbers.sources) {
      for (const input of [inputs[source], this.#together?.inputs[source]]) {
        if (input) for (let i = 0; i < count; i++) input[i] = this.numbers.value(source, cells[i]!);
      }
    }
    this.#program.setup(count);
    if (potential === undefined) await this.#findRest(count);
    else this.#V.fill(potential, 0, count);
    this.#program.body(count);
    const states = Object.fromEntries(
      this.#states.map((state) => [state, state === name ? this.#V : outputs[state]!]),
    );
    this.#together?.approach(states, count);
    return states;
  }

  /** Leaves the resting potential of each neuron among the inputs. */
  async #findRest(count: number): Promise<void> {
    const { outputs } = this.#program;
    const V = this.#V;
    const { slope, slopeRate } = outputs as Record<'slope' | 'slopeRate', Float64Array>;
    const [low, high] = this.range;
    const lower = new Float64Array(count).fill(Number.NaN);
    const spacing = (high - low) / (SCAN - 1);
    const before = new Float64Array(count);
    let missing = count;
    for (let k = 0; k < SCAN && missing > 0; k++) {
      await this.pause();
      V.fill(low + k * spacing, 0, count);
      this.#program.body(count);
      for (let i = 0; i < count; i++) {
        if (k > 0 && before[i]! >= 0 && slope[i]! < 0 && Number.isNaN(lower[i]!)) {
          lower[i] = low + (k - 1) * spacing;
          missing--;
        }
        before[i] = slope[i]!;
      }
    }
    const upper = lower.map((value) => value + spacing);
    for (let n = 0; n < HALVINGS; n++) {
      for (let i = 0; i < count; i++) V[i] = (lower[i]! + upper[i]!) / 2;
      this.#program.body(count);
      for (let i = 0; i < count; i++) {
        if (slope[i]! < 0) upper[i] = V[i]!;
        else lower[i] = V[i]!;
      }
    }
    for (let n = 0; n < NEWTON; n++) {
      this.#program.body(count);
      for (let i = 0; i < count; i++) {
        const next = V[i]! - slope[i]! / slopeRate[i]!;
        // A flat place has no Newton step; the middle of the interval is good to 1e-6 mV.
        if (next >= lower[i]! && next <= upper[i]!) V[i] = next;
      }
    }
  }
}

/**
 * Formulas of the potential: each state where it stays without a stimulus, the slope of the potential with all others there,
 * and the derivative of that.
 */
function steadyFormulas(system: System): ReadonlyMap<string, Expr> {
  const equations = equationsOf(system);
  const { potential } = system;
  const others = system.states.filter(({ name }) => name !== potential);
  let at: Values = new Map([
    [potential, symbol(potential)],
    ...others.map(
      ({ name, range, initial }) => [name, initial ?? number((range[0] + range[1]) / 2)] as const,
    ),
  ]);
  // Linear states that depend on nothing but the potential are there at once; the others come nearer with every round.
  const rounds = areExplicit(system) ? 1 : SETTLING;
  for (let round = 0; round < rounds; round++) {
    for (const { name, range, initial } of others) {
      if (initial) continue;
      const change = divide(equations.slope(name, at, 0), equations.rate(name, at, 0));
      at = new Map([...at, [name, clamp(add(at.get(name)!, change), ...range)]]);
    }
  }
  // Quotients that are 0/0 somewhere are known by their form, which their derivatives have no more.
  const formulas = applyPasses(
    new Map([
      ...others.map(({ name }) => [name, at.get(name)!] as const),
      ['slope', equations.slope(potential, at, 0)] as const,
    ]),
    canonicalPasses,
  );
  return new Map([...formulas, ['slopeRate', derivative(formulas.get('slope')!, potential)]]);
}

/** Whether all states but the potential are linear in themselves and depend on nothing but the potential. */
function areExplicit(system: System): boolean {
  const equations = equationsOf(system);
  const here: Values = new Map(equations.states.map((state) => [state, symbol(state)]));
  const others = equations.states.filter((name) => name !== system.potential);
  return others.every((name) => {
    const used = symbolsOf(equations.slope(name, here, 0));
    return equations.isLinear(name) && !others.some((other) => other !== name && used.has(other));
  });
}

function withoutInputs(system: System): System {
  const inputs = system.inputs.map((input) => ({ ...input, formula: number(0) }));
  return { ...system, inputs, clamp: undefined };
}
