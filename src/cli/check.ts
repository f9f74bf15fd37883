import type { Command } from 'commander';
import { initialState } from '../engine/initial.ts';
import { Numbers } from '../engine/numbers.ts';
import { generateKernel, type Kernel } from '../engine/webgpu/kernel.ts';
import { applyPasses, fastPasses } from '../formula/optimise.ts';
import { operationCounts, schedule } from '../formula/schedule.ts';
import { InputError } from '../input/schema.ts';
import { integratorNames } from '../integrators/catalogue.ts';
import type { Membrane } from '../model/membrane.ts';
import type { Problem } from '../problem/problem.ts';
import { parseExperiment } from '../protocol/experiment.ts';
import { prepare } from '../protocol/prepare.ts';
import { aligned } from './aligned.ts';
import { parsePath } from './arguments.ts';
import { readModel } from './document.ts';
import { modelHelp } from './options.ts';
import { type Streams, writeAll } from './streams.ts';

/** `loligo check`: what is wrong with a membrane, or what it is. */
export function addCheck(program: Command, streams: Streams): void {
  program
    .command('check')
    .description('say what is wrong with a model, or what it is: states, rest, units and cost')
    .argument('<model>', modelHelp, parsePath)
    .action((model: string) => check(model, streams));
}

/** Says that nothing is wrong with a membrane, and what it is: states, rest, units, and what its kernels cost. */
async function check(model: string, { stdout }: Streams): Promise<void> {
  const membrane = readModel(model);
  const problem = problemOf(membrane);
  const rest = await restOf(problem);
  const states = problem.system.states.map(({ name, unit, range, description }) => [
    name,
    rest ? brief(rest[name]![0]!) : '',
    unit === '1' ? '' : unit,
    `${range[0]} to ${range[1]}`,
    description,
  ]);
  const observables = problem.system.observables.map(({ name, unit }) =>
    unit === '1' ? name : `${name} (${unit})`,
  );
  const lines = [
    `${membrane.name}: ${membrane.title}`,
    ...(membrane.area === undefined ? [] : [`area ${membrane.area}`]),
    '',
    ...aligned(['state', 'rest', 'unit', 'range', ''], states),
    ...(rest ? [] : ['no rest: without a current it stays nowhere between -150 and 150 mV']),
    '',
    `can be recorded besides: ${observables.join(', ')}`,
    '',
    ...aligned(['integrator', 'operations/step', 'WGSL bytes', 'compiled in ms'], costs(membrane)),
    '',
    'nothing is wrong',
  ];
  await writeAll(stdout, [`${lines.join('\n')}\n`]);
}

const problemOf = (membrane: Membrane, integrator?: string): Problem =>
  prepare(
    parseExperiment({
      model: membrane,
      integrator,
      sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 61 } },
    }),
  );

async function restOf(problem: Problem) {
  try {
    const alone = { ...problem, population: { first: 0, count: 1, columns: [] } };
    return await initialState(alone, new Numbers(alone));
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

function costs(membrane: Membrane): string[][] {
  return integratorNames.map((integrator) => {
    // The first time JavaScript itself is compiled.
    const [{ kernel, time }] = Array.from({ length: 3 }, () => compiled(membrane, integrator)).sort(
      (a, b) => a.time - b.time,
    ) as [Compiled];
    return [integrator, String(operationsOf(kernel)), String(kernel.wgsl.length), time.toFixed(0)];
  });
}

interface Compiled {
  readonly kernel: Kernel;
  /** From the formulas' text to WGSL, ms. */
  readonly time: number;
}

function compiled(membrane: Membrane, integrator: string): Compiled {
  const begin = performance.now();
  const kernel = generateKernel(problemOf(membrane, integrator));
  return { kernel, time: performance.now() - begin };
}

/** Operations that take a neuron one step further, as the shader does them. */
function operationsOf({ program: { next, context, states } }: Kernel): number {
  const counts = operationCounts(
    schedule(applyPasses(next, fastPasses, context), new Set([...states, 'step'])),
  );
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

const brief = (value: number): string => String(Number(value.toPrecision(6)));
