/**
 * The polynomial of fourth degree through five potentials at equal distances, in steps from the fourth: the first four
 * lie at -3, -2, -1 and 0, the last at 1. It places extremes inside a step to fourth order in dt, crossings to fifth.
 */
export class Quartic {
  readonly #value: number;
  readonly #linear: number;
  readonly #quadratic: number;
  readonly #cubic: number;
  readonly #quartic: number;
  readonly #change: number;

  constructor(a: number, b: number, c: number, d: number, e: number) {
    const third = e - 3 * d + 3 * c - b;
    const fourth = (third - (d - 3 * c + 3 * b - a)) / 24;
    this.#value = d;
    this.#linear = (e - c) / 2 - third / 6 - 2 * fourth;
    this.#quadratic = (e - 2 * d + c) / 2 - fourth;
    this.#cubic = third / 6 + 2 * fourth;
    this.#quartic = fourth;
    this.#change = e - d;
  }

  at(s: number): number {
    return this.#value + s * (this.#linear + s * (this.#quadratic + s * (this.#cubic + s * this.#quartic)));
  }

  /**
   * Where the extreme near 0 is, by Newton's method. Near a kink the curvature may vanish; it is taken to be no smaller than
   * at 0, nor 0.
   */
  extreme(): number {
    const near = this.#quadratic || 1e-12;
    let s = 0;
    for (let i = 0; i < 3; i++) {
      const there = near + s * (3 * this.#cubic + s * 6 * this.#quartic);
      const curvature = there * near > near * near ? there : near;
      s = clamp(s - (0.5 * this.#slope(s)) / curvature, -1, 1);
    }
    return s;
  }

  /** Where it rises through a level between 0 and 1, by Newton's method from where the chord does. */
  crossing(level: number): number {
    let s = (level - this.#value) / this.#change;
    for (let i = 0; i < 3; i++) {
      s = clamp(s - (this.at(s) - level) / Math.max(this.#slope(s), 0.25 * this.#change), 0, 1);
    }
    return s;
  }

  #slope(s: number): number {
    return this.#linear + s * (2 * this.#quadratic + s * (3 * this.#cubic + s * 4 * this.#quartic));
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
