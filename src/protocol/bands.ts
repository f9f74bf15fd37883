import { InputError } from '../input/schema.ts';
import type { Experiment } from './experiment.ts';

/** A method with its step, ms: that of a band. */
export type Method = Pick<Experiment, 'integrator' | 'dt'>;

/** A method as messages name it. */
export const methodName = ({
  integrator,
  dt,
}: {
  readonly integrator: string;
  readonly dt: number;
}): string => `${integrator}, ${dt} ms`;

/** The methods of an experiment, that of each band. */
export const methodsOf = ({ bands, integrator, dt }: Experiment): readonly Method[] =>
  bands ?? [{ integrator, dt }];

/** The method of the largest step, in which a population in bands counts its time. */
export const commonMethod = (bands: readonly Method[]): Method =>
  bands.reduce((most, band) => (band.dt > most.dt ? band : most));

/** Steps of a band for one of the largest. @throws InputError if that is not a whole number */
export function timesIn(dt: number, largest: number): number {
  const times = Math.round(largest / dt);
  if (Math.abs(largest / dt - times) <= 1e-6 * times) return times;
  const nearest = Number((largest / times).toPrecision(9));
  throw new InputError(
    `bands: dt = ${dt} ms is no whole part of the largest, ${largest} ms; the nearest is ${nearest} ms`,
    { path: ['bands'] },
  );
}

/**
 * What each band of an experiment is alone, over the same whole number of its steps; the experiment itself if it has none. Traces, which
 * name neurons of the whole, are left out.
 */
export function bandsOf(experiment: Experiment): readonly Experiment[] {
  const { bands, ...rest } = experiment;
  if (!bands) return [experiment];
  const whole = (time: number) => Math.round(time / rest.dt) * rest.dt;
  const common = {
    ...rest,
    duration: whole(rest.duration),
    measure: { from: whole(rest.measure.from) },
    record: { spikes: rest.record.spikes },
  };
  return bands.map((band) => ({ ...common, ...band }));
}
