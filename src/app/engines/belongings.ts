/** Parts that end together, the last made first. */
export class Belongings {
  readonly #releases: (() => void)[] = [];

  /** Makes something of several parts. If a later part fails, those before it are released. */
  static async assemble<Whole>(make: (own: Belongings) => Promise<Whole>): Promise<Whole> {
    const own = new Belongings();
    try {
      return await make(own);
    } catch (error) {
      own.release();
      throw error;
    }
  }

  /** Takes a part over. @returns the part */
  add<Part>(part: Part, release: (part: Part) => void): Part {
    this.#releases.push(() => release(part));
    return part;
  }

  release(): void {
    for (const release of this.#releases.splice(0).reverse()) release();
  }
}
