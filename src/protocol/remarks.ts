import { columnsOf, populationOf } from '../population/columns.ts';
import { bandsOf, methodName } from './bands.ts';
import { type Experiment, membraneOf, validRange } from './experiment.ts';
import { stepRemark } from './step.ts';

/** What should be known of an experiment before it runs, though it can be run: one line each. */
export function remarksOn(experiment: Experiment): string[] {
  const duration = durationRemark(experiment);
  return [...(duration === undefined ? [] : [duration]), ...stepRemarksOn(experiment)];
}

/** That the step is too large, or those of some bands, if so. @param called what a neuron is called, by its number from 0 */
export function stepRemarksOn(experiment: Experiment, called = neuronCalled): string[] {
  const membrane = membraneOf(experiment.model);
  return bandsOf(experiment).flatMap((band) => {
    const columns = columnsOf(populationOf(band), (path) => validRange(membrane, path));
    const remark = stepRemark(membrane, band, columns, called);
    if (remark === undefined) return [];
    return experiment.bands ? `${methodName(band)}: ${remark}` : remark;
  });
}

const neuronCalled = (cell: number): string => `neuron ${cell}`;

function durationRemark({ duration, dt }: Experiment): string | undefined {
  const steps = Math.round(duration / dt);
  const run = Number((steps * dt).toPrecision(12));
  // What decimals leave out of a quotient is no remark.
  if (Math.abs(duration / dt - steps) <= 1e-6 * steps) return undefined;
  return `duration = ${duration} ms is not a whole number of steps of ${dt} ms: it is run for ${run} ms, ${steps} steps`;
}
