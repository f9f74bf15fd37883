import type { ColourMap } from './colours.ts';
import type { Source } from './rows.ts';

/** What colours cells. */
export interface Colouring {
  readonly source: Source;
  /** Values at the ends of the map; beyond, colours stay the same. */
  readonly range: readonly [low: number, high: number];
  readonly map: ColourMap;
}
