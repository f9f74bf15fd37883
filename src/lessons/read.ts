import { z } from 'zod';
import { describeIssues, InputError } from '../input/schema.ts';
import { type Changes, changed } from '../protocol/changes.ts';
import { type ExperimentInput, parseExperiment } from '../protocol/experiment.ts';
import { Cells } from './cells.ts';
import { attempt, type Fault, LessonError } from './fault.ts';
import { type FrontMatter, frontMatter } from './front-matter.ts';
import { type Goal, type Header, headerSchema } from './header.ts';
import { isLanguage, type Language } from './language.ts';
import { type Prediction, readPrediction } from './prediction.ts';
import { checkStatements } from './statements.ts';
import { readText, type Text } from './text.ts';
import { readValue, type Value, withNumbers } from './values.ts';
import { checkView, type View } from './view.ts';

/** A lesson that has been read: all that can be said of it without running anything is right. */
export interface Lesson {
  readonly title: string;
  readonly language: Language;
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
  /** The cells of the experiment that it makes. */
  readonly solved: Cells;
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
  const body = readText(front.body, front.bodyLine, languageIn(front), faults);
  const header = headerIn(front, faults);
  if (!header) throw new LessonError(name, faults);
  const lesson = meaningOf(header, body, front, faults);
  if (!lesson || faults.length > 0) throw new LessonError(name, faults);
  return lesson;
}

/** The language that a header names, whatever else is wrong with it. */
function languageIn({ data }: FrontMatter): Language {
  const { language } = Object(data) as { readonly language?: unknown };
  return isLanguage(language) ? language : 'en';
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
  const { lineOf } = front;
  const { title, language, summary, view, hide, solution, predict } = header;
  const document = header.experiment as ExperimentInput;
  const cells = beginningCells(document, lineOf, faults);
  if (!cells) return undefined;
  const values = readValues(header, document, cells, front, faults);
  const goals = header.goal.map((goal, i) => readGoal(goal, values, cells, ['goal', i], lineOf, faults));
  const solved = attempt(faults, lineOf(['solution']), () => cellsOf(changed(document, solution)));
  const prediction = attempt(faults, lineOf(['predict']), () => readPrediction(predict, values));
  checkView(view, text, cells, lineOf, faults);
  checkStatements(header, cells.experiment, front, faults);
  if (!solved || !prediction) return undefined;
  return {
    title,
    language,
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

/** Most cells of a lesson: a page has to show them while they run, and a check runs them several times. */
const MOST_CELLS = 65_536;

function cellsOf(document: ExperimentInput): Cells {
  const experiment = parseExperiment(document);
  if (experiment.accuracy !== undefined)
    throw new InputError('accuracy: a lesson says how it is stepped; give dt and integrator, or neither');
  const cells = new Cells(experiment);
  if (cells.count > MOST_CELLS)
    throw new InputError(`the experiment has ${cells.count} neurons; a lesson may have ${MOST_CELLS}`);
  return cells;
}

function beginningCells(document: ExperimentInput, lineOf: FrontMatter['lineOf'], faults: Fault[]) {
  try {
    return cellsOf(document);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // Messages begin or end with the path of what is wrong, where it has one.
    const [, begin, end] = /^(?:([\w.]+)(?= = |: )|.*\(in ([\w.]+)\)$)/.exec(error.message) ?? [];
    const path = (begin ?? end ?? '').split('.');
    faults.push({ line: lineOf(['experiment', ...path]), message: error.message });
    return undefined;
  }
}

function readValues(
  header: Header,
  document: ExperimentInput,
  cells: Cells,
  { lineOf, written }: FrontMatter,
  faults: Fault[],
): readonly Value[] {
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
  return values;
}

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

/** A goal with the numbers of the values that it names, so that it can be judged by itself. */
function readGoal(
  { cells: chosen, hold, ...goal }: Goal,
  values: readonly Value[],
  cells: Cells,
  place: readonly PropertyKey[],
  lineOf: FrontMatter['lineOf'],
  faults: Fault[],
): Goal {
  const read = (key: string, formula: string) => {
    const numbers = withNumbers(formula, values);
    attempt(faults, lineOf([...place, key]), () => cells.formula(numbers));
    return numbers;
  };
  return { ...goal, ...(chosen !== undefined && { cells: read('cells', chosen) }), hold: read('hold', hold) };
}
