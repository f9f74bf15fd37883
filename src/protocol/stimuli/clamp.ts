import { z } from 'zod';
import { add, and, type Expr, less, lessEqual, number, select } from '../../formula/expr.ts';
import { closed, finite, positive } from '../../input/schema.ts';
import type { Time } from '../../system/system.ts';
import { type Kind, named, onGrid, onset } from './kind.ts';
import { since } from './moments.ts';

/** Each level costs some operations in every step. */
const MOST_LEVELS = 64;
const potential = finite.min(-200).max(200);

const schema = closed({
  kind: z.literal('clamp'),
  holding: potential.describe('Potential before and after the levels, mV'),
  levels: z.array(potential).max(MOST_LEVELS).default([]).describe('Potentials one after another, mV'),
  durations: z.array(positive).max(MOST_LEVELS).default([]).describe('How long each of them lasts, ms'),
  onset,
  end: positive.optional().describe('When V is left to itself, ms'),
  ...named,
}).describe('Voltage clamp: V is prescribed; its times are rounded to whole steps');

export const clamp: Kind<typeof schema> = {
  schema,
  title: 'Voltage clamp',
  currents: [],
  units: { holding: 'mV', levels: 'mV' },
  together: ['levels', 'durations'],
  words: {
    holding: 'Holding potential',
    levels: 'Level',
    durations: 'Duration of level',
    onset: 'Onset of the clamp',
    end: 'End of the clamp',
  },
  faults: ({ levels, durations }) =>
    levels.length === durations.length
      ? []
      : [
          {
            path: 'durations',
            message: `${levels.length} levels need as many durations, not ${durations.length}`,
          },
        ],
  example: () => ({ levels: [0], durations: [20], holding: -65, onset: 20, end: 100 }),
  course: ({ levels, end }, numbers) => {
    const { value, moment } = numbers;
    const on = moment('onset', onGrid(value('onset'), numbers));
    const off = end === undefined ? undefined : moment('end', onGrid(value('end'), numbers));
    const changes: Time[] = [];
    let at = value('onset');
    let command = value('holding');
    for (const [i] of levels.entries()) {
      const begins = moment(`level.${i}`, onGrid(at, numbers));
      at = add(at, value(`durations.${i}`));
      changes.push(begins);
      command = select(hasCome(begins), value(`levels.${i}`), command);
    }
    if (levels.length > 0) {
      const ends = moment('holding', onGrid(at, numbers));
      changes.push(ends);
      command = select(hasCome(ends), value('holding'), command);
    }
    const begun = hasCome(on);
    return {
      clamp: { active: off ? and(begun, less(since(off), number(0))) : begun, value: command },
      onset: value('onset'),
      jumps: [on, ...changes, ...(off ? [off] : [])],
    };
  },
};

const hasCome = (time: Time): Expr => lessEqual(number(0), since(time));
