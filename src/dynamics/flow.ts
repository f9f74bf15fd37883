import { derivative } from '../formula/derivative.ts';
import { add, type Expr, multiply, number, substituteAll, symbol, symbolsOf } from '../formula/expr.ts';
import type { Float64Program } from '../formula/float64.ts';
import { applyPasses, canonicalPasses } from '../formula/optimise.ts';
import { compileVectors } from '../formula/wasm/program.ts';
import { equationsOf, type Values } from '../system/equations.ts';
import type { System } from '../system/system.ts';

/** Points of state and parameter that are evaluated together at most. */
export const WIDTH = 512;
/** A change of the potential (mV) that is as large as that of another state by its whole range. */
const POTENTIAL_SCALE = 100;
/** The variable along a direction, and the direction itself. */
const ALONG = 'along';
const directionOf = (state: string): string => `direction ${state}`;
/** Where a formula is 0/0 exactly, its value is the mean of those this far on either side, as a part of the states' scales. */
const ASIDE = 1e-4;

/** Slopes of many points; inputs are to be filled before `run`. */
export type SlopesAlone = Pick<Flow, 'inputs' | 'parameter' | 'slopes'> & {
  /** Fills in the slopes of the first `count` points. */
  run(count: number): void;
};

/**
 * The equations of one neuron against one of its numbers, in float64: slopes dx/dt (per ms) and their exact derivatives by
 * the states and by that number. All other numbers are put in.
 */
export class Flow {
  /** Names of the states, and which one is the potential. */
  readonly states: readonly string[];
  readonly potential: number;
  /** What changes of the states are measured by. */
  readonly scales: readonly number[];
  readonly ranges: readonly (readonly [number, number])[];
  /** Values of each state and of the number, one entry per point; to be filled before `run`. */
  readonly inputs: readonly Float64Array[];
  readonly parameter: Float64Array;
  /** Slopes, derivatives by each state and by the number, one entry per point. */
  readonly slopes: readonly Float64Array[];
  readonly jacobian: readonly (readonly Float64Array[])[];
  readonly byParameter: readonly Float64Array[];
  readonly #program: Float64Program;
  readonly #formulas: ReadonlyMap<string, Expr>;
  readonly #varied: string;
  #slopesAlone: SlopesAlone | undefined;
  #directional: Float64Program | undefined;

  /**
   * @param path the number that equations are followed against, such as `stimulus.amplitude`
   * @throws RangeError if there is no such number, or slopes depend on time
   */
  constructor(
    system: System,
    readonly path: string,
  ) {
    const varied = system.numbers.find((one) => one.path === path);
    if (!varied) throw new RangeError(`"${path}" is no number of "${system.name}"`);
    this.states = system.states.map(({ name }) => name);
    this.potential = this.states.indexOf(system.potential);
    this.ranges = system.states.map(({ range }) => range);
    this.scales = system.states.map(({ range: [low, high] }, i) =>
      i === this.potential ? POTENTIAL_SCALE : high - low,
    );
    const symbols = new Set([...this.states, varied.symbol]);
    this.#varied = varied.symbol;
    this.#formulas = slopesOf(system, varied.symbol);
    for (const slope of this.#formulas.values()) {
      const unknown = [...symbolsOf(slope)].find((name) => !symbols.has(name));
      if (unknown !== undefined) {
        throw new RangeError(`the slopes of "${system.name}" depend on ${unknown}; use a constant stimulus`);
      }
    }
    const formulas = new Map(this.#formulas);
    for (const state of this.states) {
      for (const by of symbols) {
        formulas.set(`${state} by ${by}`, derivative(this.#formulas.get(state)!, by));
      }
    }
    this.#program = compileVectors(applyPasses(formulas, canonicalPasses), symbols, WIDTH);
    const { inputs, outputs } = this.#program;
    const input = (name: string) => inputs[name] ?? new Float64Array(WIDTH);
    this.inputs = this.states.map(input);
    this.parameter = input(varied.symbol);
    this.slopes = this.states.map((state) => outputs[state]!);
    this.jacobian = this.states.map((state) => this.states.map((by) => outputs[`${state} by ${by}`]!));
    this.byParameter = this.states.map((state) => outputs[`${state} by ${varied.symbol}`]!);
    this.#program.setup(WIDTH);
  }

  get size(): number {
    return this.states.length;
  }

  /** Computes slopes and derivatives of the first points. */
  run(count: number): void {
    this.#program.body(count);
  }

  /** The same at one point. @returns the derivatives by the states, a row for each slope */
  at(x: ArrayLike<number>, parameter: number): number[][] {
    for (const [i, input] of this.inputs.entries()) input[0] = x[i]!;
    this.parameter[0] = parameter;
    this.run(1);
    return this.jacobian.map((row) => row.map((values) => values[0]!));
  }

  /** Slopes without their derivatives: where many steps are taken. */
  get slopesAlone(): SlopesAlone {
    if (!this.#slopesAlone) {
      const program = compileVectors(this.#formulas, new Set([...this.states, this.#varied]), WIDTH);
      program.setup(WIDTH);
      this.#slopesAlone = {
        inputs: this.states.map((state) => program.inputs[state] ?? new Float64Array(WIDTH)),
        parameter: program.inputs[this.#varied] ?? new Float64Array(WIDTH),
        slopes: this.states.map((state) => program.outputs[state]!),
        run: (count) => program.body(count),
      };
    }
    return this.#slopesAlone;
  }

  /**
   * Second and third derivatives of all slopes along a direction of the states, exact: d2/dt2 and d3/dt3 of f(x + t u) at t = 0.
   */
  along(
    x: ArrayLike<number>,
    parameter: number,
    direction: ArrayLike<number>,
  ): readonly [number[], number[]] {
    const found = this.#along(x, parameter, direction);
    if (found.flat().every(Number.isFinite)) return found;
    const sides = [-ASIDE, ASIDE].map((part) =>
      this.#along(
        this.scales.map((scale, i) => x[i]! + part * scale),
        parameter,
        direction,
      ),
    );
    const mean = (order: 0 | 1) => sides[0]![order].map((value, i) => (value + sides[1]![order][i]!) / 2);
    return [mean(0), mean(1)];
  }

  #along(
    x: ArrayLike<number>,
    parameter: number,
    direction: ArrayLike<number>,
  ): readonly [number[], number[]] {
    this.#directional ??= this.#compileDirectional();
    const { inputs, outputs } = this.#directional;
    const put = (name: string, value: number) => {
      if (inputs[name]) inputs[name]![0] = value;
    };
    for (const [i, state] of this.states.entries()) {
      put(state, x[i]!);
      put(directionOf(state), direction[i]!);
    }
    put(this.#varied, parameter);
    this.#directional.setup(1);
    this.#directional.body(1);
    const of = (order: number) => this.states.map((state) => outputs[`${state} ${order}`]![0]!);
    return [of(2), of(3)];
  }

  #compileDirectional(): Float64Program {
    const line = new Map(
      this.states.map((state) => [
        state,
        add(symbol(state), multiply(symbol(ALONG), symbol(directionOf(state)))),
      ]),
    );
    const here = new Map([[ALONG, number(0)]]);
    const formulas = new Map<string, Expr>();
    for (const [state, slope] of substituteAll(this.#formulas, line)) {
      const second = folded(derivative(folded(derivative(slope, ALONG)), ALONG));
      formulas.set(`${state} 2`, second);
      formulas.set(`${state} 3`, derivative(second, ALONG));
    }
    const symbols = [...this.states, ...this.states.map(directionOf)];
    return compileVectors(applyPasses(substituteAll(formulas, here), canonicalPasses), new Set(symbols), 2);
  }
}

const folded = (expr: Expr): Expr => applyPasses(new Map([['', expr]]), canonicalPasses).get('')!;

/** Slopes as formulas of the states and of one number. Quotients that are 0/0 somewhere are known before they are derived. */
function slopesOf(system: System, varied: string): ReadonlyMap<string, Expr> {
  const equations = equationsOf(system);
  const here: Values = new Map(equations.states.map((name) => [name, symbol(name)]));
  const numbers = new Map(
    system.numbers
      .filter(({ symbol: name }) => name !== varied)
      .map((one) => [one.symbol, number(one.value)]),
  );
  const slopes = new Map(equations.states.map((state) => [state, equations.slope(state, here, 0)]));
  return applyPasses(substituteAll(slopes, numbers), canonicalPasses);
}
