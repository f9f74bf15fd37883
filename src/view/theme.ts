import type { Ground } from './cells.ts';

/** Colours of a theme as `#rrggbb`. */
export interface Theme extends Ground {
  readonly ink: string;
  /** Of cells without a value, and of those whose value is no number. */
  readonly quiet: string;
  readonly alarm: string;
}
