import { z } from 'zod';
import {
  add,
  call,
  clamp,
  less,
  maximum,
  multiply,
  number,
  subtract,
  symbol,
  tableName,
} from '../../formula/expr.ts';
import { closed, finite, positive } from '../../input/schema.ts';
import { SPAN } from '../../system/system.ts';
import { common, type Fault, type Kind, onGrid, onset, rounded } from './kind.ts';
import { since } from './moments.ts';

/** Most samples. */
const MOST = 4_000_000;
/** Most steps that they may last: a mean is kept for each, and float32 counts no further. */
export const MOST_STEPS = 2 ** 24 - 2;

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
  title: 'Recorded waveform',
  currents: ['values'],
  fixed: ['values', 'times', 'interval'],
  units: { scale: '1' },
  either: [['interval'], ['times']],
  words: { scale: 'Scale of the waveform', onset: 'Onset' },
  faults: (stimulus) => {
    const fault = faultOf(stimulus);
    return fault ? [fault] : [];
  },
  example: ({ current }) => ({
    scale: 1,
    values: [0, 2, 1, 1, -1, 0].map((factor) => rounded(factor * current)),
    interval: 20,
    onset: 20,
  }),
  course: (stimulus, numbers) => {
    const { dt, value, moment, own } = numbers;
    const on = moment('onset', onGrid(value('onset'), numbers));
    const name = tableName(own('samples'));
    const table = tableOf(stimulus, dt);
    const place = clamp(add(since(on), number(1)), 0, table.length - 1);
    const course = {
      current: multiply(value('scale'), call('lookup', symbol(name), place)),
      onset: value('onset'),
      jumps: [on],
    };
    const jumps = jumpsOf(stimulus, dt).filter((time) => time > 0);
    if (jumps.length === 0) return { ...course, tables: [[name, table]] };
    const distances = tableName(own('jumps'));
    // The table begins a step before the waveform; what is earlier is as much farther away.
    const earlier = maximum(subtract(number(-1), since(on)), number(0));
    const distance = add(call('lookup', symbol(distances), place), earlier);
    return {
      ...course,
      isNearJump: less(distance, symbol(SPAN)),
      tables: [
        [name, table],
        [distances, distancesTo(jumps, dt, table.length)],
      ],
    };
  },
};

/** When samples are, ms from the onset. */
function timesOf({ values, times, interval }: z.infer<typeof schema>): readonly number[] {
  return times ?? values.map((_, i) => i * interval!);
}

/** What is wrong with samples, if something is. */
function faultOf({ values, times, interval }: z.infer<typeof schema>): Fault | undefined {
  if ((times === undefined) === (interval === undefined))
    return { path: 'interval', message: 'samples have either an interval (ms) or the times (ms) of each' };
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

/** Samples and, where they are held, the end of the last one, which lasts as long as the one before. */
function endsOf(stimulus: z.infer<typeof schema>, dt: number): readonly number[] {
  const times = timesOf(stimulus);
  if (stimulus.interpolation === 'linear') return times;
  const last = times.length - 1;
  const lasting = last > 0 ? times[last]! - times[last - 1]! : (stimulus.interval ?? dt);
  return [...times, times[last]! + lasting];
}

/** When it jumps, ms from the onset, ascending. */
function jumpsOf(stimulus: z.infer<typeof schema>, dt: number): readonly number[] {
  const { values, interpolation } = stimulus;
  const ends = endsOf(stimulus, dt);
  if (interpolation === 'linear') return ends.filter((_, i) => isOutermost(i, ends) && values[i] !== 0);
  return ends.filter((_, i) => (values[i - 1] ?? 0) !== (values[i] ?? 0));
}

const isOutermost = (i: number, { length }: readonly unknown[]): boolean => i === 0 || i === length - 1;

/** Steps from a step before the waveform, and from every one of it, to the next jump. */
function distancesTo(jumps: readonly number[], dt: number, length: number): Float64Array {
  const distances = new Float64Array(length);
  let next = 0;
  for (let i = 0; i < length; i++) {
    // A jump at the beginning of a step is in it, whatever rounding says.
    while (next < jumps.length && jumps[next]! / dt < i - 1 - 1e-9) next++;
    distances[i] = next < jumps.length ? Math.max(0, jumps[next]! / dt - (i - 1)) : NEVER;
  }
  return distances;
}

/** Steps that nobody looks ahead. */
const NEVER = 2 ** 24;

/** Steps that a waveform lasts. @param dt step, ms */
export const stepsOf = (stimulus: z.infer<typeof schema>, dt: number): number =>
  Math.max(1, Math.ceil(endsOf(stimulus, dt).at(-1)! / dt - 1e-9));

/**
 * A waveform as points between which it goes straight, ms from the onset: where it is held, two of one time for each jump.
 * @param dt step, ms
 */
export function pointsOf(
  stimulus: z.infer<typeof schema>,
  dt: number,
): { readonly times: readonly number[]; readonly values: readonly number[] } {
  const { values, interpolation } = stimulus;
  const ends = endsOf(stimulus, dt);
  if (interpolation === 'linear') return { times: ends, values };
  return {
    times: values.flatMap((_, i) => [ends[i]!, ends[i + 1]!]),
    values: values.flatMap((value) => [value, value]),
  };
}

/** The mean of a waveform over each step, between a step before and one after it, in which there is nothing. */
function tableOf(stimulus: z.infer<typeof schema>, dt: number): Float64Array {
  const { values, interpolation } = stimulus;
  const held = interpolation === 'held';
  const ends = endsOf(stimulus, dt);
  const table = new Float64Array(stepsOf(stimulus, dt) + 2);
  const means = table.subarray(1, -1);
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
  return table;
}
