import type { Experiment } from './experiment.ts';

/** What should be known of an experiment before it runs, though it can be run: one line each. */
export function remarksOn({ duration, dt }: Pick<Experiment, 'duration' | 'dt'>): string[] {
  const steps = Math.round(duration / dt);
  const run = Number((steps * dt).toPrecision(12));
  // What decimals leave out of a quotient is no remark.
  if (Math.abs(duration / dt - steps) <= 1e-6 * steps) return [];
  return [
    `duration = ${duration} ms is not a whole number of steps of ${dt} ms: it is run for ${run} ms, ${steps} steps`,
  ];
}
