/** The largest value by magnitude of a quantity in every neuron while time goes on, with its sign, placed between two samples. */
export class Largest {
  readonly #first: Float64Array;
  readonly #last: Float64Array;
  readonly #best: Float64Array;
  readonly #step: Float64Array;
  /** Samples next to the best one. */
  readonly #before: Float64Array;
  readonly #after: Float64Array;

  constructor(private readonly count: number) {
    const none = () => new Float64Array(count).fill(Number.NaN);
    [this.#first, this.#last, this.#before, this.#after] = [none(), none(), none(), none()];
    [this.#best, this.#step] = [new Float64Array(count), none()];
  }

  /** The latest sample. */
  get last(): Float64Array {
    return this.#last;
  }

  /** Takes the next sample. @param step its number, 0 for the first */
  add(step: number, values: Float64Array): void {
    for (let i = 0; i < this.count; i++) {
      const value = values[i]!;
      if (step === 0) this.#first[i] = value;
      if (this.#step[i] === step - 1) this.#after[i] = value;
      if (step === 0 || Math.abs(value) > Math.abs(this.#best[i]!)) {
        this.#best[i] = value;
        this.#step[i] = step;
        this.#before[i] = this.#last[i]!;
        this.#after[i] = Number.NaN;
      }
      this.#last[i] = value;
    }
  }

  /**
   * The largest value of a neuron and when it was there, in steps: by the parabola through three samples where it lies between
   * others. What changes by less than float32 shows is at its largest from the beginning.
   */
  of(i: number): { readonly value: number; readonly step: number } {
    const [first, best, step] = [this.#first[i]!, this.#best[i]!, this.#step[i]!];
    if (Math.abs(best - first) <= SEEN * Math.abs(best)) return { value: first, step: 0 };
    const [before, after] = [this.#before[i]!, this.#after[i]!];
    const bend = before - 2 * best + after;
    if (!Number.isFinite(bend) || bend === 0) return { value: best, step };
    const aside = (before - after) / (2 * bend);
    return { value: best - ((before - after) * aside) / 4, step: step + aside };
  }
}

/** The least change that is told from rounding, as a part of the whole. */
const SEEN = 1e-5;
