import type { z } from 'zod';
import { POTENTIALS } from '../../formula/ranges.ts';
import { closed } from '../../input/schema.ts';
import { rangeSchema } from './parts.ts';

/** Least span of the colours, mV. */
const LEAST_SPAN = 1;

/** Of potentials that formulas are right for. */
const potentialSchema = rangeSchema.check(({ value: [low, high], issues }) => {
  const [lowest, highest] = POTENTIALS;
  if (low < lowest || high > highest || high - low < LEAST_SPAN)
    issues.push({
      code: 'custom',
      input: [low, high],
      message: `give two potentials from ${lowest} to ${highest} mV that are at least ${LEAST_SPAN} mV apart`,
    });
});

/** The ranges that tell what a membrane does. */
export const showsSchema = closed({
  current: rangeSchema.optional(),
  potential: potentialSchema.optional(),
}).transform(({ current, potential }) => ({
  ...(current && { current }),
  ...(potential && { potential }),
})) satisfies z.ZodType;
