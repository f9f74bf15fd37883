import { z } from 'zod';
import { closed, describeIssues } from '../input/schema.ts';
import { LessonError } from './fault.ts';
import { frontMatter } from './front-matter.ts';
import { type Header, headerSchema, sentence } from './header.ts';
import type { Language } from './language.ts';

/** The header of a translation: the words of a lesson in the order of the original, and nothing else. */
const translationSchema = closed({
  title: sentence,
  summary: sentence,
  predict: closed({ question: sentence, choices: z.array(sentence).default([]) }),
  goal: z.array(sentence),
});
type Translation = z.output<typeof translationSchema>;

/**
 * A lesson in another language. It has the words of a translation in the place of its own; experiment, view, formulas and values are those of the
 * original, so that they are written once and measured once.
 * @param original text of the lesson
 * @param translation text of a file whose header has words alone
 * @param name what the translation is called in messages
 * @throws LessonError if it has other words than the original has
 */
export function translated(original: string, translation: string, language: Language, name: string): string {
  const { data, headerWith } = frontMatter(original, name);
  const front = frontMatter(translation, name);
  const parsed = translationSchema.safeParse(front.data, { reportInput: true });
  if (!parsed.success)
    throw new LessonError(name, [
      {
        line: front.lineOf(parsed.error.issues[0]!.path),
        message: describeIssues(parsed.error, 'the header'),
      },
    ]);
  const words = parsed.data;
  const wrong = differences(words, headerSchema.parse(data)).map(([path, message]) => ({
    line: front.lineOf(path),
    message,
  }));
  if (wrong.length > 0) throw new LessonError(name, wrong);
  return `---\nlanguage: ${language}\n${headerWith(placesOf(words))}---\n${front.body}`;
}

/** Where there are more or fewer sentences than in the original. */
function differences({ predict, goal }: Translation, original: Header): [PropertyKey[], string][] {
  const choices = 'choices' in original.predict ? original.predict.choices.length : 0;
  const counts: [PropertyKey[], number, number][] = [
    [['predict', 'choices'], predict.choices.length, choices],
    [['goal'], goal.length, original.goal.length],
  ];
  return counts.flatMap(([path, here, there]): [PropertyKey[], string][] =>
    here === there ? [] : [[path, `${path.join('.')} has ${here} sentences, but the original has ${there}`]],
  );
}

/** Each sentence with its place in the header of a lesson. */
const placesOf = ({ title, summary, predict, goal }: Translation): [PropertyKey[], string][] => [
  [['title'], title],
  [['summary'], summary],
  [['predict', 'question'], predict.question],
  ...predict.choices.map((says, i): [PropertyKey[], string] => [['predict', 'choices', i, 'says'], says]),
  ...goal.map((says, i): [PropertyKey[], string] => [['goal', i, 'says'], says]),
];
