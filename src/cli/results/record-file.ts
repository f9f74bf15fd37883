import { join } from 'node:path';
import { z } from 'zod';
import { describeIssues, InputError } from '../../input/schema.ts';
import type { OwnError } from '../../studies/own-error.ts';
import { shownPath } from '../fail.ts';
import { positionSchema } from './output.ts';

const adapterSchema = z.object({
  engine: z.enum(['webgpu', 'cpu', 'cpu-f64']),
  name: z.string(),
  software: z.boolean(),
});

const cellSchema = z.int().nonnegative();
const worstSchema = z.object({
  ratePercent: z.number(),
  rateCell: cellSchema.nullable(),
  lastSpike: z.number().nullable(),
  lastSpikeCell: cellSchema.nullable(),
});
const errorSchema: z.ZodType<OwnError> = z.object({
  cells: z.int().positive(),
  ofCells: z.int().positive(),
  duration: z.number(),
  ofDuration: z.number(),
  reference: z.object({ dt: z.number(), integrator: z.string() }),
  random: z.boolean(),
  firing: z.int().nonnegative(),
  otherSpikes: z.array(cellSchema),
  total: worstSchema,
  rounding: worstSchema,
  sensitive: z.array(z.object({ cell: cellSchema, moved: z.number().nullable() })),
});

/** What must be known of a run to do it again, or to join its parts. */
const recordSchema = z.object({
  version: z.string(),
  adapter: adapterSchema,
  kernel: z.string(),
  started: z.string(),
  resumed: z.array(z.object({ step: z.int(), at: z.string(), adapter: adapterSchema })).optional(),
  wallSeconds: z.number(),
  part: z.object({ part: z.int().positive(), of: z.int().positive() }).optional(),
  neurons: z.int().positive(),
  steps: z.int().nonnegative(),
  lostSpikes: z.int().nonnegative().optional(),
  accuracy: z.unknown().optional(),
  error: errorSchema.optional(),
  bands: z
    .array(
      z.object({
        band: z.int().nonnegative(),
        integrator: z.string(),
        dt: z.number(),
        neurons: z.int().positive(),
        error: errorSchema.optional(),
      }),
    )
    .optional(),
  files: z.record(z.string(), positionSchema),
  experiment: z.record(z.string(), z.unknown()),
});
export type WrittenRecord = z.infer<typeof recordSchema>;

/** The record in a document. @param path of the document, for messages @throws InputError if it is not the record of a run */
export function recordIn(document: unknown, path: string): WrittenRecord {
  const parsed = recordSchema.safeParse(document, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new InputError(
    `${shownPath(path)} is not the run.json of a run of this version: ${describeIssues(parsed.error, 'it')}`,
  );
}

/** The record's path in a folder of results. */
export const recordPath = (folder: string): string => join(folder, 'run.json');
