import { z } from 'zod';
import { closed, named } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import type { Membrane } from '../membrane.ts';
import { nameFault } from '../names.ts';
import { areaSchema } from './area.ts';
import { currentSchema } from './current.ts';
import { gateSchema } from './gate.ts';
import { parameterSchema, withDefaults } from './parameter.ts';
import { formulaSchema, words } from './parts.ts';
import { showsSchema } from './shows.ts';
import { variableSchema } from './variable.ts';

/** Most entries of one kind. */
const MOST = 200;

/** Values by names that formulas can use. */
const byName = <Value extends z.ZodType>(value: Value) =>
  named(value)
    .default({})
    .check(({ value: record, issues }) => {
      const names = Object.keys(record as object);
      if (names.length > MOST)
        issues.push({
          code: 'custom',
          input: record,
          message: `${names.length} are too many; at most ${MOST}`,
        });
      for (const name of names) {
        const message = nameFault(name);
        if (message)
          issues.push({
            code: 'custom',
            input: name,
            message: `"${shown(name)}" cannot be a name: ${message}`,
          });
      }
    });

/** The document of a membrane, with its defaults filled in. What its formulas say is not looked at. */
export const membraneSchema = closed({
  name: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9 ._+-]{0,59}$/,
      'give at most 60 letters, digits, spaces and . _ + -, such as "my-axon"',
    ),
  title: words(200).optional(),
  source: words(2000).default(''),
  class: z.preprocess((value) => (typeof value === 'number' ? String(value) : value), words(60).optional()),
  shows: showsSchema.optional(),
  parameters: byName(parameterSchema),
  definitions: byName(formulaSchema),
  capacitance: formulaSchema.default('1'),
  gates: z.array(gateSchema).max(MOST).default([]),
  states: z.array(variableSchema).max(MOST).default([]),
  currents: z.array(currentSchema).min(1).max(MOST),
  area: areaSchema.optional(),
}).transform(({ title, class: kind, shows, parameters, area, ...rest }): Membrane => {
  const { name, source, ...equations } = rest;
  return {
    name,
    title: title ?? name,
    source,
    ...(kind === undefined ? {} : { class: kind }),
    ...(shows === undefined ? {} : { shows }),
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([key, parameter]) => [key, withDefaults(key, parameter)]),
    ),
    ...equations,
    ...(area === undefined ? {} : { area }),
  };
});
