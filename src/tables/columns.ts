import type { MeasureName, Spikes, Traces } from '../engine/simulation.ts';
import type { Problem } from '../problem/problem.ts';
import type { Statistic } from '../statistics/statistic.ts';
import { type System, variablesOf } from '../system/system.ts';
import type { Column } from './csv.ts';

// Adding 0 makes 0 of -0.
const decimalsTo = (digits: number) => (value: number) => Number(value.toFixed(digits)) + 0;
const significantTo = (digits: number) => (value: number) => Number(value.toPrecision(digits));

/** A column of numbers that are printed rounded, and that other files than text hold with all their digits. */
export interface NumberColumn extends Column {
  /** 1 where there is none. */
  readonly unit: string;
  readonly type: 'int32' | 'float64';
  value(row: number): number;
  /** The number in a row with all its digits, NaN where there is none. */
  exact(row: number): number;
}

/** A column of what has a unit. @param printed rounds to what the number is good for */
function quantity(
  name: string,
  unit: string,
  exact: (row: number) => number,
  printed: (value: number) => number,
): NumberColumn {
  return {
    name: withUnit(name, unit),
    unit,
    type: 'float64',
    value: (row) => printed(exact(row)),
    exact,
  };
}

/** A column of numbers of neurons, trials or events. */
const counted = (name: string, exact: (row: number) => number): NumberColumn => ({
  name,
  unit: '1',
  type: 'int32',
  value: exact,
  exact,
});

/** Statistics by name: the usual ones at least. */
type Measured = Readonly<Record<MeasureName, Float64Array>>;

/** What was measured, one row for each neuron: the statistics that are asked for, or the usual ones. */
export function measureColumns(measures: Measured, asked: readonly Statistic[] = []): NumberColumn[] {
  const { spikes, rate, latency, peak, trough } = measures;
  const usual = [
    counted('spikes', (cell) => spikes[cell]!),
    quantity('rate', 'Hz', (cell) => rate[cell]!, significantTo(6)),
    quantity('latency', 'ms', (cell) => latency[cell]!, decimalsTo(4)),
    quantity('peak', 'mV', (cell) => peak[cell]!, decimalsTo(3)),
    quantity('trough', 'mV', (cell) => trough[cell]!, decimalsTo(3)),
  ];
  if (asked.length === 0) return usual;
  const values = measures as Readonly<Record<string, Float64Array>>;
  return asked.map(({ name, unit }) => {
    const full = withUnit(name, unit);
    return (
      usual.find((column) => column.name === full) ??
      quantity(name, unit, (cell) => values[name]![cell]!, significantTo(7))
    );
  });
}

/** The number of the neuron, where it is among bands and trials, and what varies over the population: one row for each neuron. */
export function cellColumns(problem: Problem): NumberColumn[] {
  const { population, bands } = problem;
  const { first, distinct, count } = population;
  const inBand = bands ? bands[0]!.count : first + count;
  const bandOf = (row: number) => Math.floor((first + row) / inBand);
  const trialOf = (row: number) => Math.floor(((first + row) % inBand) / distinct!);
  return [
    counted('cell', (row) => first + row),
    ...(bands
      ? [counted('band', bandOf), quantity('dt', 'ms', (row) => bands[bandOf(row)]!.dt, significantTo(10))]
      : []),
    ...(distinct === undefined ? [] : [counted('trial', trialOf)]),
    ...variedColumns(problem),
  ];
}

/**
 * What varies over the population, in every unit that it has.
 * @param nameOf a quantity in a table, by its path
 */
export function variedColumns(
  { population: { first, columns }, system }: Problem,
  nameOf = (path: string) => path,
): NumberColumn[] {
  return columns.flatMap(({ path, value }) =>
    inEveryUnit(system, path, nameOf(path), (row) => value(first + row)),
  );
}

/** A varied quantity in the units that it has. */
function inEveryUnit(
  system: System,
  path: string,
  name: string,
  value: (row: number) => number,
): NumberColumn[] {
  const { unit, also } = system.numbers.find((number) => number.path === path)!;
  // Ten digits leave out the rounding of evenly spaced values, 0.30000000000000004.
  const column = (unitName: string, factor: number) =>
    quantity(name, unitName, (row) => factor * value(row), significantTo(10));
  return [column(unit, 1), ...(also ? [column(also.unit, also.factor)] : [])];
}

/** Rates against something that varies, one row for each point. @param path of what varies */
export function curveColumns({ x, rate }: Points, path: string, { system }: Problem): NumberColumn[] {
  return [
    ...inEveryUnit(system, path, path, (row) => x[row]!),
    quantity('rate', 'Hz', (row) => rate[row]!, significantTo(6)),
  ];
}

/** Points of a curve; rates in Hz. */
type Points = Readonly<Record<'x' | 'rate', readonly number[]>>;

/** One row for each spike. @param exact whether times are printed with all their digits */
export function spikeColumns(spikes: Pick<Spikes, 'cell' | 'time'>, exact = false): NumberColumn[] {
  return [
    counted('cell', (row) => spikes.cell[row]!),
    quantity('time', 'ms', (row) => spikes.time[row]!, exact ? (time) => time : decimalsTo(4)),
  ];
}

/** One row for each sample of each traced cell, by time. */
export function traceColumns({ cells, time, values }: Traces, sampled: readonly Sampled[]): NumberColumn[] {
  return [
    counted('cell', (row) => cells[row % cells.length]!),
    quantity('time', 'ms', (row) => time[Math.floor(row / cells.length)]!, decimalsTo(6)),
    ...sampled.map(({ name, unit }) => quantity(name, unit, (row) => values[name]![row]!, significantTo(7))),
  ];
}

/** A quantity in a sample. */
export type Sampled = { readonly name: string; readonly unit: string };

/** What the samples of a problem hold, with its units. @param names what is sampled, if other than what is recorded */
export function sampledQuantities(
  { system, record }: Problem,
  names = record.traces?.values ?? [],
): Sampled[] {
  const known: readonly Sampled[] = [...variablesOf(system), ...system.observables];
  return names.map((value) => known.find(({ name }) => name === value)!);
}

/** A name that can be typed in any language: `uA/cm2` becomes `uA_cm2`, and the unit 1 is left out. */
export function withUnit(path: string, unit: string): string {
  return unit === '1' ? path : `${path}_${unit.replace('/', '_')}`;
}
