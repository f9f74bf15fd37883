import { z } from 'zod';
import { closed, finite } from './schema.ts';

/** Values in a list: a file of some 10 MB. Evenly spaced values need no list, whatever their number. */
const MAX_VALUES = 1_000_000;

const axisSchema = closed({
  vary: z.string().describe('The varied number, such as "stimulus.amplitude" or "parameters.gK"'),
  from: finite.optional().describe('First of `count` evenly spaced values'),
  to: finite.optional().describe('Last of them'),
  count: z.int().min(1).max(0xffffffff).optional(),
  values: z
    .array(finite)
    .min(1)
    .max(MAX_VALUES)
    .optional()
    .describe('The values themselves, instead of from, to and count'),
}).check((context) => {
  const { values, from, to, count } = context.value;
  const spaced = [from, to, count].filter((part) => part !== undefined).length;
  if (values ? spaced === 0 : spaced === 3) return;
  context.issues.push({
    code: 'custom',
    input: context.value,
    message: 'give either "values" or all of "from", "to" and "count"',
  });
});

/** One varied quantity for each axis of the population; neurons are numbered with x running fastest. */
export const sweepSchema = closed({ x: axisSchema.optional(), y: axisSchema.optional() });

export type Axis = z.infer<typeof axisSchema>;
export type Sweep = z.infer<typeof sweepSchema>;

/** Number of values on an axis; an axis that is not there has one. */
export function axisLength(axis: Axis | undefined): number {
  return axis === undefined ? 1 : (axis.values?.length ?? axis.count!);
}

/** Value at position `i` of an axis. */
export function axisValue(axis: Axis, i: number): number {
  if (axis.values) return axis.values[i]!;
  const { from, to, count } = axis as { from: number; to: number; count: number };
  return count === 1 ? from : from + ((to - from) * i) / (count - 1);
}

/** Smallest and largest value of an axis. */
export function axisExtremes(axis: Axis): number[] {
  const values = axis.values ?? [axis.from!, axis.to!];
  return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}

/** Number of neurons of a sweep. */
export function populationSize(sweep: Sweep): number {
  return axisLength(sweep.x) * axisLength(sweep.y);
}

/** A quantity that differs between the neurons. */
export interface Varied {
  /** Path such as `stimulus.amplitude`. */
  readonly path: string;
  /** Value in a neuron. */
  value(cell: number): number;
}

/** The varied quantities of a sweep, that of x first. */
export function variedQuantities(sweep: Sweep): Varied[] {
  const { x, y } = sweep;
  const columns = axisLength(x);
  const varied: Varied[] = [];
  if (x) varied.push({ path: x.vary, value: (cell) => axisValue(x, cell % columns) });
  if (y) varied.push({ path: y.vary, value: (cell) => axisValue(y, Math.floor(cell / columns)) });
  return varied;
}
