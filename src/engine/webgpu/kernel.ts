import advance from '../../../shaders/advance.wgsl?raw';
import numerics from '../../../shaders/numerics.wgsl?raw';
import { schedule } from '../../model/formula/schedule.ts';
import { printNodes, type WgslSources, wgslNumber } from '../../model/formula/wgsl.ts';
import { type Experiment, variableNumbers } from '../../protocol/experiment.ts';
import { variedQuantities } from '../../protocol/sweep.ts';
import { changingSymbols, stepFormulas, symbolOf } from '../steps.ts';
import { recordLayout, scheduleLayout } from './layout.ts';

/** The compute shader for an experiment and what it expects in its buffers. */
export interface Kernel {
  readonly wgsl: string;
  /** State variables in the order of the rows of the state buffer. */
  readonly variables: readonly string[];
  /** Paths of the quantities in the order of the rows of the buffer of varied quantities. */
  readonly varied: readonly string[];
  /** Paths of the numbers of the uniform that can be changed without a new shader. */
  readonly live: readonly string[];
  readonly workgroup: number;
}

export interface KernelOptions {
  /** Keep every number of stimulus and model changeable without a new shader; costs a few operations per dispatch. */
  readonly live?: boolean;
}

const WORKGROUP = 64;

/** Generates the shader that advances an experiment's population. */
export function generateKernel(experiment: Experiment, { live = false }: KernelOptions = {}): Kernel {
  const varied = variedQuantities(experiment.sweep).map(({ path }) => path);
  const liveNumbers = live ? Object.keys(variableNumbers(experiment)).filter((path) => !varied.includes(path)) : [];
  const { variables, next, observed, onset } = stepFormulas(experiment, new Set([...varied, ...liveNumbers]));

  const prefixed = (prefix: string, formulas: typeof next) => [...formulas].map(([name, expr]) => [prefix + name, expr] as const);
  const values = schedule(
    new Map([...prefixed('next.', next), ...prefixed('observed.', observed), ['onset', onset]]),
    changingSymbols(variables),
  );
  const output = (name: string) => values.outputs.get(name)!;
  const nextRoots = variables.map((name) => output(`next.${name}`));
  const observedRoots = variables.map((name) => output(`observed.${name}`));

  // What the step needs of the values that do not change from step to step.
  const constants = new Map<number, string>();
  const collect = (id: number, seen: Set<number>) => {
    if (seen.has(id)) return;
    seen.add(id);
    const node = values.nodes[id]!;
    if (!node.invariant) {
      if (node.kind === 'call') for (const arg of node.args) collect(arg, seen);
    } else if (node.kind === 'symbol') {
      constants.set(id, identifier(node.name));
    } else if (node.kind === 'call') {
      constants.set(id, `c${id}`);
    }
  };
  const seen = new Set<number>();
  for (const id of [...nextRoots, ...observedRoots]) collect(id, seen);

  const readInput = (name: string): string => {
    const row = varied.findIndex((path) => symbolOf(path) === name);
    return row >= 0 ? `varied[${row}u * schedule.stride + index]` : `numbers.${identifier(name)}`;
  };
  const setup = printNodes(values, [...constants.keys(), output('onset')], { symbol: readInput, stored: () => undefined });
  const inStep: WgslSources = {
    symbol: (name) => (name === 'step' ? 'step' : `x.${identifier(name)}`),
    stored: (id) => (constants.has(id) ? `c.${constants.get(id)}` : undefined),
  };
  const stateFunction = (name: string, roots: readonly number[], parameters: string) => {
    const code = printNodes(values, roots, inStep);
    return [
      `fn ${name}(x: State, c: Constants${parameters}) -> State {`,
      ...code.lines.map((line) => `  ${line}`),
      '  return State(',
      ...roots.map((id, i) => `    ${code.expression(id)}, // ${variables[i]}`),
      '  );',
      '}',
    ];
  };

  const membrane = [
    ...(liveNumbers.length > 0
      ? [
          'struct Numbers {',
          ...liveNumbers.map((path) => `  ${identifier(symbolOf(path))}: f32,`),
          '}',
          '@group(0) @binding(7) var<uniform> numbers: Numbers;',
          '',
        ]
      : []),
    'struct State {',
    ...variables.map((name) => `  ${identifier(name)}: f32,`),
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
    ...setup.lines.map((line) => `  ${line}`),
    '  return Constants(',
    ...[...constants.keys()].map((id) => `    ${setup.expression(id)},`),
    `    (${setup.expression(output('onset'))}) / ${wgslNumber(experiment.dt)},`,
    '  );',
    '}',
    '',
    'fn load_state(index: u32) -> State {',
    `  return State(${variables.map((_, row) => `state[${row}u * schedule.stride + index]`).join(', ')});`,
    '}',
    '',
    'fn store_state(index: u32, x: State) {',
    ...variables.map((name, row) => `  state[${row}u * schedule.stride + index] = x.${identifier(name)};`),
    '}',
    '',
    ...stateFunction('next_state', nextRoots, ', step: f32'),
    '',
    '// The state with every variable at the time of V.',
    ...stateFunction('observed_state', observedRoots, ''),
    '',
    'fn store_sample(x: State, sample: u32, column: u32) {',
    `  let at = sample * ${variables.length}u * schedule.traced + column;`,
    ...variables.map((name, row) => `  samples[at + ${row}u * schedule.traced] = x.${identifier(name)};`),
    '}',
  ];

  const { events } = experiment;
  const host = [
    `const WORKGROUP = ${WORKGROUP};`,
    `const PROMINENCE = ${events.kind === 'prominence'};`,
    `const EVENT_LEVEL: f32 = ${wgslNumber(events.kind === 'prominence' ? events.height : events.level)};`,
    '',
    scheduleLayout.wgsl,
    '',
    recordLayout.wgsl,
  ];
  const wgsl = `${numerics}\n${advance}`
    .replace('//#host', host.join('\n'))
    .replace('//#membrane', membrane.join('\n'));
  return { wgsl, variables, varied, live: liveNumbers, workgroup: WORKGROUP };
}

/** A name in WGSL: `stimulus.onsets.1` becomes `stimulus_onsets_1`. */
function identifier(name: string): string {
  return name.replaceAll('.', '_');
}
