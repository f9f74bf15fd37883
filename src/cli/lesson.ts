import { type Command, Option } from 'commander';
import { suggestion } from '../input/nearest.ts';
import { InputError } from '../input/schema.ts';
import { shown } from '../input/shown.ts';
import { type Language, languages } from '../lessons/language.ts';
import { lessonNames, lessonText, series } from '../lessons/series.ts';
import { aligned } from './aligned.ts';
import { parsePath } from './arguments.ts';
import { type Streams, writeAll } from './streams.ts';

/** Adds `loligo lesson`, with what can be done with lessons. */
export function addLesson(program: Command, streams: Streams): void {
  const lesson = program
    .command('lesson')
    .description('list the lessons, print one, or check one of your own');
  lesson
    .command('list')
    .description('list the lessons that are shipped')
    .addOption(languageOption())
    .action(({ language }: LanguageOptions) => list(language, streams));
  lesson
    .command('show')
    .description('print the Markdown of a lesson, to make another one from')
    .argument('<name>', 'a name that `loligo lesson list` lists')
    .addOption(languageOption())
    .action((name: string, { language }: LanguageOptions) => show(name, language, streams));
  lesson
    .command('check')
    .description('say what is wrong with lessons: format, numbers that are stated, goals and their solutions')
    .argument('<file...>', 'Markdown files', (path: string, before: string[] = []) => [
      ...before,
      parsePath(path),
    ])
    .action(async (files: string[]) => {
      // What reads YAML and Markdown comes when it is needed.
      const { checkLessons } = await import('./lesson-check.ts');
      await checkLessons(files, streams);
    });
}

interface LanguageOptions {
  readonly language: Language;
}

const languageOption = () =>
  new Option('--language <code>', 'in which they are written').choices(languages).default('en');

async function list(language: Language, { stdout }: Streams): Promise<void> {
  const lessons = await series(language);
  const rows = lessons.map(({ name, title, summary }) => [name, title, summary]);
  await writeAll(stdout, [`${aligned(['name', 'title', 'summary'], rows).join('\n')}\n`]);
}

async function show(name: string, language: Language, { stdout }: Streams): Promise<void> {
  const text = await lessonText(name, language);
  if (text === undefined)
    throw new InputError(`unknown lesson "${shown(name)}"${suggestion(name, lessonNames)}`);
  await writeAll(stdout, [text]);
}
