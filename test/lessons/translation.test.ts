import { describe, expect, it } from 'vitest';
import { LessonError } from '../../src/lessons/fault.ts';
import { readLesson } from '../../src/lessons/read.ts';
import { translated } from '../../src/lessons/translation.ts';
import { example, withText } from './guide.ts';

const german = `---
title: Anodenöffnung
summary: Eine Membran, die unterhalb der Ruhe gehalten wurde, kann beim Loslassen feuern.
predict:
  question: "Ab welcher Stärke, in uA/cm2: löst das Ende ein Aktionspotential aus?"
goal:
  - Zellen mit weniger als -2,0 uA/cm2 feuern, wenn er "endet".
---
Von 5 bis 35 ms zieht ein Strom V nach unten, bis -5,0 uA/cm2.

## Ausprobieren

Sehen Sie, wer feuert.

## Antwort

Es braucht {{edge}}; {{ready}} sind bereit, dann {{readier}}.
`;
const withWords = (from: string, to: string) =>
  translated(
    example,
    german.replace(from, () => to),
    'de',
    'it.md',
  );

function faultsOf(text: string): string[] {
  try {
    readLesson(text, 'it.md');
    return [];
  } catch (error) {
    return (error as LessonError).faults.map(({ message }) => message);
  }
}

describe('a translation', () => {
  const original = readLesson(example, 'it.md');
  const lesson = readLesson(translated(example, german, 'de', 'it.md'), 'it.md');

  it('has its own words', () => {
    expect([lesson.language, lesson.title, lesson.prediction.question, lesson.goals[0]!.says]).toEqual([
      'de',
      'Anodenöffnung',
      'Ab welcher Stärke, in uA/cm2: löst das Ende ein Aktionspotential aus?',
      'Zellen mit weniger als -2,0 uA/cm2 feuern, wenn er "endet".',
    ]);
    expect(lesson.text.try).toEqual([
      { kind: 'paragraph', children: [{ kind: 'text', text: 'Sehen Sie, wer feuert.' }] },
    ]);
  });

  it('has everything else of the original', () => {
    expect(lesson.document).toEqual(original.document);
    expect([lesson.view, lesson.solution]).toEqual([original.view, original.solution]);
    expect(lesson.values.map(({ name, text }) => [name, text])).toEqual(
      original.values.map(({ name, text }) => [name, text]),
    );
    expect(lesson.goals[0]).toEqual({ ...original.goals[0], says: lesson.goals[0]!.says });
  });

  it('has the sentences of choices in the order of the original', () => {
    const asked = withText([
      'question: From which strength on, in uA/cm2, does the end of the current make a spike?\n  answer: 0 - edge\n  unit: uA/cm2\n  within: 25',
      'question: How many?\n  choices: [{ says: one, right: edge < 0 }, { says: two }]',
    ]);
    const text = translated(
      asked,
      german.replace('goal:', '  choices: [eins, "zwei, drei"]\ngoal:'),
      'de',
      'it.md',
    );
    expect(readLesson(text, 'it.md').prediction).toMatchObject({ choices: ['eins', 'zwei, drei'], right: 0 });
  });

  it('is read with the numbers and headings of its language', () => {
    expect(faultsOf(withWords('-5,0 uA', '-5.0 uA')).join()).toMatch(
      /"-5\.0 uA\/cm2" cannot be read.*a comma here/,
    );
    expect(faultsOf(withWords('-5,0 uA', '-5,1 uA')).join()).toMatch(
      /"-5,1 uA\/cm2" is no number that the header sets/,
    );
    expect(faultsOf(withWords('## Antwort', '## Answer')).join()).toMatch(
      /"## Answer" is no part.*"## Antwort"/,
    );
  });

  it.each([
    [
      'no sentence for a goal',
      '  - Zellen mit weniger als -2,0 uA/cm2 feuern, wenn er "endet".',
      '  []',
      /^it\.md, line 6: goal has 0 sentences, but the original has 1$/,
    ],
    [
      'choices that the original has not',
      'goal:',
      '  choices: [eins, zwei]\ngoal:',
      /^it\.md, line 6: predict\.choices has 2 sentences, but the original has 0$/,
    ],
    ['an entry that is no word', 'goal:', 'solution: {}\ngoal:', /unknown key/],
    ['no title', 'title: Anodenöffnung\n', '', /title is missing/],
  ])('is refused with %s', (_, from, to, message) => {
    expect(() => withWords(from, to)).toThrow(message);
    expect(() => withWords(from, to)).toThrow(LessonError);
  });
});
