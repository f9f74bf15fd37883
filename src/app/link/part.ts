import type { z } from 'zod';
import type { Page } from '../page.ts';
import type { State } from '../state.ts';

/** A part of what the page shows that links hold. */
export interface Part<Value = unknown> {
  /** What links call it. One that was used once is never used for something else. */
  readonly key: string;
  /** What is accepted from a link. */
  readonly schema: z.ZodType<Value>;
  /** Whether it is a work that can be undone, not a look. */
  readonly undone?: boolean;
  /** What it is now, as JSON. Links leave out what is as when the page was opened, or undefined. */
  read(state: State): Value | undefined;
  /** Whether it is small enough for a link, which leaves it out otherwise; where it is missing it always is. */
  fits?(value: Value): boolean;
  /**
   * Makes it so.
   * @param value undefined where there is none in the link, and none when the page was opened
   * @throws InputError if it cannot; then nothing has changed
   */
  apply(page: Page, value: Value | undefined): void;
}

/** The values of parts by their keys. */
export type Content = Readonly<Record<string, unknown>>;

/** A part, among others of other types. */
export const part = <Value>(definition: Part<Value>): Part => definition as unknown as Part;
