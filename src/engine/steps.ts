import { type Expr, number, substituteAll, symbol } from '../formula/expr.ts';
import { applyPasses, canonicalPasses } from '../formula/optimise.ts';
import type { Formulas, PassContext } from '../formula/passes/pass.ts';
import { POTENTIALS } from '../formula/ranges.ts';
import { dynamics, V } from '../model/dynamics.ts';
import type { Membrane } from '../model/membrane.ts';
import { type Experiment, membraneOf, variableNumbers } from '../protocol/experiment.ts';
import { stimulusFormula } from '../protocol/stimulus.ts';
import { integrators } from './integrators/catalogue.ts';
import type { StateFormula } from './integrators/integrator.ts';

/** One step of an experiment as formulas of the state, of `step` and of the numbers that stay symbols. */
export interface StepFormulas {
  /** State variables, V first. */
  readonly variables: readonly string[];
  /** Each variable one step later. */
  readonly next: Formulas;
  /** Each variable at the time of V. */
  readonly observed: Formulas;
  /** Onset of the stimulus, ms. */
  readonly onset: Expr;
}

/** Names of the state variables of a membrane, V first. */
export function stateVariables(membrane: Membrane): string[] {
  return ['V', ...membrane.gates.map(({ name }) => name)];
}

/** What the compiler may rely on: V within -150..150 mV, and gates that are fractions of 1 before and after a step. */
export function stateContext([potential = 'V', ...gates]: readonly string[]): PassContext {
  return {
    ranges: new Map([[potential, POTENTIALS], ...gates.map((gate) => [gate, [0, 1]] as const)]),
    closed: new Set(gates),
  };
}

/** Symbols whose value differs from step to step. */
export function changingSymbols(variables: readonly string[]): Set<string> {
  return new Set(['step', ...variables]);
}

/** The symbol that stands in formulas for the number at a path: parameters go by their bare name. */
export function symbolOf(path: string): string {
  return path.startsWith('parameters.') ? path.slice('parameters.'.length) : path;
}

/**
 * Builds the step of an experiment's integrator for its membrane and stimulus.
 * @param open paths of the numbers that stay symbols; all others become constants
 */
export function stepFormulas(experiment: Experiment, open: ReadonlySet<string>): StepFormulas {
  const membrane = membraneOf(experiment.model);
  const equations = dynamics(membrane);
  const stimulus = stimulusFormula(experiment.stimulus, experiment.dt);
  const integrator = integrators[experiment.integrator];
  const state: StateFormula = { V, gates: equations.gates.map(symbol) };
  const context = { equations, dt: experiment.dt, stimulus: stimulus.current };

  const constants = new Map<string, Expr>();
  for (const [path, value] of Object.entries(variableNumbers(experiment))) {
    if (!open.has(path)) constants.set(symbolOf(path), number(value));
  }
  const variables = stateVariables(membrane);
  const named = ({ V: potential, gates }: StateFormula): Formulas =>
    new Map([potential, ...gates].map((expr, i) => [variables[i]!, expr]));
  const prepare = (formulas: Formulas) => applyPasses(substituteAll(formulas, constants), canonicalPasses);

  return {
    variables,
    next: prepare(named(integrator.step(state, context))),
    observed: prepare(named(integrator.synchronised?.(state, context) ?? state)),
    onset: prepare(new Map([['onset', stimulus.onset]])).get('onset')!,
  };
}
