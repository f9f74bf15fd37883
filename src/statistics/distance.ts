import { type Tables, tableName } from '../formula/expr.ts';
import { type Recorded, recordedSteps } from './recorded.ts';
import type { Statistic } from './statistic.ts';

/** The moment that samples are counted from: step 0. */
export const RECORDING = 'recording';

const tables = {
  values: tableName('recorded'),
  places: tableName('recorded_place'),
  weights: tableName('recorded_weight'),
} as const;

/**
 * How far V is from a recording: the root of the mean square difference at its samples, by their weights. Between two steps V goes
 * straight. Sums are kept with what rounding leaves out (W. Kahan, Comm. ACM 8 (1965) 40).
 * @param steps whole steps that the recording has
 */
function distanceOver(steps: number): Statistic {
  const place = `max(0, min(${steps + 1}, elapsed(step, ${RECORDING}.step)))`;
  const look = (table: string) => `lookup(${table}, ${place})`;
  const off = `(V_before + ${look(tables.places)} * (V - V_before) - ${look(tables.values)})`;
  const term = `(${look(tables.weights)} * ${off} * ${off} - distance.lost)`;
  return {
    name: 'distance',
    unit: 'mV',
    description:
      'Root of the mean square difference between V and a recording, by the weights of its windows, inside the measuring window',
    fields: { sum: { start: '0' }, lost: { start: '0' }, weight: { start: '0' } },
    step: {
      sum: `sum + ${term}`,
      lost: `((sum + ${term}) - sum) - ${term}`,
      weight: `weight + ${look(tables.weights)}`,
    },
    result: 'weight > 0 ? sqrt(sum / weight) : none',
  };
}

/** The distance to a recording as a statistic, and the numbers that it looks up. @param dt step, ms */
export function distanceTo(
  recorded: Recorded,
  dt: number,
): { readonly statistic: Statistic; readonly tables: Tables } {
  const made = recordedSteps(recorded, dt);
  return {
    statistic: distanceOver(made.weights.length - 2),
    tables: new Map([
      [tables.values, made.values],
      [tables.places, made.places],
      [tables.weights, made.weights],
    ]),
  };
}
