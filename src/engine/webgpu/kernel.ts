import advance from '../../../shaders/advance.wgsl?raw';
import numerics from '../../../shaders/numerics.wgsl?raw';
import { fastPasses } from '../../formula/optimise.ts';
import type { Pass } from '../../formula/passes/pass.ts';
import type { Problem } from '../../problem/problem.ts';
import { countsOf, type KernelParts, kernelParts } from '../kernel-parts.ts';
import { laneCode } from './lane/code.ts';
import { scheduleLayout, sharedConstants } from './layout.ts';
import { subgroupDirectives } from './subgroups.ts';

/** The compute shader for a problem and what it expects in its buffers. */
export interface Kernel extends KernelParts {
  readonly wgsl: string;
  /** Invocations per workgroup. */
  readonly workgroup: number;
}

/** What a shader can do, and what it does without. */
export interface KernelOptions {
  /** Keep every number changeable without a new shader; costs a few operations per step. */
  readonly live?: boolean;
  /** False leaves out events and statistics: the steps alone, to see what measuring costs. */
  readonly measure?: boolean;
  /** Shaders on the device can ask their subgroup; false by default, as no device has to have that. */
  readonly subgroups?: boolean;
  /** Whether the shader does without shifts, which a software GPU does lane by lane; false by default. */
  readonly shiftless?: boolean;
  /** How the formulas are made cheap. */
  readonly passes?: readonly Pass[];
  /** Names of what `show` writes of every neuron; nothing by default. */
  readonly shown?: readonly string[];
}

const WORKGROUP = 64;

/**
 * Generates the shader that advances a problem's population, in WGSL, and says what it needs. No device is asked.
 * @throws RangeError if the problem is in bands
 */
export function generateKernel(
  problem: Problem,
  {
    live = false,
    measure = true,
    subgroups = false,
    shiftless = false,
    passes = fastPasses,
    shown = [],
  }: KernelOptions = {},
): Kernel {
  const parts = kernelParts(problem, { live, single: true });
  const { program, varied, live: uniform, compensated, sampled } = parts;
  const counts = countsOf(parts);
  const lanes = laneCode(
    program,
    {
      varied,
      live: uniform,
      constant: (symbol) => counts.get(symbol) ?? parts.tables.begins.get(symbol) ?? Number.NaN,
      shiftless,
    },
    { passes, compensated, sampled, shown },
  );
  const host = [
    `const WORKGROUP = ${WORKGROUP};`,
    `const MEASURE = ${measure};`,
    `const LIST_EVENTS = ${measure && problem.record.events};`,
    sharedConstants,
    '',
    scheduleLayout.wgsl,
    '',
    ...(parts.tables.values.length > 0
      ? [
          '// Numbers that formulas look up.',
          '@group(0) @binding(8) var<storage, read> tables: array<f32>;',
          '',
        ]
      : []),
    `const ASKS = ${subgroups};`,
    '// Whether x is true in a neuron of the subgroup, or may be.',
    `fn anyone(x: bool) -> bool {\n  return ${subgroups ? 'subgroupAny(x)' : 'true'};\n}`,
  ].join('\n');
  return {
    wgsl: [
      ...(subgroups ? [...subgroupDirectives, ''] : []),
      numerics,
      advance.replace('//#host', () => host).replace('//#neuron', () => lanes),
    ].join('\n'),
    ...parts,
    workgroup: WORKGROUP,
  };
}
