import { sortSpikes } from './recording.ts';
import type { Measures, Spikes } from './simulation.ts';

/**
 * What was measured of the parts of a population as one.
 * @param parts at least one, in the order of their neurons, of the same measuring window
 */
export function mergeMeasures(parts: readonly Measures[]): Measures {
  const { window, ...first } = parts[0]!;
  const names = Object.keys(first) as (keyof typeof first)[];
  const values = names.map((name) => {
    const of = parts.map((part) => part[name]);
    return [name, joined(of, Float64Array)] as const;
  });
  return { window, ...Object.fromEntries(values) } as Measures;
}

/** Events of the parts of a population as one list. */
export function mergeSpikes(parts: readonly Spikes[]): Spikes {
  const cells = joined(
    parts.map(({ cell }) => cell),
    Uint32Array,
  );
  const times = joined(
    parts.map(({ time }) => time),
    Float64Array,
  );
  return {
    ...sortSpikes(cells, times),
    lost: parts.reduce((sum, { lost }) => sum + lost, 0),
    complete: Math.min(...parts.map(({ complete }) => complete)),
  };
}

function joined<T extends Uint32Array | Float64Array>(
  parts: readonly T[],
  type: { new (length: number): T },
): T {
  const values = new type(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return values;
}
