import { version } from '../../package.json';
import type { AdapterDescription } from '../engine/simulation.ts';
import type { ExperimentInput } from '../protocol/experiment.ts';
import type { Finding, Report, ReportColumn } from '../studies/study.ts';
import { type Column, csvHeader, csvRows, jsonRow } from '../tables/csv.ts';
import { plotPoints } from './plot.ts';
import { type Streams, writeAll } from './streams.ts';

/** How a report is printed, and what belongs to it besides. */
export interface ReportOptions {
  readonly json?: boolean | undefined;
  readonly adapter?: AdapterDescription | undefined;
  /** Digests of the shaders or modules that ran. */
  readonly kernels?: readonly string[];
  /** What was studied. */
  readonly experiment: ExperimentInput;
}

/** Significant digits of a number in a report. */
const DIGITS = 7;

/** Prints the rows of a report as CSV or the whole as JSON; on a terminal, a plot and what was found in words as well. */
export async function printReport(
  report: Report,
  options: ReportOptions,
  { stdout, stderr }: Streams,
): Promise<void> {
  const { columns, sentences } = report;
  if (options.json) {
    await writeAll(stdout, [`${JSON.stringify(reportDocument(report, options), null, 2)}\n`]);
  } else {
    const printed = columns.map(printedColumn);
    await writeAll(stdout, [csvHeader(printed)]);
    await writeAll(stdout, csvRows(printed, rowsOf(report)));
  }
  if (stderr.isTTY) {
    const plot = plotOf(report, stderr.columns || 80);
    stderr.write([...(plot ? [plot] : []), ...sentences].map((text) => `${text}\n`).join(''));
  }
}

const rowsOf = ({ columns }: Report): number => columns[0]?.values.length ?? 0;

/** The whole of a report as JSON. */
export function reportDocument(report: Report, { adapter, kernels, experiment }: ReportOptions): object {
  const { columns, findings, sentences, details } = report;
  const printed = columns.map(printedColumn);
  return {
    version,
    ...(adapter && { adapter }),
    ...(kernels && { kernels }),
    experiment,
    findings: Object.fromEntries(Object.entries(findings).map(([name, one]) => [name, rounded(one)])),
    words: sentences,
    ...details,
    rows: Array.from({ length: rowsOf(report) }, (_, row) => jsonRow(printed, row)),
  };
}

/** A column with its numbers as they are printed. */
function printedColumn({ name, values }: ReportColumn): Column {
  return {
    name,
    value: (row) => {
      const value = values[row]!;
      return typeof value === 'string' ? value : digits(value);
    },
  };
}

/** NaN where there is no number. Adding 0 makes 0 of -0. */
const digits = (value: number): number =>
  Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) + 0 : Number.NaN;

/** JSON has null for NaN. */
const rounded = ({ value, unit }: Finding) => ({ value: digits(value), unit });

function plotOf({ plot, columns }: Report, width: number): string | undefined {
  if (!plot) return undefined;
  const named = (name: string): ReportColumn => columns.find((column) => column.name === name)!;
  const x = named(plot.x);
  const ys = plot.y.map(named);
  const points = ys.flatMap(({ values }) =>
    Array.from({ length: values.length }, (_, i): [number, number] => [
      Number(x.values[i]),
      Number(values[i]),
    ]),
  );
  const shown = [...points, ...(plot.points ?? [])].filter(
    ([a, b]) => Number.isFinite(a) && Number.isFinite(b),
  );
  if (shown.length === 0) return undefined;
  return plotPoints(shown, {
    columns: width,
    title: withUnit(ys.map(({ words }) => words).join(', '), ys[0]!.unit),
    axis: withUnit(x.words, x.unit),
  });
}

/** Words with the unit of what they say, if it has one. */
const withUnit = (words: string, unit: string): string => (unit === '1' ? words : `${words}, ${unit}`);
