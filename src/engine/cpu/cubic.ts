/**
 * The cubic through four potentials at equal distances, in steps from the third: `before` at 0, `before + change` at 1;
 * `slope` and `older` are the two changes before that. It places events inside a step to third order in dt.
 */
export class Cubic {
  readonly #linear: number;
  readonly #quadratic: number;
  readonly #cubic: number;

  constructor(
    private readonly before: number,
    private readonly change: number,
    slope: number,
    older: number,
  ) {
    const second = change - slope;
    const third = second - (slope - older);
    this.#linear = 0.5 * (slope + change) - third / 6;
    this.#quadratic = 0.5 * second;
    this.#cubic = third / 6;
  }

  at(s: number): number {
    return this.before + s * (this.#linear + s * (this.#quadratic + s * this.#cubic));
  }

  /** Where the extreme near 0 is. Solved by iteration, since the cubic term is small against the quadratic one. */
  extreme(): number {
    let s = 0;
    for (let i = 0; i < 3; i++) {
      s = clamp((-0.5 * (this.#linear + 3 * this.#cubic * s * s)) / this.#quadratic, -1, 1);
    }
    return s;
  }

  /** Where it rises through a level between 0 and 1, by Newton's method from where the chord does. */
  crossing(level: number): number {
    let s = (level - this.before) / this.change;
    for (let i = 0; i < 3; i++) {
      const slope = this.#linear + s * (2 * this.#quadratic + s * 3 * this.#cubic);
      s = clamp(s - (this.at(s) - level) / Math.max(slope, 0.25 * this.change), 0, 1);
    }
    return s;
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
