import { compensateSums, residueOf } from '../../formula/compensation.ts';
import { type Expr, number, type Operation, symbol } from '../../formula/expr.ts';
import { applyPasses, fastPasses } from '../../formula/optimise.ts';
import type { Formulas, Pass } from '../../formula/passes/pass.ts';
import { type Schedule, schedule } from '../../formula/schedule.ts';
import { printNodes, type WgslCode, wgslNumber } from '../../formula/wgsl.ts';
import { changingSymbols, type StepFormulas, stateContext, symbolOf } from '../steps.ts';

/**
 * Steps (ms) from which on sums are not compensated: they round 5 times less often than at 0.01 ms, and the
 * discretisation error has grown beyond what rounding does to a cell near its threshold.
 */
const UNCOMPENSATED_FROM = 0.02;

/** Where the numbers come from that are not constants of the shader, by their paths. */
export interface Inputs {
  /** Rows of the buffer of quantities that vary over the population. */
  readonly varied: readonly string[];
  /** Fields of the uniform of numbers that can be changed without a new shader. */
  readonly live: readonly string[];
}

/** Whether the shader keeps what rounding leaves out of the state. @param dt step, ms */
export const isCompensated = (dt: number): boolean => dt < UNCOMPENSATED_FROM;

/** Rows of the state buffer: the state variables, and what rounding has left out of each. */
export function stateRows(variables: readonly string[]): string[] {
  return [...variables, ...variables.map(residueOf)];
}

/**
 * The part of the shader that depends on the membrane, the integrator and the stimulus: State, Constants, and the
 * functions that load, store, advance and observe them.
 * @param dt step, ms
 */
export function membraneCode(
  formulas: StepFormulas,
  inputs: Inputs,
  dt: number,
  passes = fastPasses,
): string {
  const { variables } = formulas;
  const compensated = isCompensated(dt);
  const rows = compensated ? stateRows(variables) : variables;
  const values = scheduleStep(formulas, passes, compensated);
  const output = (name: string) => values.outputs.get(name)!;
  const next = rows.map((name) => output(`next.${name}`));
  const observed = rows.map((name) => output(`observed.${name}`));
  const constants = constantsOf(values, [...next, ...observed]);

  const setup = printNodes(values, [...constants.keys(), output('onset')], {
    symbol: (name) => inputExpression(name, inputs),
    stored: () => undefined,
  });
  const stateFunction = (signature: string, roots: readonly number[]) => {
    const code = printNodes(values, roots, {
      symbol: (name) => (name === 'step' ? 'step' : `x.${identifier(name)}`),
      stored: (id) => (constants.has(id) ? `c.${constants.get(id)}` : undefined),
    });
    return [
      `fn ${signature} -> State {`,
      ...statements(code),
      '  return State(',
      ...roots.map((id, i) => `    ${code.expression(id)}, // ${rows[i]}`),
      '  );',
      '}',
    ];
  };

  return [
    ...numbersCode(inputs.live),
    'struct State {',
    ...rows.map((name) => `  ${identifier(name)}: f32,`),
    '}',
    '',
    '// What does not change from step to step.',
    'struct Constants {',
    ...[...constants.values()].map((name) => `  ${name}: f32,`),
    '  // Onset of the stimulus, in steps.',
    '  onset: f32,',
    '}',
    '',
    'fn load_constants(index: u32) -> Constants {',
    ...statements(setup),
    '  return Constants(',
    ...[...constants.keys()].map((id) => `    ${setup.expression(id)},`),
    `    (${setup.expression(output('onset'))}) / ${wgslNumber(dt)},`,
    '  );',
    '}',
    '',
    'fn load_state(index: u32) -> State {',
    '  return State(',
    ...rows.map((_, row) => `    state[${row}u * schedule.stride + index],`),
    '  );',
    '}',
    '',
    'fn store_state(index: u32, x: State) {',
    ...rows.map((name, row) => `  state[${row}u * schedule.stride + index] = x.${identifier(name)};`),
    '}',
    '',
    ...stateFunction('next_state(x: State, c: Constants, step: f32)', next),
    '',
    '// The state with every variable at the time of V.',
    ...stateFunction('observed_state(x: State, c: Constants)', observed),
    '',
    'fn store_sample(x: State, sample: u32, column: u32) {',
    `  let at = sample * ${variables.length}u * schedule.traced + column;`,
    ...variables.map((name, row) => `  samples[at + ${row}u * schedule.traced] = x.${identifier(name)};`),
    '}',
  ].join('\n');
}

/** How often each operation is done in a step, apart from what does not change from step to step. */
export function operationsPerStep(
  formulas: StepFormulas,
  passes = fastPasses,
): Partial<Record<Operation, number>> {
  const { variables, next } = formulas;
  const { nodes } = schedule(applyPasses(next, passes, stateContext(variables)), changingSymbols(variables));
  const counts: Partial<Record<Operation, number>> = {};
  for (const node of nodes) {
    if (node.kind === 'call' && !node.invariant) counts[node.operation] = (counts[node.operation] ?? 0) + 1;
  }
  return counts;
}

/** @param compensated the state has a residue for each variable */
function scheduleStep(
  { variables, next, observed, onset }: StepFormulas,
  passes: readonly Pass[],
  compensated: boolean,
): Schedule {
  const prefixed = (prefix: string, formulas: Formulas) =>
    [...formulas].map(([name, expr]) => [`${prefix}.${name}`, expr] as const);
  const residues = (value: (name: string) => Expr) =>
    compensated ? variables.map((name) => [residueOf(name), value(residueOf(name))] as const) : [];
  const context = stateContext(variables);
  const step = applyPasses(next, passes, context);
  return schedule(
    new Map([
      ...prefixed(
        'next',
        compensated ? new Map([...residues(() => number(0)), ...compensateSums(step, variables)]) : step,
      ),
      ...prefixed('observed', new Map([...applyPasses(observed, passes, context), ...residues(symbol)])),
      ['onset', onset],
    ]),
    changingSymbols(stateRows(variables)),
  );
}

/** The largest values that `roots` need and that do not change from step to step, each with the name it is stored under. */
function constantsOf({ nodes }: Schedule, roots: readonly number[]): Map<number, string> {
  const constants = new Map<number, string>();
  const seen = new Set<number>();
  const visit = (id: number) => {
    if (seen.has(id)) return;
    seen.add(id);
    const node = nodes[id]!;
    if (node.kind === 'number') return;
    if (node.invariant) constants.set(id, node.kind === 'symbol' ? identifier(node.name) : `c${id}`);
    else if (node.kind === 'call') node.args.forEach(visit);
  };
  roots.forEach(visit);
  return constants;
}

function inputExpression(symbol: string, { varied }: Inputs): string {
  const row = varied.findIndex((path) => symbolOf(path) === symbol);
  return row >= 0 ? `varied[${row}u * schedule.stride + index]` : `numbers.${identifier(symbol)}`;
}

function numbersCode(live: readonly string[]): string[] {
  if (live.length === 0) return [];
  return [
    'struct Numbers {',
    ...live.map((path) => `  ${identifier(symbolOf(path))}: f32,`),
    '}',
    '',
    '@group(0) @binding(7) var<uniform> numbers: Numbers;',
    '',
  ];
}

const statements = ({ lines }: WgslCode): string[] => lines.map((line) => `  ${line}`);

/** A name in WGSL: `stimulus.onsets.1` becomes `stimulus_onsets_1`. */
function identifier(name: string): string {
  return name.replaceAll('.', '_');
}
