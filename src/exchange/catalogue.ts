import { InputError } from '../input/schema.ts';
import { populationOf, populationSize } from '../population/columns.ts';
import { partOf } from '../problem/parts.ts';
import type { Problem } from '../problem/problem.ts';
import type { Experiment } from '../protocol/experiment.ts';
import { prepare } from '../protocol/prepare.ts';
import { brian2 } from './brian2.ts';
import type { Exported, Exporter } from './exporter.ts';
import { neuroml } from './neuroml/write.ts';
import { type InitialStates, neuronsOf } from './neurons.ts';
import { neuron } from './nrn.ts';
import { xpp } from './xpp.ts';

/** Programs that experiments can be written for. */
const exporters = { brian2, neuron, neuroml, xpp } as const satisfies Record<string, Exporter>;

/** A program that experiments can be written for. */
export type ExportTarget = keyof typeof exporters;
/** All of them, by name. */
export const exportTargets = Object.keys(exporters) as ExportTarget[];

/** Whether a program takes one neuron only. */
export const takesOneNeuron = (target: ExportTarget): boolean => exporters[target].single;

/** Finds where the neurons of a problem begin. */
export type FindInitial = (problem: Problem) => Promise<InitialStates>;

/**
 * Writes an experiment for another program.
 * @param findInitial finds the states at the beginning, as an engine does; `initialStates` of the library is one
 * @param cell number of the only neuron that is written
 * @throws InputError that names what that program cannot represent
 */
export async function exportExperiment(
  experiment: Experiment,
  target: ExportTarget,
  findInitial: FindInitial,
  cell?: number,
): Promise<Exported> {
  const exporter: Exporter = exporters[target];
  const size = populationSize(populationOf(experiment));
  if (exporter.single && size > 1 && cell === undefined)
    throw new InputError(
      `${exporter.title} takes one neuron, and the experiment has ${size}; choose one with --cell, 0 to ${size - 1}`,
    );
  if (cell !== undefined && !(Number.isInteger(cell) && cell >= 0 && cell < size))
    throw new InputError(`there is no neuron ${cell}; the population has 0 to ${size - 1}`);
  const whole = prepare(experiment);
  const initial = await findInitial(cell === undefined ? whole : partOf(whole, cell, 1));
  return exporter.write(neuronsOf(experiment, initial, cell));
}
