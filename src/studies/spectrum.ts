import type { Complex } from '../dynamics/linear.ts';

/** Samples after which the turning factor is computed anew, so that rounding does not add up. */
const ANEW = 1024;

/**
 * Fourier integrals of signals that are sampled evenly, at some frequencies, while samples come. Of a signal that begins and ends
 * at 0 smoothly the sum over its samples is the integral but for a factor; at a corner it lacks a twelfth of the change of slope times
 * the interval squared.
 */
export class Spectrum {
  readonly #sums: readonly { readonly re: Float64Array; readonly im: Float64Array }[];
  /** exp(-i w t) at the present sample, for each frequency. */
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  /** How far and by what it turns from sample to sample. */
  readonly #angles: Float64Array;
  readonly #turns: readonly { readonly cos: number; readonly sin: number }[];
  #samples = 0;

  /**
   * @param frequencies Hz
   * @param interval between two samples, ms
   * @param signals that come together
   */
  constructor(frequencies: readonly number[], interval: number, signals: number) {
    const none = () => new Float64Array(frequencies.length);
    this.#sums = Array.from({ length: signals }, () => ({ re: none(), im: none() }));
    [this.#cos, this.#sin] = [none(), none()];
    this.#angles = Float64Array.from(
      frequencies,
      (frequency) => (-2 * Math.PI * frequency * interval) / 1000,
    );
    this.#turns = Array.from(this.#angles, (angle) => ({ cos: Math.cos(angle), sin: Math.sin(angle) }));
  }

  /** Takes the next sample of each signal. */
  add(...values: readonly number[]): void {
    this.#turn();
    for (const [k, { re, im }] of this.#sums.entries()) {
      const value = values[k]!;
      if (value === 0) continue;
      for (let i = 0; i < re.length; i++) {
        re[i]! += value * this.#cos[i]!;
        im[i]! += value * this.#sin[i]!;
      }
    }
    this.#samples++;
  }

  #turn(): void {
    const anew = this.#samples % ANEW === 0;
    for (const [i, { cos, sin }] of this.#turns.entries()) {
      if (anew) {
        this.#cos[i] = Math.cos(this.#angles[i]! * this.#samples);
        this.#sin[i] = Math.sin(this.#angles[i]! * this.#samples);
        continue;
      }
      const [re, im] = [this.#cos[i]!, this.#sin[i]!];
      this.#cos[i] = re * cos - im * sin;
      this.#sin[i] = re * sin + im * cos;
    }
  }

  /** The sums of a signal so far, at one of the frequencies. */
  at(signal: number, i: number): Complex {
    const { re, im } = this.#sums[signal]!;
    return { re: re[i]!, im: im[i]! };
  }
}
