import { z } from 'zod';
import { describeIssues, InputError } from '../input/schema.ts';
import { type Experiment, type ExperimentInput, parseExperiment } from '../protocol/experiment.ts';
import { Cells } from './cells.ts';
import { changed } from './changes.ts';
import { attempt, type Fault, LessonError } from './fault.ts';
import { type FrontMatter, frontMatter } from './front-matter.ts';
import { type Changes, type Goal, type Header, headerSchema } from './header.ts';
import { type Prediction, readPrediction } from './prediction.ts';
import { checkStatements } from './statements.ts';
import { readText, type Text } from './text.ts';
import { readValue, type Value } from './values.ts';
import { checkView, type View } from './view.ts';

/** A lesson that has been read: all that can be said of it without running anything is right. */
export interface Lesson {
  readonly title: string;
  /** What it is about, in one sentence. */
  readonly summary: string;
  /** The experiment that it begins with, as it is written, and its cells. */
  readonly document: ExperimentInput;
  readonly cells: Cells;
  readonly view: View;
  /** Names of what is hidden, as in `?hide=`. */
  readonly hide: readonly string[];
  readonly text: Text;
  readonly prediction: Prediction;
  readonly goals: readonly Goal[];
  /** What becomes of the experiment to reach the goals. */
  readonly solution: Changes;
  /** The same as an experiment. */
  readonly solved: Experiment;
  readonly values: readonly Value[];
  /** The line of an entry of its header. */
  lineOf(path: readonly PropertyKey[]): number;
}

/**
 * Reads a lesson.
 * @param text of its file
 * @param name what it is called in messages
 * @throws LessonError with everything that is wrong
 */
export function readLesson(text: string, name: string): Lesson {
  const front = frontMatter(text, name);
  const faults: Fault[] = [];
  const body = readText(front.body, front.bodyLine, faults);
  const header = headerIn(front, faults);
  if (!header) throw new LessonError(name, faults);
  const lesson = meaningOf(header, body, front, faults);
  if (!lesson || faults.length > 0) throw new LessonError(name, faults);
  return lesson;
}

function headerIn({ data, lineOf }: FrontMatter, faults: Fault[]): Header | undefined {
  const parsed = headerSchema.safeParse(data, { reportInput: true });
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    faults.push({
      line: lineOf([...issue.path, ...keys]),
      message: describeIssues(new z.ZodError([issue]), 'the header'),
    });
  }
  return undefined;
}

function meaningOf(header: Header, text: Text, front: FrontMatter, faults: Fault[]): Lesson | undefined {
  const { lineOf, written } = front;
  const { title, summary, view, hide, solution } = header;
  const document = header.experiment as ExperimentInput;
  const cells = attemptExperiment(document, lineOf, faults);
  if (!cells) return undefined;

  const cellsWith = remembered((changes) => cellsOf(changed(document, changes)), cells);
  const values: Value[] = [];
  for (const [name, input] of Object.entries(header.values)) {
    const place = ['values', name];
    const value = attempt(faults, lineOf(place), () => {
      if (cells.names.includes(name))
        throw new InputError(`"${name}" is something that cells have; call the value otherwise`);
      return readValue(name, input, written([...place, 'is'])!, values, cellsWith);
    });
    if (value) values.push(value);
  }
  const solved = attempt(faults, lineOf(['solution']), () => parseExperiment(changed(document, solution)));
  const prediction = attempt(faults, lineOf(['predict']), () => readPrediction(header.predict, values));
  const goals = header.goal.map((goal) => withNumbers(goal, values));
  for (const [i, { cells: chosen, hold }] of goals.entries())
    for (const [key, formula] of Object.entries({ cells: chosen, hold }))
      if (formula !== undefined) attempt(faults, lineOf(['goal', i, key]), () => cells.formula(formula));
  checkView(view, cells, lineOf, faults);
  checkStatements(header, cells.experiment, front, faults);
  if (!solved || !prediction) return undefined;
  return {
    title,
    summary,
    document,
    cells,
    view,
    hide,
    text,
    prediction,
    goals,
    solution,
    solved,
    values,
    lineOf,
  };
}

/** A goal with the numbers of the values that it names, so that it can be judged by itself. */
function withNumbers(goal: Goal, values: readonly Value[]): Goal {
  const numbers = new Map(values.map(({ name, text }) => [name, `(${text})`]));
  const put = (formula: string) =>
    formula.replaceAll(/(?<![\w.])[a-z]\w*(?![\w.])/gi, (word) => numbers.get(word) ?? word);
  return { ...goal, ...(goal.cells !== undefined && { cells: put(goal.cells) }), hold: put(goal.hold) };
}

const cellsOf = (document: ExperimentInput): Cells => new Cells(parseExperiment(document));

/** The same cells for the same changes, so that they are run once. */
function remembered(make: (changes: Changes) => Cells, unchanged: Cells) {
  const known = new Map([['{}', unchanged]]);
  return (changes: Changes = {}): Cells => {
    const key = JSON.stringify(changes);
    const cells = known.get(key) ?? make(changes);
    known.set(key, cells);
    return cells;
  };
}

function attemptExperiment(document: ExperimentInput, lineOf: FrontMatter['lineOf'], faults: Fault[]) {
  try {
    return cellsOf(document);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // Messages begin with the path of what is wrong, where it has one.
    const path = /^[\w.]+/.exec(error.message)?.[0].split('.') ?? [];
    faults.push({ line: lineOf(['experiment', ...path]), message: error.message });
    return undefined;
  }
}
