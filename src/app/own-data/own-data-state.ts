import { signal } from '@preact/signals';
import type { Experiment } from '../../protocol/experiment.ts';
import type { Window } from '../../statistics/recorded.ts';
import type { Range } from '../../studies/fit/free.ts';
import type { OwnTrace } from '../../studies/fit/own-trace.ts';
import type { StageWish } from '../stage/stage-state.ts';
import type { State } from '../state.ts';
import type { OfCells } from './candidates.ts';
import { Fitter } from './fitter.ts';

/** A file of a recording that does not say all of its units. */
export interface Unread {
  readonly name: string;
  readonly text: string;
  readonly unsaid: readonly ('time' | 'potential')[];
}

/** Candidates of a round, where nobody says it: as many as a link still holds with three numbers of each. */
const CANDIDATES = 1024;

/** A recording of one's own, and what is compared with it. */
export function createOwnData() {
  return {
    recording: signal<OwnTrace | undefined>(undefined),
    unread: signal<Unread | undefined>(undefined),
    /** Parameters that are looked for, and where; undefined where nobody has chosen. */
    free: signal<Readonly<Record<string, Range>> | undefined>(undefined),
    /** What of the recording counts; all of it where undefined. */
    windows: signal<readonly Window[] | undefined>(undefined),
    count: signal(CANDIDATES),
    fitter: new Fitter(),
    /** What was said of the cells before they were compared, and how they were seen. */
    former: signal<{ readonly cells: OfCells; readonly view: StageWish } | undefined>(undefined),
    /** What runs since the candidates of the latest round are shown, and the nearest of them, the best first. */
    shown: signal<{ readonly experiment: Experiment; readonly nearest: readonly number[] } | undefined>(
      undefined,
    ),
    /** Simulated time to which the population shall run over the recording once it is at its beginning, ms. */
    until: signal<number | undefined>(undefined),
  };
}

/** The nearest cells, the best first; none where something else runs. */
export const nearestIn = ({ ownData: { shown }, experiment }: Pick<State, 'ownData' | 'experiment'>) =>
  shown.value && shown.value.experiment === experiment.value ? shown.value.nearest : [];
