import { z } from 'zod';
import { add, call, clamp, multiply, number, symbol, tableName } from '../../formula/expr.ts';
import { closed, finite, positive } from '../../input/schema.ts';
import { common, type Kind, onGrid, onset, since } from './kind.ts';

/** Most samples. */
const MOST = 4_000_000;
/** Longest time that they may last, ms: a mean is kept for every step. */
const LONGEST = 100_000;

const schema = closed({
  kind: z.literal('waveform'),
  values: z.array(finite).min(1).max(MOST).describe('Currents one after another'),
  times: z
    .array(finite)
    .max(MOST)
    .optional()
    .describe('When each of them is, from the onset on, ascending, ms'),
  interval: positive.optional().describe('Time from one to the next, where that is always the same, ms'),
  interpolation: z
    .enum(['linear', 'held'])
    .default('linear')
    .describe('Whether the current goes evenly from one to the next or jumps there'),
  scale: finite.default(1).describe('Factor of all values'),
  onset,
  ...common,
}).describe('A current that is given by samples; 0 before and after');

/** A current by samples: its mean over every step, so that the charge is right for every dt. Its onset is rounded to a whole step. */
export const waveform: Kind<typeof schema> = {
  schema,
  currents: [],
  fixed: ['values', 'times', 'interval'],
  units: { scale: '1' },
  words: { scale: 'Scale of the waveform', onset: 'Onset' },
  course: (stimulus, numbers) => {
    const { dt, value, moment, own } = numbers;
    const on = moment('onset', onGrid(value('onset'), numbers));
    const means = meansOf(stimulus, dt);
    const name = tableName(own('samples'));
    // Before and after there is nothing.
    const table = Float64Array.of(0, ...means, 0);
    const place = clamp(add(since(on), number(1)), 0, table.length - 1);
    return {
      current: multiply(value('scale'), call('lookup', symbol(name), place)),
      onset: value('onset'),
      jumps: [on],
      tables: [[name, table]],
    };
  },
};

/** When samples are, ms from the onset. */
export function timesOf({ values, times, interval }: z.infer<typeof schema>): readonly number[] {
  return times ?? values.map((_, i) => i * interval!);
}

/** What is wrong with samples, if something is. */
export function faultOf(
  stimulus: z.infer<typeof schema>,
): { readonly path: string; readonly message: string } | undefined {
  const { values, times, interval } = stimulus;
  if ((times === undefined) === (interval === undefined))
    return { path: 'interval', message: 'samples have either an interval (ms) or the times (ms) of each' };
  const lasts = timesOf(stimulus).at(-1)!;
  if (lasts > LONGEST)
    return { path: 'interval', message: `it lasts ${lasts} ms; a waveform may last ${LONGEST} ms` };
  if (!times) return undefined;
  if (times.length !== values.length)
    return { path: 'times', message: `${values.length} values need as many times, not ${times.length}` };
  const back = times.findIndex((time, i) => i > 0 && time <= times[i - 1]!);
  if (back >= 0)
    return {
      path: 'times',
      message: `time ${back} = ${times[back]} ms is not after the one before, ${times[back - 1]} ms`,
    };
  return times[0]! < 0
    ? { path: 'times', message: `times begin at 0 ms, not ${times[0]} ms; use an onset` }
    : undefined;
}

/** The mean of a waveform over each step. */
function meansOf(stimulus: z.infer<typeof schema>, dt: number): Float64Array {
  const { values, interpolation } = stimulus;
  const times = timesOf(stimulus);
  const held = interpolation === 'held';
  const last = times.length - 1;
  // The last value of those that are held lasts as long as the one before.
  const lasting = last > 0 ? times[last]! - times[last - 1]! : (stimulus.interval ?? dt);
  const ends = held ? [...times, times[last]! + lasting] : times;
  const means = new Float64Array(Math.max(1, Math.ceil(ends.at(-1)! / dt - 1e-9)));
  for (let i = 0; i + 1 < ends.length; i++) {
    const [from, to] = [ends[i]!, ends[i + 1]!];
    const slope = held ? 0 : (values[i + 1]! - values[i]!) / (to - from);
    const first = Math.max(0, Math.floor(from / dt));
    for (let k = first; k < means.length && k * dt < to; k++) {
      const [begin, end] = [Math.max(from, k * dt), Math.min(to, (k + 1) * dt)];
      if (end <= begin) continue;
      const middle = values[i]! + slope * ((begin + end) / 2 - from);
      means[k]! += (middle * (end - begin)) / dt;
    }
  }
  return means;
}
