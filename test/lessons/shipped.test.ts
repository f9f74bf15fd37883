import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkLesson } from '../../src/lessons/check.ts';
import { languages, numberIn } from '../../src/lessons/language.ts';
import { agrees } from '../../src/lessons/measure.ts';
import { type Lesson, readLesson } from '../../src/lessons/read.ts';
import { lessonNames, lessonText, series } from '../../src/lessons/series.ts';
import { lendCpu } from '../support/lend.ts';

const translations = languages.filter((language) => language !== 'en');

async function shipped(name: string, language: (typeof languages)[number]): Promise<Lesson> {
  return readLesson((await lessonText(name, language))!, `${language}/${name}.md`);
}

it.each(languages)('is a file for each lesson of the series, and no other, in %s', (language) => {
  const folder = fileURLToPath(new URL(`../../src/lessons/texts/${language}/`, import.meta.url));
  expect(readdirSync(folder).toSorted()).toEqual(lessonNames.map((name) => `${name}.md`).toSorted());
});

it.each(['nothing', '../series', 'constructor', ''])('has no lesson "%s"', async (name) => {
  for (const language of languages) expect(await lessonText(name, language)).toBeUndefined();
});

describe.each(languages)('in %s', (language) => {
  it.each(lessonNames)('%s is listed by its title and its summary', async (name) => {
    const lesson = await shipped(name, language);
    expect(lesson.language).toBe(language);
    const listed = (await series(language)).find((one) => one.name === name);
    expect({ title: lesson.title, summary: lesson.summary, name }).toEqual(listed);
  });
});

it.each(lessonNames)(
  '%s states what an engine finds, in every language, and its goal is reached by its solution alone',
  async (name) => {
    const lesson = await shipped(name, 'en');
    const { faults, values: measured } = await checkLesson(lesson, lendCpu());
    expect(faults).toEqual([]);
    for (const language of translations) {
      const other = await shipped(name, language);
      // What was measured holds for it as well: it is of the same runs.
      expect([other.document, other.solution, other.view]).toEqual([
        lesson.document,
        lesson.solution,
        lesson.view,
      ]);
      expect(formulasOf(other)).toEqual(formulasOf(lesson));
      for (const [i, value] of other.values.entries())
        expect(agrees({ value, number: measured[i]!.number }), value.name).toBe(true);
    }
  },
);

describe.each(translations)('in %s', (language) => {
  it.each(lessonNames)('%s says the numbers that the original says', async (name) => {
    expect(numbersOf(await shipped(name, language))).toEqual(numbersOf(await shipped(name, 'en')));
  });
});

/** What of a lesson an engine is asked. */
const formulasOf = ({ goals, values }: Lesson) => [
  goals.map(({ says: _, ...formulas }) => formulas),
  values.map(({ name, text, unit, from }) => [name, text, unit, from.kind]),
];

/** A number with its unit or with decimals, and a value. */
const stated = /[-+−]?\d+(?:[.,]\d+)?(?= ?(?:mV|ms|Hz|%|uA|mS|degC))|[-+−]?\d+[.,]\d+|"name":"\w+"/g;

/** What is stated in each sentence of the header and each part of the text, in order of the alphabet. */
function numbersOf({ language, prediction, goals, text }: Lesson): string[][] {
  const choices = prediction.kind === 'choice' ? prediction.choices : [];
  const sentences = [prediction.question, ...choices, ...goals.map(({ says }) => says)];
  // Sources are cited as they are.
  const parts = [text.text, text.try, text.answer].map((blocks) => JSON.stringify(blocks));
  return [...sentences, ...parts].map((words) =>
    [...words.replaceAll('\\n', ' ').matchAll(stated)]
      .map(([found]) => (found.startsWith('"') ? found : String(numberIn(language, found))))
      .toSorted(),
  );
}
