import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkLesson } from '../../src/lessons/check.ts';
import { readLesson } from '../../src/lessons/read.ts';
import { lessonText, series } from '../../src/lessons/series.ts';
import { lendCpu } from '../support/lend.ts';

const folder = fileURLToPath(new URL('../../src/lessons/texts/', import.meta.url));
const names = series.map(({ name }) => name);

it('is a file for each lesson of the series, and no other', () => {
  expect(readdirSync(folder).toSorted()).toEqual(names.map((name) => `${name}.md`).toSorted());
});

it.each(['nothing', '../series', 'constructor', ''])('has no lesson "%s"', async (name) => {
  expect(await lessonText(name)).toBeUndefined();
});

describe.each(series)('$name', ({ name, title, summary }) => {
  it('is listed by its title and its summary', async () => {
    const lesson = readLesson((await lessonText(name))!, name);
    expect([lesson.title, lesson.summary]).toEqual([title, summary]);
  });

  it('states what an engine finds, and its goal is reached by its solution alone', {
    timeout: 60_000,
  }, async () => {
    const { faults } = await checkLesson(readLesson((await lessonText(name))!, name), lendCpu());
    expect(faults).toEqual([]);
  });
});
