import { decodeText } from '../input/encoding.ts';
import { InputError } from '../input/schema.ts';
import { visible } from '../input/shown.ts';
import { checkLesson, describeState, type Verdict } from '../lessons/check.ts';
import { describeFault, LessonError } from '../lessons/fault.ts';
import { type Lesson, readLesson } from '../lessons/read.ts';
import { said } from '../studies/words.ts';
import { aligned } from './aligned.ts';
import { readBytes } from './document.ts';
import { say, shownPath } from './fail.ts';
import { type Streams, writeAll } from './streams.ts';
import { Lender } from './study.ts';

/** Checks one file after another. @throws InputError if something is wrong with one of them, after all were looked at */
export async function checkLessons(files: readonly string[], { stdout, stderr }: Streams): Promise<void> {
  const { lend } = new Lender('cpu', stderr);
  const wrong: string[] = [];
  for (const file of files) {
    try {
      const begin = performance.now();
      const lesson = readLesson(decodeText(readBytes(file), shownPath(file)), shownPath(file));
      const verdict = await checkLesson(lesson, lend);
      wrong.push(...verdict.faults.map((fault) => describeFault(shownPath(file), fault)));
      const seconds = ((performance.now() - begin) / 1000).toFixed(1);
      await writeAll(stdout, [
        `${[...described(lesson, verdict).map(visible), '', `checked in ${seconds} s`, ''].join('\n')}\n`,
      ]);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      wrong.push(...messagesOf(error, shownPath(file)));
    }
  }
  const last = wrong.pop();
  if (last === undefined) return writeAll(stdout, ['nothing is wrong\n']);
  for (const message of wrong) say(stderr, message);
  // The last line is said like any other error, and makes the exit status.
  throw new InputError(last);
}

const messagesOf = (error: InputError, file: string): string[] =>
  error instanceof LessonError ? error.faults.map((fault) => describeFault(file, fault)) : [error.message];

/** What a lesson asks and states, with what an engine says of it. */
function described({ title, prediction, cells }: Lesson, { goals, values }: Verdict): string[] {
  const { kind, question } = prediction;
  const answer =
    kind === 'choice'
      ? prediction.choices[prediction.right]!
      : withUnit(said(prediction.answer), prediction.unit);
  return [
    `${title}, ${cells.count} ${cells.count === 1 ? 'neuron' : 'neurons'}`,
    '',
    `prediction: ${question} ${answer}`,
    ...goals.flatMap(({ says, opening, solved }) => [
      `goal: ${says}`,
      `  as the lesson begins: ${describeState(opening)}`,
      `  with the solution: ${describeState(solved)}`,
    ]),
    '',
    ...aligned(
      ['value', 'stated', 'measured', 'unit'],
      values.map(({ value, number }) => [
        value.name,
        value.text,
        value.from.kind === 'source' ? value.from.words : String(Number(number.toPrecision(7))),
        value.unit,
      ]),
    ),
  ];
}

const withUnit = (number: string, unit: string): string => (unit === '' ? number : `${number} ${unit}`);
