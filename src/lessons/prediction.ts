import { InputError } from '../input/schema.ts';
import { shown } from '../input/shown.ts';
import { isTrue } from './goals.ts';
import type { Header } from './header.ts';
import { formulaOfValues, statedResult, type Value } from './values.ts';

/** What is asked before the answer is shown. The answer comes from the values of the lesson, which an engine has measured. */
export type Prediction = Choice | Estimate;

export interface Choice {
  readonly kind: 'choice';
  readonly question: string;
  readonly choices: readonly string[];
  /** Which of them is right. */
  readonly right: number;
}

export interface Estimate {
  readonly kind: 'estimate';
  readonly question: string;
  readonly answer: number;
  readonly unit: string;
  /** How far from the answer is right, %. */
  readonly within: number;
}

/** @throws InputError if a formula is wrong, or not one choice is right */
export function readPrediction(input: Header['predict'], values: readonly Value[]): Prediction {
  const { question } = input;
  const resultOf = (text: string) => statedResult(formulaOfValues(text, values), values);
  if ('answer' in input) {
    const { unit, within } = input;
    const answer = resultOf(input.answer);
    if (!Number.isFinite(answer)) throw new InputError(`answer: "${shown(input.answer)}" is no number`);
    return { kind: 'estimate', question, answer, unit, within };
  }
  const right = input.choices.flatMap(({ right: formula }, i) =>
    formula !== undefined && isTrue(resultOf(formula)) ? [i] : [],
  );
  if (right.length !== 1)
    throw new InputError(
      `${right.length === 0 ? 'none' : `${right.length}`} of the choices ${right.length > 1 ? 'are' : 'is'} right with the values of the lesson; exactly one must be`,
    );
  return { kind: 'choice', question, choices: input.choices.map(({ says }) => says), right: right[0]! };
}

/** Whether a prediction was right. @param given the number of the choice, from 0, or the estimate */
export function isRight(prediction: Prediction, given: number): boolean {
  if (prediction.kind === 'choice') return given === prediction.right;
  const { answer, within } = prediction;
  return Math.abs(given - answer) <= (within / 100) * Math.abs(answer);
}
