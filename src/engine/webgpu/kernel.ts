import advance from '../../../shaders/advance.wgsl?raw';
import detection from '../../../shaders/detection.wgsl?raw';
import numerics from '../../../shaders/numerics.wgsl?raw';
import { fastPasses } from '../../formula/optimise.ts';
import type { Pass } from '../../formula/passes/pass.ts';
import { wgslNumber } from '../../formula/wgsl.ts';
import { variedQuantities } from '../../population/sweep.ts';
import { type Experiment, variableNumbers } from '../../protocol/experiment.ts';
import { stepFormulas } from '../steps.ts';
import { recordLayout, scheduleLayout } from './layout.ts';
import { isCompensated, membraneCode } from './membrane-code.ts';

/** The compute shader for an experiment and what it expects in its buffers. */
export interface Kernel {
  readonly wgsl: string;
  /** State variables in the order of the rows of the state buffer. */
  readonly variables: readonly string[];
  /** Paths of the quantities in the order of the rows of the buffer of varied quantities. */
  readonly varied: readonly string[];
  /** Paths of the numbers of the uniform that can be changed without a new shader. */
  readonly live: readonly string[];
  /** Whether it keeps what rounding leaves out of the state, in the second half of the rows. */
  readonly compensated: boolean;
  /** Invocations per workgroup. */
  readonly workgroup: number;
}

export interface KernelOptions {
  /** Keep every number of stimulus and model changeable without a new shader; costs a few operations per step. */
  readonly live?: boolean;
  /** The device has the feature "subgroups". */
  readonly subgroups?: boolean;
  /** False leaves out events and extremes: the steps alone, to see what measuring costs. */
  readonly measure?: boolean;
  /** How the formulas are made cheap. */
  readonly passes?: readonly Pass[];
}

const WORKGROUP = 64;

/** Steps that the shader takes at once; any that are left over cost a dispatch of their own. */
export const STEPS_AT_ONCE = 4;

/** Generates the shader that advances an experiment's population. */
export function generateKernel(
  experiment: Experiment,
  { live = false, subgroups = false, measure = true, passes = fastPasses }: KernelOptions = {},
): Kernel {
  const varied = variedQuantities(experiment.sweep).map(({ path }) => path);
  const fixed = Object.keys(variableNumbers(experiment)).filter((path) => !varied.includes(path));
  const inputs = { varied, live: live ? fixed : [] };
  const formulas = stepFormulas(experiment, new Set([...varied, ...inputs.live]));
  const wgsl = [
    // Whether the neurons of a subgroup are together matters for the speed alone.
    ...(subgroups ? ['enable subgroups;', 'diagnostic(off, subgroup_uniformity);', ''] : []),
    numerics,
    detection,
    advance
      .replace('//#host', hostCode(experiment, subgroups, measure))
      .replace('//#membrane', membraneCode(formulas, inputs, experiment.dt, passes)),
  ].join('\n');
  return {
    wgsl,
    variables: formulas.variables,
    ...inputs,
    compensated: isCompensated(experiment.dt),
    workgroup: WORKGROUP,
  };
}

function hostCode({ events, record }: Experiment, subgroups: boolean, measure: boolean): string {
  return [
    `const WORKGROUP = ${WORKGROUP};`,
    `const MEASURE = ${measure};`,
    `const RECORD_EVENTS = ${record.spikes};`,
    `const PROMINENCE = ${events.kind === 'prominence'};`,
    `const EVENT_LEVEL: f32 = ${wgslNumber(events.kind === 'prominence' ? events.height : events.level)};`,
    '',
    scheduleLayout.wgsl,
    '',
    recordLayout.wgsl,
    '',
    'fn anyone(x: bool) -> bool {',
    // Without subgroups, every step may have something to note.
    `  return ${subgroups ? 'subgroupAny(x)' : 'true'};`,
    '}',
  ].join('\n');
}
