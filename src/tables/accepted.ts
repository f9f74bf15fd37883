import { withUnit } from './columns.ts';
import type { Column } from './csv.ts';

// What a fit accepted, as a table.

interface Named {
  readonly name: string;
  readonly unit: string;
}

/** Numbers that were looked for, and the unit of distances. */
interface Looked {
  readonly free: readonly Named[];
  readonly unit: string;
}

/** Their values, `values[number][row]`, with weights and distances. */
interface Accepted {
  readonly values: readonly Float64Array[];
  readonly weights: Float64Array;
  readonly distances: Float64Array;
}

/** The name of a number that is looked for, as a column. */
export const freeColumn = ({ name, unit }: Named): string => withUnit(name, unit);

/** One row for each accepted neuron. */
export function acceptedColumns(
  { free, unit }: Looked,
  { values, weights, distances }: Accepted,
): readonly Column[] {
  return [
    { name: 'cell', value: (row) => row },
    { name: 'weight', value: (row) => digits(weights[row]!, 9) },
    ...free.map((one, i) => ({
      name: freeColumn(one),
      value: (row: number) => digits(values[i]![row]!, 9),
    })),
    { name: withUnit('distance', unit), value: (row) => digits(distances[row]!, 7) },
  ];
}

const digits = (value: number, count: number): number => Number(value.toPrecision(count));
