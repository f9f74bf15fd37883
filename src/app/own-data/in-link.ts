import { z } from 'zod';
import { recordedSchema } from '../../protocol/recorded.ts';
import type { OwnTrace } from '../../studies/fit/own-trace.ts';

/** Samples that a link holds besides all else. */
const MOST = 2000;

/** A recording in a link: all of its samples, as they are. */
export const recordingSchema: z.ZodType<OwnTrace> = z
  .strictObject({
    name: z.string().max(200),
    times: z.array(z.number()).max(MOST),
    values: z.array(z.number()).max(MOST),
  })
  .refine(({ times, values }) => recordedSchema.safeParse({ times, values }).success, {
    error: 'it must have as many potentials (mV) as times, which ascend from 0 ms on',
  });

export const isInLink = ({ times }: OwnTrace): boolean => times.length <= MOST;
