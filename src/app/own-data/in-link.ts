import { z } from 'zod';
import { recordedSchema } from '../../protocol/recorded.ts';
import type { OwnPoints } from '../../studies/fit/own-points.ts';
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

/** Points in a link. */
export const pointsSchema: z.ZodType<OwnPoints> = z
  .strictObject({
    name: z.string().max(200),
    x: z.array(z.number()).min(1).max(MOST),
    unit: z.enum(['uA/cm2', 'nA', 'pA']),
    rate: z.array(z.number()).max(MOST),
  })
  .refine(({ x, rate }) => x.length === rate.length, {
    error: 'it must have as many rates (Hz) as currents',
  });

export const isInLink = (data: OwnTrace | OwnPoints): boolean =>
  ('times' in data ? data.times : data.x).length <= MOST;
