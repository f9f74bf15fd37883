import { quantity, whole } from '../../numbers/format.ts';

/** The column of a lesson. */
export const lessons = {
  title: 'Lessons',
  all: 'All lessons',
  freePlay: 'Free play',
  close: 'Close',
  finished: 'goal reached',
  textFile: 'A lesson is a text file.',
  openOwn: 'Open one of your own',
  predict: 'Predict',
  try: 'Try',
  answer: 'Answer',
  again: 'Begin again',
  save: 'Save a report',
  saveHint: 'Figures, link, values and answers in one file',
  next: (title: string) => `Next: ${title}`,
  predicted: 'You predicted:',
  right: 'That is right.',
  itIs: (answer: string) => `It is: ${answer}`,
  judgedAfter: (duration: number, percent: number) =>
    `Judged after ${duration} ms without a change: ${percent}\u00a0%`,
  reached: 'Goal reached.',
  goal: {
    missing: (reason: string) => `Not now: ${reason}.`,
    none: 'Not yet: there is no such cell.',
    met: 'Reached.',
    part: (met: number, all: number) => `Not yet: ${whole(met)} of ${whole(all)} cells.`,
  },
  report: {
    date: (date: string) => `${date} UTC.`,
    prediction: 'Prediction',
    nonePredicted: 'None was made.',
    predicted: (words: string, judgement: string) => `Predicted: ${words} ${judgement}`,
    goal: 'Goal',
    notJudged: 'Not judged yet.',
    cells: 'What the cells do',
    population: (membrane: string, cells: number, time: number) =>
      `${membrane}, ${whole(cells)} cells, ${quantity(time, 'ms')} from the beginning.`,
    values: 'The values of the curve',
    again: 'Again',
    link: 'This population on the page',
    experiment: 'The experiment, as loligo run takes it:',
  },
};
