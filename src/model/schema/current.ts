import type { z } from 'zod';
import { closed } from '../../input/schema.ts';
import type { Current } from '../membrane.ts';
import { formulaSchema, nameSchema, words } from './parts.ts';

const forms = [['conductance', 'reversal'], ['density']] as const;

/** A current in one of its two forms. */
export const currentSchema = closed({
  name: nameSchema,
  description: words().default(''),
  conductance: formulaSchema.optional(),
  reversal: formulaSchema.optional(),
  density: formulaSchema.optional(),
})
  .check(({ value, issues }) => {
    const given = forms.flat().filter((key) => value[key] !== undefined);
    if (forms.some((form) => form.join() === given.join())) return;
    const problem = given.length === 0 ? 'has no formula' : `has ${given.join(', ')}`;
    issues.push({
      code: 'custom',
      input: value,
      message: `the current "${value.name}" ${problem}; give "conductance" and "reversal", or "density"`,
    });
  })
  .transform((current) => current as Current) satisfies z.ZodType<Current>;
