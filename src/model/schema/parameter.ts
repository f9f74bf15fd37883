import { z } from 'zod';
import { closed } from '../../input/schema.ts';
import type { Parameter } from '../membrane.ts';
import { rangeSchema, unitSchema, words } from './parts.ts';

const written = z.preprocess(
  (value) => (typeof value === 'number' ? { value } : value),
  closed({
    value: z.number(),
    unit: unitSchema.optional(),
    range: rangeSchema.optional(),
    description: words().default(''),
  }),
);

/** A number that can be set; one without a unit is left to `withDefaults`, which knows its name. */
export const parameterSchema = written.check(({ value: { value, range }, issues }) => {
  if (range && (value < range[0] || value > range[1]))
    issues.push({
      code: 'custom',
      input: value,
      message: `the value ${value} is out of its range, ${range[0]} to ${range[1]}`,
    });
});

/** Unit and range of a parameter that has none, by the habits of the field: gNa is a conductance, EK a potential, C a capacitance. */
export function withDefaults(name: string, parameter: z.output<typeof parameterSchema>): Parameter {
  const { value, description } = parameter;
  const unit = parameter.unit ?? unitOf(name);
  return { value, unit, range: parameter.range ?? rangeOf(value, unit), description };
}

function unitOf(name: string): string {
  if (/^g([A-Z]|$)/.test(name)) return 'mS/cm2';
  if (/^E([A-Z]|$)/.test(name)) return 'mV';
  if (/^Cm?$/.test(name)) return 'uF/cm2';
  return '1';
}

/** Tenfold in both directions; a conductance can be none, and a potential as large as potentials are. */
function rangeOf(value: number, unit: string): readonly [number, number] {
  if (unit === 'mV' && Math.abs(value) <= 200) return [-200, 200];
  if (value === 0) return [-100, 100];
  const round = (bound: number) => Number(bound.toPrecision(12));
  const [near, far] = [unit === 'mS/cm2' ? 0 : round(value / 10), round(value * 10)];
  return value > 0 ? [near, far] : [far, near];
}
