import type { Complex } from '../dynamics/linear.ts';

/**
 * Fourier integrals of signals that are sampled evenly, at some frequencies, while samples come. Of a signal that begins and ends
 * at 0 smoothly the sum over its samples is the integral.
 */
export class Spectrum {
  readonly #re: Float64Array;
  readonly #im: Float64Array;
  /** exp(-i w t) of the present sample, for each frequency, and what takes it to the next. */
  readonly #turns: Float64Array;

  /**
   * @param frequencies Hz
   * @param interval between two samples, ms
   */
  constructor(
    private readonly frequencies: readonly number[],
    interval: number,
  ) {
    this.#re = new Float64Array(frequencies.length);
    this.#im = new Float64Array(frequencies.length);
    this.#turns = Float64Array.from(frequencies, (frequency) => (-2 * Math.PI * frequency * interval) / 1000);
  }

  /** Takes sample number `n`. */
  add(n: number, value: number): void {
    if (value === 0) return;
    for (let i = 0; i < this.frequencies.length; i++) {
      const angle = this.#turns[i]! * n;
      this.#re[i]! += value * Math.cos(angle);
      this.#im[i]! += value * Math.sin(angle);
    }
  }

  /** The sum so far, at one of the frequencies. */
  at(i: number): Complex {
    return { re: this.#re[i]!, im: this.#im[i]! };
  }
}
