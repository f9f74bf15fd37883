import type { Finding, Report, ReportColumn } from '../study.ts';
import { said } from '../words.ts';
import type { Estimate, Fit } from './fit.ts';
import type { Foretold } from './foretell.ts';
import type { Ending, Round } from './monte-carlo.ts';

/** What a fit found: a row for each free number. */
export function fitReport(fit: Fit): Report {
  const { estimates, rounds, correlations, foretold, comparison } = fit;
  const last = rounds.at(-1)!;
  return {
    columns: columnsOf(estimates),
    findings: findingsOf(fit),
    sentences: [...sentencesOf(fit)],
    details: {
      parameters: estimates.map(({ name, path, unit, value, range }) => ({
        name,
        path,
        unit,
        value,
        ...range,
      })),
      rounds: rounds.map((round) => roundDetails(round, comparison.unit)),
      ending: endings[last.ending!],
      correlations,
      ...(foretold && { foretold: agreements(foretold) }),
    },
  };
}

/** Without what is said of each datum. */
const agreements = ({ band: _, ...rest }: Foretold) => rest;

function columnsOf(estimates: readonly Estimate[]): ReportColumn[] {
  const column = (name: string, words: string, value: (one: Estimate) => number): ReportColumn => ({
    name,
    words,
    unit: '1',
    values: estimates.map(value),
  });
  return [
    { name: 'parameter', words: 'parameter', unit: '1', values: estimates.map(({ name }) => name) },
    { name: 'unit', words: 'unit', unit: '1', values: estimates.map(({ unit }) => unit) },
    column('median', 'weighted median', ({ median }) => median),
    column('low', 'where the middle 90 % begins', ({ low }) => low),
    column('high', 'where the middle 90 % ends', ({ high }) => high),
    column('from', 'least value that was drawn from', ({ range }) => range.from),
    column('to', 'greatest value that was drawn from', ({ range }) => range.to),
    column('narrowed', 'times narrower than it was', ({ narrowed }) => narrowed),
  ];
}

function findingsOf({
  estimates,
  rounds,
  accepted,
  foretold,
  comparison: { unit },
}: Fit): Record<string, Finding> {
  const last = rounds.at(-1)!;
  return {
    tolerance: { value: last.tolerance, unit },
    leastDistance: { value: last.least, unit },
    accepted: { value: accepted.weights.length, unit: '1' },
    effective: { value: last.effective, unit: '1' },
    drawn: { value: last.drawn, unit: '1' },
    ...Object.fromEntries(
      estimates.flatMap(({ name, unit: own, median, low, high }) => [
        [`${name}Median`, { value: median, unit: own }],
        [`${name}Low`, { value: low, unit: own }],
        [`${name}High`, { value: high, unit: own }],
      ]),
    ),
    ...(foretold && {
      heldBackRms: { value: foretold.held.rms, unit },
      heldBackCoverage: { value: foretold.held.coverage, unit: '1' },
      fittedRms: { value: foretold.fitted.rms, unit },
    }),
  };
}

export const roundDetails = (
  { round, tolerance, acceptance, effective, drawn, least, beyond, kept }: Round,
  unit: string,
) => ({
  round,
  tolerance,
  least,
  unit,
  acceptance,
  kept: kept.distances.length,
  effective: Number(effective.toPrecision(6)),
  drawn,
  beyond,
});

/** Why there was no other round, in words. */
export const endings: Readonly<Record<Ending, string>> = {
  goal: 'the tolerance is what the errors of the data allow, or what was asked for',
  acceptance: 'hardly any candidate comes nearer',
  rounds: 'the last round was reached; the spread is that of the tolerance, and more rounds make it narrower',
};

/** Why candidates count as infinitely far. */
export const beyondWords = 'count as infinitely far: they diverge, have no rest, or lack what is compared';

function* sentencesOf({
  estimates,
  rounds,
  accepted,
  foretold,
  comparison: { unit },
}: Fit): Generator<string> {
  const last = rounds.at(-1)!;
  const found = estimates.map(
    ({ name, unit: own, median, low, high }) =>
      `${name} ${said(median)} (${said(low)} to ${said(high)})${own === '1' ? '' : ` ${own}`}`,
  );
  yield `Of ${last.drawn} candidates in ${rounds.length} rounds ${accepted.weights.length} are within ${said(last.tolerance)} ${unit}: ${found.join(', ')}; medians, and the middle 90 %.`;
  yield `It ended because ${endings[last.ending!]}.`;
  const beyond = rounds.reduce((sum, one) => sum + one.beyond, 0);
  if (beyond > 0) yield `${beyond} of the candidates ${beyondWords}.`;
  if (!foretold) return;
  const { held, error } = foretold;
  yield `What was held back (${held.count} numbers) is foretold with an error of ${said(held.rms)} ${foretold.unit}, where ${said(error)} is left of what was fitted; ${said(100 * held.coverage)} % of it is inside the 90 % band.`;
}
