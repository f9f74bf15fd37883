import { evaluate } from '../../formula/evaluate.ts';
import { type Expr, substitute } from '../../formula/expr.ts';
import { formulasOf } from '../../model/formulas.ts';
import type { Membrane } from '../../model/membrane.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import { numbersOfCell } from '../cells/system-of-cell.ts';
import { currentsOf, injectedOf } from '../cells/traced.ts';
import type { Painted } from '../paint/painted.ts';
import type { CellCourse } from '../state.ts';
import type { TimeWindow } from './scope.ts';

/** What flows in a cell over some time, uA/cm2; what flows outward is positive. */
export interface Flows {
  /** Simulated time, ms. */
  readonly time: Float64Array;
  /** Ionic currents and that of synapses, in the order of `currentsOf`. */
  readonly currents: readonly Float32Array[];
  readonly sum: Float32Array;
  /** All that is injected. */
  readonly injected: Float32Array;
  /** C dV/dt: what is injected less the sum. */
  readonly capacitive: Float32Array;
}

/** The currents of a cell from one time (ms) to another. */
export function flowsOf(
  { history, observables }: Pick<CellCourse, 'history' | 'observables'>,
  membrane: Membrane,
  cell: number,
  { from, to }: TimeWindow,
): Flows {
  const names = currentsOf(membrane, observables).map(({ name }) => name);
  const given = injectedOf(observables);
  const { time, values } = history.stretch(cell, [...names, ...given], from, to);
  const currents = names.map((name) => values[name]!);
  const sum = added(currents, time.length);
  const injected = added(
    given.map((name) => values[name]!),
    time.length,
  );
  return { time, currents, sum, injected, capacitive: injected.map((current, i) => current - sum[i]!) };
}

/** The currents at the sample nearest to a time, ms; undefined if there is none. */
export function flowsAt(
  course: Pick<CellCourse, 'history' | 'observables'>,
  membrane: Membrane,
  cell: number,
  time: number,
): Flows | undefined {
  const nearest = course.history.timeNear(time);
  return nearest === undefined ? undefined : flowsOf(course, membrane, cell, { from: nearest, to: nearest });
}

function added(lists: readonly Float32Array[], length: number): Float32Array {
  const sum = new Float64Array(length);
  for (const list of lists) for (let i = 0; i < length; i++) sum[i]! += list[i]!;
  return Float32Array.from(sum);
}

/** How fast the potential of a cell changes, mV/ms, from what flows and its capacitance: exact, unlike differences of samples. */
export function slopesOf(
  { capacitive }: Flows,
  experiment: Experiment,
  painted: Painted,
  cell: number,
): Float32Array {
  const capacitance = capacitanceOf(experiment, painted, cell);
  return capacitive.map((current) => current / capacitance);
}

/** The capacitance of a cell, uF/cm2. */
function capacitanceOf(experiment: Experiment, painted: Painted, cell: number): number {
  const numberOf = numbersOfCell(experiment, painted, cell);
  const parameters = Object.entries(experiment.parameters).map(
    ([name, value]) => [name, numberOf(`parameters.${name}`, value)] as const,
  );
  return evaluate(capacitanceFormula(experiment.model), Object.fromEntries(parameters));
}

const formulas = new WeakMap<Membrane, Expr>();

/** Of the parameters alone. */
function capacitanceFormula(membrane: Membrane): Expr {
  const known = formulas.get(membrane);
  if (known) return known;
  const { values, capacitance } = formulasOf(membrane);
  const closed = new Map<string, Expr>();
  for (const { name, expr } of values) closed.set(name, substitute(expr, closed));
  const formula = substitute(capacitance.expr, closed);
  formulas.set(membrane, formula);
  return formula;
}
