import { conductanceName, nameFault } from '../../model/names.ts';

/** Longest name that is made here; a number may still be added. */
const LONGEST = 24;

/** Makes names for a membrane of those that a document has: letters and digits, each for one thing. */
export class Names {
  readonly #taken = new Set<string>(['V', 'ionic', 'temperature']);

  /** A free name that is as near as possible to the first of some wishes, or to the last where all are taken. */
  give(...wishes: readonly string[]): string {
    const valid = wishes.map(validName);
    const free = valid.find((name) => this.#isFree(name));
    if (free) return this.#take(free);
    const base = valid.at(-1)!;
    for (let i = 2; ; i++) if (this.#isFree(`${base}${i}`)) return this.#take(`${base}${i}`);
  }

  #isFree(name: string): boolean {
    return !nameFault(name) && [name, conductanceName(name)].every((one) => !this.#taken.has(one));
  }

  #take(name: string): string {
    // The conductance of a current has a name of its own.
    for (const one of [name, conductanceName(name)]) this.#taken.add(one);
    return name;
  }
}

/** Letters, digits and single `_`, a letter first; nothing else of a text stays. */
export function validName(text: string): string {
  const kept = text
    .slice(0, 200)
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return (/^[A-Za-z]/.test(kept) ? kept : `x${kept}`).slice(0, LONGEST).replace(/_+$/, '');
}

/** The same with its first letter as a capital: `gNa` of `na`. */
export const capital = (text: string): string => {
  const name = validName(text);
  return name[0]!.toUpperCase() + name.slice(1);
};
