import type { KernelParts } from './kernel-parts.ts';

/**
 * Stands in rows of float32 for "there is no value", as of the latency of a neuron that has not fired: a number, since shaders
 * may take for granted that there is no NaN.
 */
export const NO_VALUE = -3e38;

/**
 * What can be shown of every neuron as it is now: what a sample may hold, states at the time of the potential and recorded observables, and
 * statistics, of which times count from now on.
 */
export const presentNames = ({ sampled, program }: Pick<KernelParts, 'sampled' | 'program'>) => [
  ...new Set([...sampled, ...program.results.keys()]),
];

/** @throws RangeError if something cannot be shown */
export function checkPresent(
  names: readonly string[],
  kernel: Pick<KernelParts, 'sampled' | 'program'>,
): void {
  const known = presentNames(kernel);
  const missing = names.find((name) => !known.includes(name));
  if (missing !== undefined)
    throw new RangeError(`"${missing}" cannot be shown here; known: ${known.join(', ')}`);
}
