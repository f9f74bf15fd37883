import { type ReadonlySignal, signal } from '@preact/signals';
import type { Experiment } from '../../protocol/experiment.ts';
import type { Window } from '../../statistics/recorded.ts';
import type { Feature } from '../../studies/fit/features.ts';
import type { Range } from '../../studies/fit/free.ts';
import type { OwnPoints } from '../../studies/fit/own-points.ts';
import type { OwnTrace } from '../../studies/fit/own-trace.ts';
import type { OnCurve } from '../curve/on-curve.ts';
import type { StageWish } from '../stage/stage-state.ts';
import type { OfCells, Shown } from './candidates.ts';
import { Fitter } from './fitter.ts';

/** A file of which something has to be asked: units that it does not say, or which of its cells is meant. */
export interface Unread {
  readonly name: string;
  readonly text: string;
  readonly unsaid: readonly ('time' | 'potential' | 'current')[];
  /** Numbers of the cells that it has, where it has several. */
  readonly cells: readonly number[];
}

/** What candidates are compared by: the potential at each sample, statistics of it, or the rates at some currents. */
export type Means = 'potential' | 'features' | 'rates';

/** Candidates of a round, where nobody says it: of a recording as many as a link still holds with three numbers of each. */
const counts: Readonly<Record<Means, number>> = { potential: 1024, features: 1024, rates: 256 };

/** Data of one's own, and what is compared with them. Points are where they are shown, on the curve. */
export function createOwnData() {
  return {
    recording: signal<OwnTrace | undefined>(undefined),
    unread: signal<Unread | undefined>(undefined),
    /** By what candidates are compared; undefined where nobody has chosen. */
    means: signal<Means | undefined>(undefined),
    /** Parameters that are looked for, and where; undefined where nobody has chosen. */
    free: signal<Readonly<Record<string, Range>> | undefined>(undefined),
    /** Statistics that V is compared by; undefined where nobody has chosen. */
    features: signal<readonly Feature[] | undefined>(undefined),
    /** What of the data counts; all of it where undefined. */
    windows: signal<readonly Window[] | undefined>(undefined),
    /** Share of the data that is held back. */
    hold: signal(0.3),
    /** When rates are measured, ms from rest on. */
    measured: signal<Pick<Window, 'from' | 'to'>>({ from: 200, to: 500 }),
    /** Undefined where nobody has chosen. */
    count: signal<number | undefined>(undefined),
    fitter: new Fitter(),
    /** What was said of the cells before they were compared, and how they were seen. */
    former: signal<{ readonly cells: OfCells; readonly view: StageWish } | undefined>(undefined),
    /** What runs since the candidates of the latest round are shown, and the nearest of them, the best first. */
    shown: signal<{ readonly experiment: Experiment; readonly nearest: readonly Shown[] } | undefined>(
      undefined,
    ),
    /** Simulated time to which the population shall run over the recording once it is at its beginning, ms. */
    until: signal<number | undefined>(undefined),
  };
}

/** The data, each kind where it is shown. */
interface Data {
  readonly ownData: ReturnType<typeof createOwnData>;
  readonly onCurve: OnCurve;
}

/** By what candidates can be compared, given the data. */
export const meansIn = ({ ownData, onCurve }: Data): readonly Means[] => [
  ...(ownData.recording.value ? (['potential', 'features'] as const) : []),
  ...(onCurve.points.value ? (['rates'] as const) : []),
];

/** By what they are; undefined without data. */
export function meansOf(data: Data): Means | undefined {
  const possible = meansIn(data);
  const chosen = data.ownData.means.value;
  return chosen && possible.includes(chosen) ? chosen : possible[0];
}

/** What is compared. */
export const dataOf = (data: Data): OwnTrace | OwnPoints | undefined =>
  meansOf(data) === 'rates' ? data.onCurve.points.value : data.ownData.recording.value;

export const countOf = (data: Data): number =>
  data.ownData.count.value ?? counts[meansOf(data) ?? 'potential'];

/** The nearest candidates, the best first; none where something else runs. */
export const nearestIn = ({
  ownData: { shown },
  experiment,
}: Pick<Data, 'ownData'> & { readonly experiment: ReadonlySignal<Experiment | undefined> }) =>
  shown.value && shown.value.experiment === experiment.value ? shown.value.nearest : [];
