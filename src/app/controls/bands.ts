import { integratorNames } from '../../integrators/catalogue.ts';
import type { Method } from '../../protocol/bands.ts';
import type { Experiment, ExperimentInput } from '../../protocol/experiment.ts';

/** Most methods that run side by side. */
export const MOST_BANDS = 8;

/** The same experiment with other methods; a single one needs no band. */
export function withMethods(experiment: Experiment, methods: readonly Method[]): ExperimentInput {
  const { bands, integrator, dt, ...rest } = experiment;
  return methods.length === 1 ? { ...rest, ...methods[0] } : { ...rest, bands: [...methods] };
}

/** One more method, with the step of the last one: one that is not there yet, of higher order first. */
export function oneMore(methods: readonly Method[]): readonly Method[] {
  const names = methods.map(({ integrator }) => integrator);
  const integrator = integratorNames.findLast((name) => !names.includes(name)) ?? integratorNames[0];
  return [...methods, { integrator, dt: methods.at(-1)!.dt }];
}
