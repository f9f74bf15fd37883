import { runExperiment } from '../engine/run.ts';
import { evaluate } from '../formula/evaluate.ts';
import type { Problem } from '../problem/problem.ts';
import type { Lend } from '../studies/study.ts';
import { type Cells, type Columns, columnsFrom } from './cells.ts';
import { type CurveFit, fittedNumber } from './curve-fit.ts';
import { isTrue } from './goals.ts';
import type { Measurement, Value } from './values.ts';

/** What an engine says of a value; NaN where it says nothing. */
export interface Measured {
  readonly value: Value;
  readonly number: number;
}

/** What a run of an experiment gives. */
interface Ran {
  readonly columns: Columns;
  /** When each of some quantities was greatest in the first cell, ms. */
  readonly moments: ReadonlyMap<string, number>;
}

/** Measures values on an engine: one run for each experiment, whatever the number of values. */
export async function measure(values: readonly Value[], lend: Lend): Promise<Measured[]> {
  const runs = new Map<Cells, Ran>();
  const numbers: Record<string, number> = {};
  for (const { name, is, from } of values) {
    if (from.kind === 'of') numbers[name] = evaluate(from.formula, numbers);
    else if (from.kind === 'source') numbers[name] = is;
    else {
      const { cells } = from;
      const ran = runs.get(cells) ?? (await runOf(cells, askedOf(values, cells), lend));
      runs.set(cells, ran);
      numbers[name] = numberOf(from, ran);
    }
  }
  return values.map((value) => ({ value, number: numbers[value.name]! }));
}

/** Whether a number is what is stated, to the last digit of that. */
export function agrees({ value: { is, text }, number }: Measured): boolean {
  // A number that lies in the middle of two digits may be stated as either of them.
  return Math.abs(number - is) <= 0.5 * lastDigit(text) * (1 + 1e-9);
}

/** A number with as many digits as another one is stated with. */
export function asStated(number: number, text: string): string {
  const digit = lastDigit(text);
  return digit >= 1
    ? String(Math.round(number / digit) * digit)
    : number.toFixed(-Math.round(Math.log10(digit)));
}

/** The weight of the last digit of a number as it is written: 0.1 of "50.0". */
function lastDigit(text: string): number {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const decimals = mantissa.split('.')[1]?.length ?? 0;
  return 10 ** (Number(exponent) - decimals);
}

/** What is asked of the cells of one experiment. */
const askedOf = (values: readonly Value[], cells: Cells): (Measurement | CurveFit)[] =>
  values.flatMap(({ from }) => ('cells' in from && from.cells === cells ? [from] : []));

async function runOf(cells: Cells, asked: readonly (Measurement | CurveFit)[], lend: Lend): Promise<Ran> {
  const followed = asked.flatMap((one) => (one.kind === 'when' ? one.formula.measured : []));
  const names = asked.flatMap((one) => {
    if (one.kind === 'fit') return ['rate'];
    return one.kind === 'when' ? [] : [...one.formula.measured, ...(one.where?.measured ?? [])];
  });
  const highest = new Map<string, { value: number; time: number }>();
  return lend(following(cells.problem, followed), async (simulation) => {
    await runExperiment(simulation, {
      onTraces: ({ time, values }) => {
        for (const [name, samples] of Object.entries(values))
          for (const [i, value] of samples.entries())
            if (value > (highest.get(name)?.value ?? Number.NEGATIVE_INFINITY))
              highest.set(name, { value, time: time[i]! });
      },
    });
    const moments = new Map([...highest].map(([name, { time }]) => [name, time]));
    return { columns: await columnsFrom(simulation, names), moments };
  });
}

/** A problem with every step of some quantities of the first cell recorded. */
const following = (problem: Problem, names: readonly string[]): Problem => ({
  ...problem,
  record: { events: false, ...(names.length > 0 && { traces: { cells: [0], every: 1, values: names } }) },
});

function numberOf(from: Measurement | CurveFit, { columns, moments }: Ran): number {
  if (from.kind === 'fit') return fittedNumber(from, columns.get('rate')!);
  const { kind, cells, formula, where } = from;
  if (kind === 'when') return moments.get(formula.measured[0]!) ?? Number.NaN;
  const chosen = where && cells.values(where, columns);
  const values = cells
    .values(formula, columns)
    .filter(
      (value, cell) => (kind === 'share' || !Number.isNaN(value)) && (!chosen || isTrue(chosen[cell]!)),
    );
  if (values.length === 0) return Number.NaN;
  switch (kind) {
    case 'least':
      return values.reduce((a, b) => Math.min(a, b));
    case 'most':
      return values.reduce((a, b) => Math.max(a, b));
    case 'mean':
      return values.reduce((a, b) => a + b) / values.length;
    case 'share':
      return (100 * values.filter(isTrue).length) / values.length;
  }
}
