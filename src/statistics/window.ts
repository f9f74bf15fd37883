import { ABSENT, type Fields, type Formulas } from './statistic.ts';

/**
 * Potentials that are kept around a moment, as fields: the `past` last ones when it was looked at, of which the four last may
 * be new (p0 is the latest), and the two that follow.
 */
export interface Window {
  readonly fields: Fields;
  /** New values at a look. @param kept formula that is true if the moment is in this look */
  look(kept: string): Formulas;
  /** Whether what follows the moment is there already, as formulas. */
  readonly after: readonly [string, string];
}

export function windowOf(past: number, keeps: 'window' | 'run'): Window {
  const ages = Array.from({ length: past }, (_, age) => age);
  const absent = { start: `${ABSENT}`, keeps };
  const flag = { type: 'flag', start: '0', keeps } as const;
  return {
    fields: {
      ...Object.fromEntries(ages.map((age) => [`p${age}`, absent])),
      next1: absent,
      next2: absent,
      // Whether both are still to come, or only the second.
      fresh: flag,
      half: flag,
    },
    look: (kept) => ({
      // After a single step the latest one is the moment, and only the two before it are needed.
      ...Object.fromEntries(
        ages.map((age) => [
          `p${age}`,
          `${kept} ? ${age > 2 ? `(four ? V_${age} : ${ABSENT})` : `V_${age}`} : p${age}`,
        ]),
      ),
      next1: 'fresh ? V_first : next1',
      next2: 'fresh ? (four ? V_second : next2) : (half ? V_first : next2)',
      fresh: kept,
      half: 'fresh && !four',
    }),
    after: [`(fresh ? ${ABSENT} : next1)`, `(fresh || half ? ${ABSENT} : next2)`],
  };
}
