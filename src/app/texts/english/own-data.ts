import { plain, unit, whole } from '../../numbers/format.ts';

/** What the latest round of a fit came to. */
export interface RoundWords {
  readonly round: number;
  readonly kept: number;
  readonly drawn: number;
  readonly tolerance: string;
  /** Part of all that were nearer than the tolerance before. */
  readonly nearer: number;
}

/** How well what was held back is foretold. */
export interface ForetoldWords {
  readonly count: number;
  readonly error: string;
  readonly fitted: string;
  /** Part of it inside the band. */
  readonly inside: number;
}

/** Data of one's own, and which neurons agree with them. */
export const ownData = {
  title: 'Own data',
  drop: 'Drop a CSV on the page, or',
  open: 'open one',
  dropped: ': V against time, or rates against currents.',
  samples: (name: string, count: number, from: number, to: number) =>
    `${name}: ${whole(count)} samples from ${plain(from)} to ${plain(to, 6)} ms`,
  tooMany: ', too many for a link',
  runOver: 'Run over it',
  seeCurve: 'See the curve',
  key: 'A recorded potential, from time 0 on',
  unsaid: (name: string) => `${name} does not say in which units it is.`,
  severalCells: (name: string) => `${name} has several cells. Which one is the recording?`,
  cell: 'Cell',
  time: 'Time',
  potential: 'Potential',
  current: 'Current',
  take: 'Take it so',
  leave: 'Leave it',
  lookedFor: 'What is looked for',
  neurons: (cell: string, means: 'rates' | 'trace') =>
    `In neurons like the one that is selected: ${cell}, ${means === 'rates' ? 'at constant currents' : 'under its stimulus'}.`,
  parameters: 'Parameters that are looked for',
  range: 'Two numbers, such as 60:180, with :log for a logarithmic scale',
  candidates: 'Candidates',
  candidatesHint: 'Candidates that are drawn in each round',
  wholeFrom: (low: number, high: number) => `A whole number from ${low} to ${high}`,
  compareHint: 'Draws neurons evenly over the ranges and compares them with the data',
  compare: 'Compare',
  compareAnew: 'Compare anew',
  means: {
    potential: 'V, sample by sample',
    features: 'features of V',
    rates: 'rates at currents',
  },
  compareBy: 'Compare by',
  features: 'Features',
  featuresHint: 'Statistics of V, as name or name:weight',
  featuresWrong: 'Statistics, each maybe with a weight, such as latency peak:2',
  windows: 'Windows',
  windowsHint: 'Parts that count, as from:to or from:to:weight',
  windowsBefore: 'all, or 10:40:2',
  windowsWrong: 'Two numbers and maybe a weight, such as 10:40 or 10:40:2',
  measured: 'Measured',
  measuredHint: 'When rates are measured, from rest on, as from:to',
  measuredWrong: 'Two times (ms), such as 200:500',
  held: 'Held back',
  heldHint: 'Part of the data that is not fitted but foretold',
  numberFrom: (low: number, high: number) => `A number from ${low} to ${high}`,
  comparing: 'Comparing',
  round: ({ round, kept, drawn, tolerance, nearer }: RoundWords) =>
    `Round ${round}: ${whole(kept)} of ${whole(drawn)} candidates are within ${tolerance}${round > 1 ? `, ${plain(100 * nearer, 2)} % of all nearer than the tolerance before` : ''}.`,
  /** @param words why they do */
  lost: (count: number, words: string) => `${whole(count)} ${words}.`,
  ended: (words: string) => `This is the end: ${words}.`,
  noneForetold: 'Nothing is foretold: all that were kept diverge.',
  noneHeld: 'Nothing is held back.',
  foretold: ({ count, error, fitted, inside }: ForetoldWords) =>
    `What was held back (${whole(count)} ${count === 1 ? 'number' : 'numbers'}) is foretold with an error of ${error}, where ${fitted} is left of what was fitted; ${plain(100 * inside, 2)} % of it is inside the 90 % band.`,
  known: 'What is known of the parameters',
  kept: 'Kept',
  median: 'median',
  narrow: 'Narrow',
  narrowHint: 'Draws as many cells around those that were kept',
  use: 'Use these',
  useHint:
    'The parameters of the chosen candidate become those of the experiment, in which they vary no more',
  copy: 'Copy',
  copyHint: 'Copies the experiment with the parameters of the chosen candidate, as JSON',
  copied: 'The experiment is in the clipboard.',
  copyElse: 'use these, and copy them from JSON',
  save: 'Save accepted',
  saveHint: 'accepted.csv, as loligo fit leaves it',
  showCells: 'Show its cells',
  nearest: 'Nearest candidates',
  plot: 'Points and curves',
  plotNote: (unitName: string) =>
    `Rate (Hz) at currents (${unit(unitName)}). Filled points are held back; lines are the nearest candidates, and grey is what those that were kept say.`,
};
