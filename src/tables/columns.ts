import type { MeasureName, Spikes, Traces } from '../engine/simulation.ts';
import type { Problem } from '../problem/problem.ts';
import type { Statistic } from '../statistics/statistic.ts';
import { type System, variablesOf } from '../system/system.ts';
import type { Column } from './csv.ts';

// Adding 0 makes 0 of -0.
const decimals = (value: number, digits: number) => Number(value.toFixed(digits)) + 0;
const significant = (value: number, digits: number) => Number(value.toPrecision(digits));

/** The time of a spike (ms) as it is printed. */
export const spikeTime = (time: number): number => decimals(time, 4);

/** Statistics by name: the usual ones at least. */
type Measured = Readonly<Record<MeasureName, Float64Array>>;

/** What was measured, one row for each neuron: the statistics that are asked for, or the usual ones. */
export function measureColumns(measures: Measured, asked: readonly Statistic[] = []): Column[] {
  const { spikes, rate, latency, peak, trough } = measures;
  const usual: Column[] = [
    { name: 'spikes', value: (cell) => spikes[cell]! },
    { name: 'rate_Hz', value: (cell) => significant(rate[cell]!, 6) },
    { name: 'latency_ms', value: (cell) => decimals(latency[cell]!, 4) },
    { name: 'peak_mV', value: (cell) => decimals(peak[cell]!, 3) },
    { name: 'trough_mV', value: (cell) => decimals(trough[cell]!, 3) },
  ];
  if (asked.length === 0) return usual;
  const values = measures as Readonly<Record<string, Float64Array>>;
  return asked.map((statistic) => {
    const name = withUnit(statistic.name, statistic.unit);
    return (
      usual.find((column) => column.name === name) ?? {
        name,
        value: (cell) => significant(values[statistic.name]![cell]!, 7),
      }
    );
  });
}

/** The number of the neuron and what varies over the population, one row for each neuron. */
export function cellColumns(problem: Problem): Column[] {
  const { first, distinct } = problem.population;
  return [
    { name: 'cell', value: (row) => first + row },
    ...(distinct === undefined
      ? []
      : [{ name: 'trial', value: (row: number) => Math.floor((first + row) / distinct) }]),
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
): Column[] {
  return columns.flatMap(({ path, value }) =>
    inEveryUnit(system, path, nameOf(path), (row) => value(first + row)),
  );
}

/** A varied quantity in the units that it has. */
function inEveryUnit(system: System, path: string, name: string, value: (row: number) => number): Column[] {
  const { unit, also } = system.numbers.find((number) => number.path === path)!;
  // Ten digits leave out the rounding of evenly spaced values, 0.30000000000000004.
  const column = (unitName: string, factor: number) => ({
    name: withUnit(name, unitName),
    value: (row: number) => significant(factor * value(row), 10),
  });
  return [column(unit, 1), ...(also ? [column(also.unit, also.factor)] : [])];
}

/** Rates against something that varies, one row for each point. @param path of what varies */
export function curveColumns({ x, rate }: Points, path: string, { system }: Problem): Column[] {
  return [
    ...inEveryUnit(system, path, path, (row) => x[row]!),
    { name: 'rate_Hz', value: (row) => significant(rate[row]!, 6) },
  ];
}

/** Points of a curve; rates in Hz. */
type Points = Readonly<Record<'x' | 'rate', readonly number[]>>;

/** One row for each spike. @param exact whether times have all their digits */
export function spikeColumns(spikes: Pick<Spikes, 'cell' | 'time'>, exact = false): Column[] {
  return [
    { name: 'cell', value: (row) => spikes.cell[row]! },
    { name: 'time_ms', value: (row) => (exact ? spikes.time[row]! : spikeTime(spikes.time[row]!)) },
  ];
}

/** One row for each sample of each traced cell, by time. */
export function traceColumns({ cells, time, values }: Traces, sampled: readonly Sampled[]): Column[] {
  return [
    { name: 'cell', value: (row) => cells[row % cells.length]! },
    { name: 'time_ms', value: (row) => decimals(time[Math.floor(row / cells.length)]!, 6) },
    ...sampled.map(({ name, unit }) => ({
      name: withUnit(name, unit),
      value: (row: number) => significant(values[name]![row]!, 7),
    })),
  ];
}

/** A quantity in a sample. */
type Sampled = { readonly name: string; readonly unit: string };

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
