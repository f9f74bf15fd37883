import { suggestion } from '../input/nearest.ts';
import { shown } from '../input/shown.ts';
import type { Experiment } from '../protocol/experiment.ts';
import type { Fault } from './fault.ts';
import type { FrontMatter } from './front-matter.ts';
import type { Header } from './header.ts';
import { decimalsIn, headingsIn, type Language, numberIn } from './language.ts';
import { PLACEHOLDER } from './text.ts';

// A number that a lesson states about the model is a value, so that an engine can say whether it is right.

/** Units with which a number is said of the model. */
const quantity =
  /(?<![\w.,])([-+−]?\d+(?:[.,]\d+)*)(?:\s*|-)(?:mV|ms|Hz|kHz|%|pA|nA|nS|[uµμ]A\/cm(?:2|²)|mS\/cm(?:2|²)|(?:deg|°)C?)(?![\w/])/g;

/** Most words of a lesson: it stands beside the population, and is read in some minutes. */
const MOST_WORDS = 400;

/** Says which numbers of a text are neither values nor given, which values are not there, and whether it is too long. */
export function checkStatements(
  header: Header,
  experiment: Experiment,
  { body, bodyLine, lineOf }: FrontMatter,
  faults: Fault[],
): void {
  const { language } = header;
  const names = Object.keys(header.values);
  const given = new Set(numbersGiven(header, experiment));
  const lines = body.split('\n');
  const end = lines.findIndex((line) => line.startsWith(`## ${headingsIn(language).at(-1)}`));
  const said = end < 0 ? lines : lines.slice(0, end);
  for (const [i, text] of said.entries())
    for (const message of wrongIn(text, names, given, language)) faults.push({ line: bodyLine + i, message });
  for (const name of unused(header, body))
    faults.push({
      line: lineOf(['values', name]),
      message: `the value "${shown(name)}" is stated nowhere; remove it`,
    });
  const words = said.join(' ').match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0;
  if (words > MOST_WORDS)
    faults.push({
      line: bodyLine,
      message: `the text has ${words} words; at most ${MOST_WORDS} are read beside a population`,
    });
}

function wrongIn(
  text: string,
  names: readonly string[],
  given: ReadonlySet<number>,
  language: Language,
): string[] {
  const unknown = [...text.matchAll(PLACEHOLDER)].flatMap(([, name = '']) =>
    names.includes(name) ? [] : [`there is no value "${shown(name)}"${suggestion(name, names)}`],
  );
  const rest = text.replaceAll(PLACEHOLDER, '');
  const braces = /\{\{|\}\}/.test(rest)
    ? ['a value is written as {{name}}; other double braces have no meaning']
    : [];
  const numbers = [...rest.matchAll(quantity)].flatMap(([words, written = '']) => {
    const number = Math.abs(numberIn(language, written));
    if (Number.isNaN(number))
      return [`"${shown(words)}" cannot be read: before decimals there is ${decimalsIn(language)} here`];
    if (given.has(number)) return [];
    return [
      `"${shown(words)}" is no number that the header sets; if it is one that comes out, make it a value and write {{name}}`,
    ];
  });
  return [...unknown, ...braces, ...numbers];
}

/** Numbers that a lesson sets, without their signs: those of its experiment, its goals, its prediction and its solution. */
function numbersGiven(
  { language, goal, predict, solution, values }: Header,
  { model: _, ...experiment }: Experiment,
): number[] {
  const { question, ...answer } = predict;
  const entries = [...('choices' in answer ? answer.choices : [answer]), ...goal];
  // Sentences have numbers as the language writes them, formulas with points.
  const sentences = [question, ...entries.flatMap((entry) => ('says' in entry ? [entry.says] : []))];
  const formulas = entries.map((entry) => ({ ...entry, says: undefined }));
  const said = sentences.flatMap((text) => text.match(/\d+(?:[.,]\d+)?/g) ?? []);
  return [
    ...said.map((written) => numberIn(language, written)),
    ...numbersIn([experiment, formulas, solution, Object.values(values).map((value) => value.in)]),
  ];
}

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [Math.abs(value)];
  if (typeof value === 'string') return (value.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

/** Values that neither the text nor another formula speaks of. */
function unused({ values, predict, goal }: Header, body: string): string[] {
  const stated = new Set([...body.matchAll(PLACEHOLDER)].map(([, name]) => name));
  const formulas = [
    ...Object.values(values).map(({ of }) => of),
    ...goal.flatMap(({ cells, hold }) => [cells, hold]),
    ...('answer' in predict ? [predict.answer] : predict.choices.map(({ right }) => right)),
  ];
  const used = new Set(formulas.flatMap((formula) => formula?.match(/\w+/g) ?? []));
  return Object.keys(values).filter((name) => !stated.has(name) && !used.has(name));
}
