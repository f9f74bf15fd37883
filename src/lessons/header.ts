import { z } from 'zod';
import { closed, finite, named, positive } from '../input/schema.ts';
import { languages } from './language.ts';
import { hideSchema, viewSchema } from './view.ts';

/** Longest sentence of a header, and longest formula, in characters. */
const SENTENCE = 300;
export const sentence = z.string().trim().min(1).max(SENTENCE);
const formula = z.string().max(SENTENCE);

/** `Changes` of an experiment. */
const changesSchema = named(z.unknown());

/** Where a number comes from: exactly one of these. */
export const origins = ['least', 'most', 'mean', 'share', 'when', 'fit', 'of', 'source'] as const;
export type Origin = (typeof origins)[number];

const valueSchema = closed({
  is: finite.describe('The number with the digits that are stated'),
  unit: z.string().max(20).default('').describe('Its unit; none of a plain number'),
  least: formula.optional().describe('Least value among the cells'),
  most: formula.optional().describe('Greatest value among the cells'),
  mean: formula.optional().describe('Mean over the cells; of a single cell its value'),
  share: formula.optional().describe('Part of the cells for which it holds, %'),
  when: formula.optional().describe('The time at which this is greatest in the only cell, ms'),
  fit: z
    .string()
    .max(60)
    .optional()
    .describe('A number of a function that is fitted to the rates, as "sigmoid.width"'),
  of: formula.optional().describe('A formula of other values'),
  source: sentence.optional().describe('Where it was published, for a number that no run gives'),
  where: formula.optional().describe('The cells that are asked; all without it'),
  in: changesSchema.optional().describe('What is different in the experiment of this number'),
}).check(({ value, issues }) => {
  const given = origins.filter((name) => value[name] !== undefined);
  if (given.length !== 1)
    issues.push({
      code: 'custom',
      input: value,
      message: `it needs one of ${origins.join(', ')}${given.length > 1 ? `, not ${given.join(' and ')}` : ''}`,
    });
});
export type ValueInput = z.output<typeof valueSchema>;

const goalSchema = closed({
  says: sentence.describe('What is to be reached, in words'),
  cells: formula.optional().describe('The cells that are asked; all without it'),
  hold: formula.describe('What must hold for each of them'),
  share: positive.max(1).default(1).describe('For what part of them it must hold'),
});
export type Goal = z.output<typeof goalSchema>;

const choiceSchema = closed({
  says: sentence,
  right: formula.optional().describe('A formula of values that is true if this is right'),
});

const predictSchema = z.union(
  [
    closed({ question: sentence, choices: z.array(choiceSchema).min(2).max(6) }),
    closed({
      question: sentence,
      answer: formula.describe('A value, or a formula of values'),
      unit: z.string().max(20).default(''),
      within: positive.max(100).default(10).describe('How far from the answer is right, %'),
    }),
  ],
  { error: 'it must have a question and choices, or a question, an answer and its unit' },
);

/** What the header of a lesson says. What it means is looked at in `read.ts`. */
export const headerSchema = closed({
  title: sentence,
  language: z.enum(languages).default('en').describe('In which it is written'),
  summary: sentence.describe('What it is about, in one sentence'),
  experiment: z.record(z.string(), z.unknown(), { error: 'expected an experiment' }),
  view: viewSchema.default({}),
  hide: hideSchema.default([]),
  predict: predictSchema,
  goal: z.array(goalSchema).min(1).max(6),
  solution: changesSchema.describe('Changes of the experiment that reach the goal'),
  values: named(valueSchema).default({}),
});
export type Header = z.output<typeof headerSchema>;
