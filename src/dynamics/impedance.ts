import { type Complex, solveShifted } from './linear.ts';

/** A neuron near a state at which it stays. */
export interface Linearised {
  /** Derivatives of the slopes (1/ms) by the states, a row for each slope. */
  readonly jacobian: readonly (readonly number[])[];
  /** Derivatives of the slopes by the current. */
  readonly byCurrent: readonly number[];
  /** Which of the states is the potential. */
  readonly index: number;
}

/**
 * The impedance of a neuron near an equilibrium: what a small current exp(i w t) does to the potential once all else has died
 * away, the entry of (i w - J)^-1 df/dI that belongs to it.
 * @param frequency Hz
 * @returns mV per unit of the current
 */
export function impedanceAt({ jacobian, byCurrent, index }: Linearised, frequency: number): Complex {
  const shift = { re: 0, im: (2 * Math.PI * frequency) / 1000 };
  const b = { re: byCurrent.map((value) => -value), im: byCurrent.map(() => 0) };
  const { re, im } = solveShifted(jacobian, shift, b);
  return { re: re[index]!, im: im[index]! };
}
