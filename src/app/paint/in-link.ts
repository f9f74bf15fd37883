import { z } from 'zod';
import { LARGEST_CHANGE, type Painted } from './painted.ts';

/** Runs of cells that a link holds: any painting of one strength on 16,384 cells has fewer. */
export const MOST_RUNS = 8192;
/** Numbers that are painted: membranes have some dozens. */
const MOST_NUMBERS = 100;
/** Cells of the largest populations. */
const MOST_CELLS = 2 ** 32;

const amount = z.number().min(-LARGEST_CHANGE).max(LARGEST_CHANGE);
const runs = z
  .array(z.int().min(0).max(MOST_CELLS))
  .max(2 * MOST_RUNS)
  .readonly()
  .refine((counts) => counts.length % 2 === 0 && counts.every((count, i) => i % 2 === 0 || count > 0), {
    error: 'it must have pairs of how many cells are left out and how many, at least 1, are meant',
  });

/** What was painted, in a link. */
export const paintedSchema: z.ZodType<Painted> = z
  .array(
    z.strictObject({
      of: z.string().max(120),
      changes: z
        .array(z.tuple([amount, amount, runs]).readonly())
        .max(MOST_RUNS)
        .readonly(),
    }),
  )
  .max(MOST_NUMBERS)
  .readonly();

/** Whether a link holds a painting; it is left out if it is too large. */
export const isPaintedInLink = (painted: Painted): boolean =>
  painted.flatMap(({ changes }) => changes).reduce((sum, [, , cells]) => sum + cells.length / 2, 0) <=
  MOST_RUNS;
