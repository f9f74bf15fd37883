import { type Population as Neurons, populationOf, populationSize } from '../../population/columns.ts';
import { axisLength } from '../../population/sweep.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import { processesOf } from './moments.ts';

/** Whether both are the same cells in the same places, with the same states, whatever their values. */
export const sameNeurons = (a: Experiment, b: Experiment): boolean =>
  a.model === b.model &&
  shapeOf(populationOf(a)).join() === shapeOf(populationOf(b)).join() &&
  processesOf(a).join() === processesOf(b).join();

const shapeOf = (population: Neurons) =>
  'vary' in population
    ? [populationSize(population), population.bands ?? 0]
    : [axisLength(population.x), axisLength(population.y), population.trials ?? 1, population.bands ?? 0];
