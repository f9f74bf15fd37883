import { z } from 'zod';
import { same } from '../input/same.ts';
import { DEFAULT_INTEGRATOR, documentOf, type Experiment, type ExperimentInput } from './experiment.ts';
import { experimentSchema } from './schema.ts';
import { oneSchema } from './stimuli/catalogue.ts';
import { partsOf } from './stimulus.ts';

/**
 * An experiment as somebody would write it by hand: membrane, stimulus and population, and of the rest what differs from its default.
 * `parseExperiment` makes the same experiment of it.
 * @param stepChosen whether its step is the one that is chosen where none is given
 */
export function writtenOf(experiment: Experiment, stepChosen: boolean): ExperimentInput {
  const { model, parameters, stimulus, dt, integrator, ...others } = documentOf(experiment);
  const own = Object.entries(parameters!).filter(
    ([name, value]) => value !== experiment.model.parameters[name]!.value,
  );
  const parts = partsOf(experiment.stimulus).map((part) => lean(oneSchema, part.stimulus));
  const rest = Object.entries(others).map(([key, value]) => [
    key,
    lean(experimentSchema.shape[key as keyof typeof others], value),
  ]);
  return {
    model,
    ...(own.length > 0 && { parameters: Object.fromEntries(own) }),
    stimulus: (Array.isArray(stimulus) ? parts : parts[0]) as ExperimentInput['stimulus'],
    ...Object.fromEntries(rest.filter(([, value]) => value !== undefined)),
    ...(!stepChosen && dt !== undefined && { dt }),
    ...(integrator !== DEFAULT_INTEGRATOR && integrator !== undefined && { integrator }),
  };
}

/** A value without what its schema fills in; undefined if that is all of it. */
function lean(schema: z.core.$ZodType, value: unknown): unknown {
  if (schema instanceof z.ZodDefault) {
    return same(value, schema.def.defaultValue) ? undefined : lean(schema.def.innerType, value);
  }
  if (value === undefined) return undefined;
  if (schema instanceof z.ZodOptional) return lean(schema.def.innerType, value);
  if (schema instanceof z.ZodDiscriminatedUnion) return lean(kindIn(schema, value), value);
  if (!(schema instanceof z.ZodObject)) return value;
  const entries = Object.entries(value as object).map(([key, item]) => [key, lean(schema.shape[key], item)]);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

/** The schema of a value's kind, among those that differ in `kind`. */
function kindIn(schema: z.ZodDiscriminatedUnion, value: unknown): z.core.$ZodType {
  const { kind } = value as { readonly kind: string };
  return (schema.options as unknown as readonly z.ZodObject[]).find(
    ({ shape }) => (shape.kind as z.ZodLiteral<string>).value === kind,
  )!;
}
