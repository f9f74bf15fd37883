import { ABSENT, type Fields, type Formulas } from './statistic.ts';

/** The potentials beside the one that a look sees, by the names of the look. */
const neighbours = ['before2', 'before1', 'after1', 'after2'] as const;

/** Fields that keep the potentials beside a moment, under the names that a look has for them. */
export interface Neighbours {
  readonly fields: Fields;
  /** New values at a look. @param kept formula that is true if this look sees the moment */
  look(kept: string): Formulas;
}

const field = (name: string): string => `kept_${name}`;

/** Definitions by which formulas after the look call them as the look did. */
export const asSeen: Formulas = Object.fromEntries(neighbours.map((name) => [name, field(name)]));

export function neighboursOf(keeps: 'window' | 'run'): Neighbours {
  return {
    fields: Object.fromEntries(neighbours.map((name) => [field(name), { start: `${ABSENT}`, keeps }])),
    look: (kept) =>
      Object.fromEntries(neighbours.map((name) => [field(name), `${kept} ? ${name} : ${field(name)}`])),
  };
}
