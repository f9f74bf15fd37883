import type { Summary } from '../analysis/curve.ts';
import { whole } from './format.ts';
import type { State } from './state.ts';

/** What the population does, in a sentence, and the numbers in it where there are some. */
export interface Happening {
  readonly words: string;
  readonly summary?: Summary | undefined;
}

export function happeningOf({ phase, wanted, experiment, summary }: State): Happening {
  if (phase.value === 'starting') return { words: 'Starting the engine.' };
  if (phase.value === 'failed') return { words: 'Not running.' };
  if (wanted.value !== experiment.value) return { words: 'Preparing the change.' };
  if (!summary.value) return { words: 'Settling, then counting spikes.' };
  return { words: summaryWords(summary.value), summary: summary.value };
}

function summaryWords({ firing, cells, highest }: Summary): string {
  if (firing === 0) return `None of ${whole(cells)} cells fires.`;
  return `${whole(firing)} of ${whole(cells)} cells fire, up to ${highest.toFixed(0)} Hz.`;
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
