import type { Command } from 'commander';
import { suggestion } from '../input/nearest.ts';
import { InputError } from '../input/schema.ts';
import { shown } from '../input/shown.ts';
import { lessonText, series } from '../lessons/series.ts';
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
    .action(() => list(streams));
  lesson
    .command('show')
    .description('print the Markdown of a lesson, to make another one from')
    .argument('<name>', 'a name that `loligo lesson list` lists')
    .action((name: string) => show(name, streams));
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

async function list({ stdout }: Streams): Promise<void> {
  const rows = series.map(({ name, title, summary }) => [name, title, summary]);
  await writeAll(stdout, [`${aligned(['name', 'title', 'summary'], rows).join('\n')}\n`]);
}

async function show(name: string, { stdout }: Streams): Promise<void> {
  const text = await lessonText(name);
  if (text === undefined) {
    const names = series.map((lesson) => lesson.name);
    throw new InputError(`unknown lesson "${shown(name)}"${suggestion(name, names)}`);
  }
  await writeAll(stdout, [text]);
}
