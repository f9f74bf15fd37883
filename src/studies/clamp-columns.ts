import { type Setup, unitInNames, unitOfCurrents } from './setup.ts';
import type { ReportColumn } from './study.ts';

// Columns that tables of clamped currents have in common.

/** Potentials that V is stepped to, mV. */
export interface Levels {
  /** The levels themselves, ascending; otherwise `count` evenly spaced ones. */
  readonly levels?: readonly number[] | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly count?: number | undefined;
}

export const [FROM, TO, COUNT] = [-80, 60, 29];

/** The levels that are meant. */
export function valuesOf({ levels, from = FROM, to = TO, count = COUNT }: Levels): readonly number[] {
  if (levels) return levels;
  return Array.from({ length: count }, (_, i) =>
    // So that the last one is what was said.
    i === count - 1 && i > 0 ? to : from + ((to - from) * i) / Math.max(1, count - 1),
  );
}

export const levelColumn = (values: readonly number[], words = 'level'): ReportColumn => ({
  name: 'V_mV',
  values,
  unit: 'mV',
  words,
});

export const currentColumn = (
  setup: Setup,
  name: string,
  values: readonly number[],
  words: string,
): ReportColumn => ({ name: `${name}_${unitInNames(setup)}`, values, unit: unitOfCurrents(setup), words });

export const timeColumn = (name: string, values: readonly number[], words: string): ReportColumn => ({
  name: `${name}_ms`,
  values,
  unit: 'ms',
  words,
});

export const shareColumn = (name: string, values: readonly number[], words: string): ReportColumn => ({
  name,
  values,
  unit: '1',
  words,
});
