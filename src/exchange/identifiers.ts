/** How a language names things. */
export interface Naming {
  /** Words that mean something there. */
  readonly reserved: ReadonlySet<string>;
  /** Shapes that a name must not have. */
  readonly invalid?: RegExp;
  /** Longest name, in characters. */
  readonly longest?: number;
  /** Whether `V` and `v` are one name. */
  readonly ignoresCase?: boolean;
}

/** Names for symbols in a language: as near to the symbol as can be, each for one thing. */
export class Identifiers {
  readonly #given = new Map<string, string>();
  readonly #taken: Set<string>;

  constructor(private readonly naming: Naming) {
    this.#taken = new Set([...naming.reserved].map((word) => this.#key(word)));
  }

  /**
   * The name of a symbol; the same one every time.
   * @param wished what it shall be called if that is free
   */
  of(symbol: string, wished = symbol): string {
    const known = this.#given.get(symbol);
    if (known !== undefined) return known;
    const { longest = Number.POSITIVE_INFINITY } = this.naming;
    const wish = wished.replaceAll('.', '_');
    let name = wish.slice(0, longest);
    for (let i = 1; this.#isUsed(name); i++) {
      const suffix = `_${i}`;
      name = wish.slice(0, longest - suffix.length) + suffix;
    }
    this.#taken.add(this.#key(name));
    this.#given.set(symbol, name);
    return name;
  }

  /** Gives a symbol a name that is chosen for it. */
  let(symbol: string, name: string): void {
    this.#given.set(symbol, name);
    this.#taken.add(this.#key(name));
  }

  /** Keeps a name from being given. */
  keep(name: string): void {
    this.#taken.add(this.#key(name));
  }

  #isUsed(name: string): boolean {
    return this.#taken.has(this.#key(name)) || this.naming.invalid?.test(name) === true;
  }

  #key(name: string): string {
    return this.naming.ignoresCase ? name.toLowerCase() : name;
  }
}

export const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));
