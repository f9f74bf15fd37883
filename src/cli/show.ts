import { generateKernel } from '../engine/webgpu/kernel.ts';
import type { Membrane } from '../model/membrane.ts';
import { membraneOf, parseExperiment } from '../protocol/experiment.ts';
import { prepare } from '../protocol/prepare.ts';
import { type Streams, writeAll } from './streams.ts';

export interface ShowOptions {
  /** Print the shader instead of the equations. */
  readonly wgsl?: boolean;
  readonly integrator?: string;
  /** ms */
  readonly dt?: number;
}

/** Prints a model: its equations and parameters, or the shader that advances it under a sweep of the current. */
export async function show(
  model: string,
  { wgsl, integrator, dt }: ShowOptions,
  { stdout }: Streams,
): Promise<void> {
  if (!wgsl) {
    await writeAll(stdout, [describe(membraneOf(model))]);
    return;
  }
  const experiment = parseExperiment({
    model,
    integrator,
    dt,
    sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 61 } },
  });
  await writeAll(stdout, [generateKernel(prepare(experiment)).wgsl]);
}

function describe({
  name,
  title,
  source,
  parameters,
  definitions,
  capacitance,
  gates,
  currents,
}: Membrane): string {
  const lines = [
    `${name}: ${title}`,
    source,
    '',
    `${capacitance} dV/dt = I - ${currents.map((current) => current.name).join(' - ')}`,
    ...currents.map(
      ({ name: current, conductance, reversal }) => `${current} = ${conductance} * (V - ${reversal})`,
    ),
    '',
    ...gates.flatMap(({ name: gate, description, alpha, beta }) => [
      `d${gate}/dt = alpha_${gate} * (1 - ${gate}) - beta_${gate} * ${gate}    (${description})`,
      `  alpha_${gate} = ${alpha}`,
      `  beta_${gate} = ${beta}`,
    ]),
    ...Object.entries(definitions).map(([definition, formula]) => `${definition} = ${formula}`),
    '',
    ...Object.entries(parameters).map(
      ([parameter, { value, unit, range, description }]) =>
        `${parameter} = ${value} ${unit === '1' ? '' : `${unit} `}(${range[0]} to ${range[1]})  ${description}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}
