import { closed } from '../../input/schema.ts';
import type { Variable } from '../membrane.ts';
import { formulaSchema, nameSchema, rangeSchema, unitSchema, words } from './parts.ts';

/** A state that is no gate. */
export const variableSchema = closed({
  name: nameSchema,
  unit: unitSchema.default('1'),
  range: rangeSchema.optional(),
  slope: formulaSchema.optional(),
  initial: formulaSchema.optional(),
  description: words().default(''),
})
  .check(({ value, issues }) => {
    const refuse = (message: string, path?: string): void => {
      issues.push({ code: 'custom', input: value, message, ...(path ? { path: [path] } : {}) });
    };
    if (value.slope === undefined)
      return refuse(`the state "${value.name}" has no equation; give its "slope", the change per ms`);
    if (!value.range && !defaultRange(value))
      return refuse('give the smallest and the largest value that the state takes, such as [0, 1]', 'range');
    const initial = Number(value.initial);
    if (value.range && (initial < value.range[0] || initial > value.range[1]))
      refuse(`${initial} is out of the range, ${value.range[0]} to ${value.range[1]}`, 'initial');
  })
  .transform((variable): Variable => {
    const { range, slope, initial, ...rest } = variable;
    return {
      ...rest,
      range: range ?? defaultRange(variable)!,
      slope: slope!,
      ...(initial === undefined ? {} : { initial }),
    };
  });

/** A share is from 0 to 1; a concentration that begins with a number stays within a thousandfold of it. */
function defaultRange({ unit, initial }: { readonly unit: string; readonly initial?: string | undefined }) {
  const start = Number(initial);
  if (initial !== undefined && start > 0) return [start / 1000, start * 1000] as const;
  return unit === '1' ? ([0, 1] as const) : undefined;
}
