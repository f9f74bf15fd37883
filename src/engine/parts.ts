import { sortSpikes } from './recording.ts';
import type { Measures, Spikes, Traces } from './simulation.ts';

/**
 * What was measured of the parts of a population as one.
 * @param parts at least one, in the order of their neurons, of the same measuring window
 */
export function mergeMeasures(parts: readonly Measures[]): Measures {
  const { window, ...first } = parts[0]!;
  const names = Object.keys(first) as (keyof typeof first)[];
  const values = names.map((name) => {
    return [name, concatenated(parts.map((part) => part[name]))] as const;
  });
  return { window, ...Object.fromEntries(values) } as Measures;
}

/** Events of the parts of a population as one list. */
export function mergeSpikes(parts: readonly Spikes[]): Spikes {
  const cells = concatenated(parts.map(({ cell }) => cell));
  const times = concatenated(parts.map(({ time }) => time));
  return {
    ...sortSpikes(cells, times),
    lost: parts.reduce((sum, { lost }) => sum + lost, 0),
    complete: Math.min(...parts.map(({ complete }) => complete)),
  };
}

/**
 * Samples of the parts of a population as one table.
 * @param traced numbers of neurons, of which those that are sampled are the columns, in this order
 */
export function mergeTraces(parts: readonly Traces[], traced: readonly number[]): Traces {
  const places = traced.flatMap((cell) => {
    const part = parts.find(({ cells }) => cells.includes(cell));
    return part ? [{ cell, part, column: part.cells.indexOf(cell) }] : [];
  });
  const [first] = places;
  if (!first) return parts[0]!;
  const { time } = first.part;
  const valuesOf = (name: string) => {
    const values = new Float64Array(time.length * places.length);
    for (const [to, { part, column }] of places.entries())
      for (let sample = 0; sample < time.length; sample++)
        values[sample * places.length + to] = part.values[name]![sample * part.cells.length + column]!;
    return values;
  };
  const names = Object.keys(first.part.values);
  return {
    cells: places.map(({ cell }) => cell),
    time,
    values: Object.fromEntries(names.map((name) => [name, valuesOf(name)])),
  };
}

/** Values of the parts of a population as those of the whole. @param parts at least one */
export function concatenated<Values extends Uint32Array | Float32Array | Float64Array>(
  parts: readonly Values[],
): Values {
  const type = parts[0]!.constructor as new (length: number) => Values;
  const values = new type(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return values;
}
