import { columnsOf, populationOf } from '../population/columns.ts';
import { bandsOf, methodName } from './bands.ts';
import { type Experiment, membraneOf, validRange } from './experiment.ts';
import { stepRemark } from './step.ts';

/** What should be known of an experiment before it runs, though it can be run: one line each. */
export function remarksOn(experiment: Experiment): string[] {
  const steps = bandsOf(experiment).map((band) => {
    const remark = stepRemarkOn(band);
    return remark && experiment.bands ? `${methodName(band)}: ${remark}` : remark;
  });
  return [durationRemark(experiment), ...steps].filter((remark) => remark !== undefined);
}

/** That the step is too large, if it is. @param experiment without bands */
export function stepRemarkOn(experiment: Experiment): string | undefined {
  const membrane = membraneOf(experiment.model);
  const columns = columnsOf(populationOf(experiment), (path) => validRange(membrane, path));
  return stepRemark(membrane, experiment, columns);
}

function durationRemark({ duration, dt }: Experiment): string | undefined {
  const steps = Math.round(duration / dt);
  const run = Number((steps * dt).toPrecision(12));
  // What decimals leave out of a quotient is no remark.
  if (Math.abs(duration / dt - steps) <= 1e-6 * steps) return undefined;
  return `duration = ${duration} ms is not a whole number of steps of ${dt} ms: it is run for ${run} ms, ${steps} steps`;
}
