import { z } from 'zod';
import { closed, finite, nonNegative, positive } from '../input/schema.ts';

/** Most samples of a recording, and most windows. */
const MOST_SAMPLES = 4_000_000;
const MOST_WINDOWS = 64;
/** Potentials that something can have been recorded at, mV. */
const WIDEST = 1000;

const windowSchema = closed({
  from: nonNegative.describe('Where it begins, ms'),
  to: positive.describe('Where it ends, ms'),
  weight: positive.default(1).describe('How much a sample in it counts'),
}).check(({ value: { from, to }, issues }) => {
  if (from < to) return;
  issues.push({
    code: 'custom',
    input: from,
    path: [],
    message: `from = ${from} ms must be less than to = ${to} ms`,
  });
});

/** Potentials that were recorded, as an experiment says them. */
export const recordedSchema = closed({
  times: z.array(nonNegative).min(1).max(MOST_SAMPLES).describe('When each sample was, ascending, ms'),
  values: z.array(finite.min(-WIDEST).max(WIDEST)).min(1).max(MOST_SAMPLES).describe('The potentials, mV'),
  windows: z
    .array(windowSchema)
    .min(1)
    .max(MOST_WINDOWS)
    .optional()
    .describe('What counts, and how much; all of it where there are none'),
}).check(({ value, issues }) => {
  const message = faultOf(value);
  if (message) issues.push({ code: 'custom', input: value, path: ['times'], message });
});

function faultOf({ times, values, windows }: RecordedInput): string | undefined {
  if (times.length !== values.length)
    return `${values.length} values need as many times, not ${times.length}`;
  const back = times.findIndex((time, i) => i > 0 && time <= times[i - 1]!);
  if (back >= 0) return `time ${back} = ${times[back]} ms is not after the one before, ${times[back - 1]} ms`;
  const counts = (time: number) => !windows || windows.some(({ from, to }) => time >= from && time < to);
  if (times.some((time) => time > 0 && counts(time))) return undefined;
  return 'no sample after time 0 is in a window; give other windows';
}

interface RecordedInput {
  readonly times: readonly number[];
  readonly values: readonly number[];
  readonly windows?: readonly { readonly from: number; readonly to: number }[] | undefined;
}
