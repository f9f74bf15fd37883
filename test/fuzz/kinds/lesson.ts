import { decodeText } from '../../../src/input/encoding.ts';
import { readLesson } from '../../../src/lessons/read.ts';
import { checkNumbers, checkSame, prepared, throughText } from '../accepted.ts';
import { lessonTextsWithFaults } from '../inputs/lessons.ts';
import { filesOf } from '../inputs/mutations.ts';
import { kind } from '../kind.ts';

/** Lessons in files. */
export const lesson = kind({
  inputs: filesOf(lessonTextsWithFaults),
  read: (bytes) => readLesson(decodeText(bytes, 'a.md'), 'a.md'),
  check: ({ document, cells, solved, values, goals }) => {
    const { experiment } = prepared(throughText(document));
    checkSame(cells.experiment, experiment, 'the experiment of the lesson');
    checkNumbers([values.map(({ is }) => is), goals], 'the lesson');
    if (cells.count < 1 || solved.count < 1) throw new Error('the lesson has no cells');
  },
});
