import type { z } from 'zod';
import { closed } from '../../input/schema.ts';
import type { Gate } from '../membrane.ts';
import { formulaSchema, nameSchema, words } from './parts.ts';

const forms = [['instantaneous'], ['alpha', 'beta'], ['inf', 'tau']] as const;

/** A gate in one of its three forms. */
export const gateSchema = closed({
  name: nameSchema,
  description: words().default(''),
  instantaneous: formulaSchema.optional(),
  alpha: formulaSchema.optional(),
  beta: formulaSchema.optional(),
  inf: formulaSchema.optional(),
  tau: formulaSchema.optional(),
})
  .check(({ value, issues }) => {
    const given = forms.flat().filter((key) => value[key] !== undefined);
    if (forms.some((form) => form.join() === given.join())) return;
    const problem = given.length === 0 ? 'has no equation' : `has ${given.join(', ')}`;
    issues.push({
      code: 'custom',
      input: value,
      message: `the gate "${value.name}" ${problem}; give "instantaneous", or "alpha" and "beta", or "inf" and "tau"`,
    });
  })
  .transform((gate) => gate as Gate) satisfies z.ZodType<Gate>;
