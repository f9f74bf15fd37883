import type { Window } from '../statistics/recorded.ts';
import type { Fit } from '../studies/fit/fit.ts';
import type { Foretold } from '../studies/fit/foretell.ts';
import type { OwnPoints } from '../studies/fit/own-points.ts';
import type { OwnTrace } from '../studies/fit/own-trace.ts';
import type { Report } from '../studies/study.ts';
import { acceptedColumns, freeColumn } from '../tables/accepted.ts';
import { withUnit } from '../tables/columns.ts';
import { type Column, csvHeader, csvRows } from '../tables/csv.ts';
import { type ReportOptions, reportDocument } from './report.ts';
import { ResultFolder } from './results/folder.ts';

const RECORDING = 'recording.csv';
const ACCEPTED = 'accepted.csv';
const FORETOLD = 'foretold.csv';
/** The files of a fit; the last one comes last, so that it is there only beside all others. */
const fileNames = [RECORDING, ACCEPTED, FORETOLD, 'experiment.json', 'fit.json'];

/** The folder of a fit: what was accepted, the experiment that runs it again, and all that was found. */
export class FitFolder {
  readonly #folder: ResultFolder;

  /** @throws InputError if nothing can be written there */
  constructor(path: string) {
    this.#folder = new ResultFolder(path, fileNames, { command: 'fit' });
  }

  /** @param windows what of a recording counts */
  write(
    fit: Fit,
    data: OwnTrace | OwnPoints,
    windows: readonly Window[] | undefined,
    report: Report,
    options: ReportOptions,
  ): void {
    const distance = 'times' in data ? { file: RECORDING, ...(windows && { windows }) } : undefined;
    const { accepted } = fit;
    if ('times' in data) this.#table(RECORDING, recordingColumns(data), data.times.length);
    this.#table(ACCEPTED, acceptedColumns(fit.comparison, accepted), accepted.weights.length);
    if (fit.foretold) this.#table(FORETOLD, foretoldColumns(fit.foretold), fit.foretold.band.data.length);
    this.#json('experiment.json', experimentOf(fit, distance));
    this.#json('fit.json', reportDocument(report, options));
    this.#folder.publish();
  }

  /** Leaves nothing behind, unless it was written. */
  discard(): void {
    this.#folder.leave({ isUseless: true });
  }

  #table(name: string, columns: readonly Column[], rows: number): void {
    const file = this.#folder.file(name);
    file.write(csvHeader(columns));
    for (const piece of csvRows(columns, rows)) file.write(piece);
  }

  #json(name: string, document: unknown): void {
    this.#folder.file(name).write(`${JSON.stringify(document, null, 2)}\n`);
  }
}

const digits = (value: number): number => Number(value.toPrecision(9));

const recordingColumns = ({ times, values }: OwnTrace): Column[] => [
  { name: 'time_ms', value: (row) => digits(times[row]!) },
  { name: 'V_mV', value: (row) => digits(values[row]!) },
];

/** What was fitted and what was held back, each beside what the accepted neurons say of it. */
function foretoldColumns({ band, fitted, unit }: Foretold): Column[] {
  const [at, quantity] = unit === 'mV' ? ['time_ms', 'V'] : ['current', 'rate'];
  const column = (name: string, values: ArrayLike<number>): Column => ({
    name: withUnit(name, unit),
    value: (row) => digits(values[row]!),
  });
  return [
    { name: at!, value: (row) => digits(band.data[row]!.at) },
    { name: 'held_back', value: (row) => (row < fitted.count ? 0 : 1) },
    column(
      quantity!,
      band.data.map(({ value }) => value),
    ),
    column('median', band.median),
    column('low', band.low),
    column('high', band.high),
  ];
}

/** The experiment with what was accepted as its population; of a recording, with the distance from it. */
function experimentOf({ comparison: { experiment, free } }: Fit, distance: object | undefined): unknown {
  return {
    ...experiment,
    ...(distance && { statistics: ['spikes', 'rate', { distance }] }),
    sample: {
      vary: Object.fromEntries(free.map((one) => [one.path, { file: ACCEPTED, column: freeColumn(one) }])),
    },
  };
}
