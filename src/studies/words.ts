/** A number in a sentence; a question mark where there is none. */
export const said = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(DIGITS))) : '?';

/** Significant digits of a number in a sentence. */
const DIGITS = 4;
