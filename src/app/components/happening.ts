import type { Summary } from '../../analysis/curve.ts';
import type { State } from '../state.ts';
import { texts } from '../texts/language.ts';

/** What the population does, in a sentence, and the numbers in it where there are some. */
export interface Happening {
  readonly words: string;
  readonly summary?: Summary | undefined;
}

export function happeningOf({ phase, wanted, experiment, summary }: State): Happening {
  const { starting, notRunning, preparing, settling } = texts.value.news;
  if (phase.value === 'starting') return { words: starting };
  if (phase.value === 'failed') return { words: notRunning };
  if (wanted.value !== experiment.value) return { words: preparing };
  if (!summary.value) return { words: settling };
  return { words: summaryWords(summary.value), summary: summary.value };
}

function summaryWords({ firing, cells, highest }: Summary): string {
  const news = texts.value.news;
  return firing === 0 ? news.silent(cells) : news.firing(firing, cells, highest);
}

/** Part of the cells, and of the highest rate, by which numbers have to change to be told again. */
const SUBSTANCE = 0.05;

/** Whether something is to be told to who was told something else last: numbers that are only measured better are not. */
export function isNews(told: Happening | undefined, { words, summary }: Happening): boolean {
  if (!told?.summary || !summary) return told?.words !== words;
  const { firing, cells, highest } = told.summary;
  return (
    summary.cells !== cells ||
    (summary.firing === 0) !== (firing === 0) ||
    Math.abs(summary.firing - firing) > SUBSTANCE * cells ||
    Math.abs(summary.highest - highest) > SUBSTANCE * highest
  );
}
