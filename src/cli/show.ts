import { type Command, Option } from 'commander';
import { generateKernel } from '../engine/webgpu/kernel.ts';
import { integratorNames } from '../integrators/catalogue.ts';
import type { Current, Gate, Membrane } from '../model/membrane.ts';
import { parseExperiment } from '../protocol/experiment.ts';
import { prepare } from '../protocol/prepare.ts';
import { LARGEST_STEP } from '../protocol/step.ts';
import { parseNumber, parsePath } from './arguments.ts';
import { readModel } from './document.ts';
import { modelHelp } from './options.ts';
import { type Streams, writeAll } from './streams.ts';

interface ShowOptions {
  /** Print the document of the membrane instead of the equations. */
  readonly json?: boolean;
  /** Print the shader instead of the equations. */
  readonly wgsl?: boolean;
  readonly integrator?: string;
  /** ms */
  readonly dt?: number;
}

/** `loligo show`: a membrane in equations, as its document or as a shader. */
export function addShow(program: Command, streams: Streams): void {
  program
    .command('show')
    .description('print the equations and parameters of a model, its document, or its shader')
    .argument('<model>', modelHelp, parsePath)
    .option('--json', 'print its document, to make another one from')
    .option('--wgsl', 'print the generated shader')
    .addOption(new Option('--integrator <name>', 'for the shader').choices(integratorNames))
    .option('--dt <ms>', `for the shader: step (default: ${LARGEST_STEP})`, parseNumber)
    .action((model: string, options: ShowOptions) => show(model, options, streams));
}

/** Prints a model: its equations and parameters, its document, or the shader that advances it under a sweep of the current. */
async function show(
  model: string,
  { json, wgsl, integrator, dt }: ShowOptions,
  { stdout }: Streams,
): Promise<void> {
  const membrane = readModel(model);
  if (!wgsl) {
    await writeAll(stdout, [json ? `${JSON.stringify(membrane, null, 2)}\n` : describe(membrane)]);
    return;
  }
  const experiment = parseExperiment({
    model: membrane,
    integrator,
    dt,
    sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 61 } },
  });
  await writeAll(stdout, [generateKernel(prepare(experiment)).wgsl]);
}

function describe(membrane: Membrane): string {
  const { name, title, source, parameters, definitions, capacitance, gates, states, currents, area } =
    membrane;
  const lines = [
    `${name}: ${title}`,
    ...(source ? [source] : []),
    '',
    `${capacitance} dV/dt = I - ${currents.map((current) => current.name).join(' - ')}`,
    ...currents.map(currentLine),
    '',
    ...gates.flatMap(gateLines),
    ...states.flatMap(({ name: state, slope, initial, unit, description }) => [
      `d${state}/dt = ${slope}${words(unit === '1' ? description : `${unit} ${description}`)}`,
      ...(initial === undefined ? [] : [`  ${state} = ${initial} at the beginning`]),
    ]),
    ...Object.entries(definitions).map(([definition, formula]) => `${definition} = ${formula}`),
    ...(area === undefined ? [] : [`area = ${area}`]),
    '',
    ...Object.entries(parameters).map(
      ([parameter, { value, unit, range, description }]) =>
        `${parameter} = ${value} ${unit === '1' ? '' : `${unit} `}(${range[0]} to ${range[1]})  ${description}`,
    ),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function currentLine(current: Current): string {
  if ('density' in current) return `${current.name} = ${current.density}`;
  return `${current.name} = ${factor(current.conductance)} * (V - ${factor(current.reversal)})`;
}

/** A formula as a factor of a product. */
const factor = (formula: string): string => (/^[\w.*^ ]+$/.test(formula) ? formula : `(${formula})`);

function gateLines(gate: Gate): string[] {
  const { name, description } = gate;
  if ('instantaneous' in gate) return [`${name} = ${gate.instantaneous}${words(description)}`];
  if ('inf' in gate) {
    return [
      `d${name}/dt = (inf_${name} - ${name}) / tau_${name}${words(description)}`,
      `  inf_${name} = ${gate.inf}`,
      `  tau_${name} = ${gate.tau}`,
    ];
  }
  return [
    `d${name}/dt = alpha_${name} * (1 - ${name}) - beta_${name} * ${name}${words(description)}`,
    `  alpha_${name} = ${gate.alpha}`,
    `  beta_${name} = ${gate.beta}`,
  ];
}

const words = (description: string): string => (description === '' ? '' : `    (${description})`);
