import advance from '../../../shaders/advance.wgsl?raw';
import numerics from '../../../shaders/numerics.wgsl?raw';
import { fastPasses } from '../../formula/optimise.ts';
import type { Pass } from '../../formula/passes/pass.ts';
import type { Problem } from '../../problem/problem.ts';
import { type NumberSource, Numbers } from '../numbers.ts';
import { type Program, programOf } from '../program.ts';
import { laneCode } from './lane-code.ts';
import { scheduleLayout, sharedConstants } from './layout.ts';
import { subgroupDirectives } from './subgroups.ts';

/** The compute shader for a problem and what it expects in its buffers. */
export interface Kernel {
  readonly wgsl: string;
  readonly program: Program;
  readonly numbers: Numbers;
  /** Numbers in the order of the rows of the buffer of varied numbers. */
  readonly varied: readonly NumberSource[];
  /** Numbers in the order of the uniform of those that can be changed without a new shader. */
  readonly live: readonly NumberSource[];
  /** Whether it keeps what rounding leaves out of the state, in the second half of the rows. */
  readonly compensated: boolean;
  /** Names of what a sample holds: states at the time of the potential, and observables. */
  readonly sampled: readonly string[];
  /** Invocations per workgroup. */
  readonly workgroup: number;
}

export interface KernelOptions {
  /** Keep every number changeable without a new shader; costs a few operations per step. */
  readonly live?: boolean;
  /** False leaves out events and statistics: the steps alone, to see what measuring costs. */
  readonly measure?: boolean;
  /** Shaders on the device can ask their subgroup; false by default, as no device has to have that. */
  readonly subgroups?: boolean;
  /** How the formulas are made cheap. */
  readonly passes?: readonly Pass[];
}

const WORKGROUP = 64;

/**
 * Steps (ms) from which on sums are not compensated: they round 5 times less often than at 0.01 ms, and the
 * discretisation error has grown beyond what rounding does to a cell near its threshold.
 */
const UNCOMPENSATED_FROM = 0.02;

/** Generates the shader that advances a problem's population. */
export function generateKernel(
  problem: Problem,
  { live = false, measure = true, subgroups = false, passes = fastPasses }: KernelOptions = {},
): Kernel {
  const numbers = new Numbers(problem);
  const program = programOf(problem, numbers, ({ varies }) => varies || live);
  const varied = program.numbers.filter((source) => source.varies);
  const uniform = live ? program.numbers.filter((source) => !source.varies) : [];
  const counts = new Map(
    program.numbers
      .filter(({ type }) => type === 'step')
      .map(({ symbol }) => [symbol, numbers.value(symbol)] as const),
  );
  const compensated = problem.dt < UNCOMPENSATED_FROM;
  const sampled = [...new Set([...program.states, ...(problem.record.traces?.values ?? [])])];
  const lanes = laneCode(
    program,
    {
      varied,
      live: uniform,
      constant: (symbol) => counts.get(symbol) ?? Number.NaN,
    },
    { passes, compensated, sampled },
  );
  const host = [
    `const WORKGROUP = ${WORKGROUP};`,
    `const MEASURE = ${measure};`,
    `const LIST_EVENTS = ${measure && problem.record.events};`,
    sharedConstants,
    '',
    scheduleLayout.wgsl,
    '',
    '// Whether x is true in a neuron of the subgroup, or may be.',
    `fn anyone(x: bool) -> bool {\n  return ${subgroups ? 'subgroupAny(x)' : 'true'};\n}`,
  ].join('\n');
  return {
    wgsl: [
      ...(subgroups ? [...subgroupDirectives, ''] : []),
      numerics,
      advance.replace('//#host', () => host).replace('//#neuron', () => lanes),
    ].join('\n'),
    program,
    numbers,
    varied,
    live: uniform,
    compensated,
    sampled,
    workgroup: WORKGROUP,
  };
}
