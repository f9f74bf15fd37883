import type { Statistic } from './statistic.ts';

/** What can be made of an observable or a state over the measuring window. */
export const takes = ['minimum', 'maximum', 'mean'] as const;
export type Take = (typeof takes)[number];

/**
 * The least, greatest or mean value of an observable or a state inside the measuring window, its first moment included (but for
 * the mean).
 * @param of its name in formulas
 */
export function takenOf(of: string, unit: string, take: Take): Statistic {
  const name = `${of}_${take}`;
  if (take === 'mean') return meanOf(name, of, unit);
  // Named after it, so that it is not its name.
  const extreme = `${of}_extreme`;
  return {
    name,
    unit,
    description: `${take === 'minimum' ? 'Least' : 'Greatest'} value of ${of} inside the measuring window, step by step`,
    fields: { [extreme]: { start: of } },
    step: { [extreme]: `${take === 'minimum' ? 'min' : 'max'}(${extreme}, ${of})` },
    result: extreme,
  };
}

/** Summed with what rounding leaves out (W. Kahan, Comm. ACM 8 (1965) 40), as 10^6 steps in float32 need. */
export function meanOf(name: string, of: string, unit: string): Statistic {
  const [sum, lost] = [`${of}_sum`, `${of}_lost`];
  const term = `(${of} - ${lost})`;
  return {
    name,
    unit,
    description: `Mean of ${of} after each step inside the measuring window`,
    fields: { [sum]: { start: '0' }, [lost]: { start: '0' } },
    step: { [sum]: `${sum} + ${term}`, [lost]: `((${sum} + ${term}) - ${sum}) - ${term}` },
    result: `elapsed(step, window.step) > 0 ? ${sum} / elapsed(step, window.step) : none`,
  };
}
