import { evaluate } from '../formula/evaluate.ts';
import { type Expr, symbolsOf } from '../formula/expr.ts';
import { suggestion } from '../input/nearest.ts';
import { InputError } from '../input/schema.ts';
import { shown } from '../input/shown.ts';
import { type CellFormula, type Cells, parsed } from './cells.ts';
import { type Origin, origins, type ValueInput } from './header.ts';

/** A number that a lesson states, and where it comes from. */
export interface Value {
  readonly name: string;
  readonly is: number;
  /** The number with the digits that are stated. */
  readonly text: string;
  /** As the data write it, such as "uA/cm2"; empty of a plain number. */
  readonly unit: string;
  readonly from: Measurement | Computation | Publication;
}

/** Measured in a run. */
export interface Measurement {
  readonly kind: 'least' | 'most' | 'mean' | 'share' | 'when';
  readonly cells: Cells;
  readonly formula: CellFormula;
  readonly where: CellFormula | undefined;
}

/** Computed from other values. */
export interface Computation {
  readonly kind: 'of';
  readonly formula: Expr;
}

export interface Publication {
  readonly kind: 'source';
  readonly words: string;
}

/**
 * What an entry of `values` means.
 * @param text its number as it is written
 * @param earlier values, which it may be computed from
 * @param cellsWith the cells of the lesson's experiment with some changes
 * @throws InputError if its experiment cannot be run, or a formula cannot be read
 */
export function readValue(
  name: string,
  input: ValueInput,
  text: string,
  earlier: readonly Value[],
  cellsWith: (changes: ValueInput['in']) => Cells,
): Value {
  if (!/^[a-z]\w*$/i.test(name))
    throw new InputError(`"${shown(name)}" is no name: use letters, digits and _, a letter first`);
  const kind = origins.find((one) => input[one] !== undefined)!;
  const { is, unit } = input;
  if (kind === 'of' || kind === 'source') {
    const beside = (['where', 'in'] as const).find((key) => input[key] !== undefined);
    if (beside) throw new InputError(`"${beside}" means nothing beside "${kind}"; leave it out`);
    const from =
      kind === 'of' ? { kind, formula: formulaOfValues(input.of!, earlier) } : { kind, words: input.source! };
    return { name, is, text, unit, from };
  }
  const cells = cellsWith(input.in);
  const from = {
    kind,
    cells,
    formula: cells.formula(input[kind]!),
    where: input.where === undefined ? undefined : cells.formula(input.where),
  };
  checkMoment(from);
  checkUnit(unit, from);
  return { name, is, text, unit, from };
}

/** A formula of values. @throws InputError if it cannot be read, or names one that is not there before it */
export function formulaOfValues(text: string, values: readonly Value[]): Expr {
  const expr = parsed(text);
  const names = values.map(({ name }) => name);
  const unknown = [...symbolsOf(expr)].find((name) => !names.includes(name));
  if (unknown === undefined) return expr;
  const known = suggestion(unknown, names);
  throw new InputError(`"${shown(text)}": there is no value "${shown(unknown)}" before it${known}`);
}

/** What a formula of values gives with the numbers that are stated. */
export const statedResult = (formula: Expr, values: readonly Value[]): number =>
  evaluate(formula, Object.fromEntries(values.map(({ name, is }) => [name, is])));

function checkMoment({ kind, cells, formula, where }: Measurement): void {
  if (kind !== 'when') return;
  if (where) throw new InputError('"where" means nothing beside "when"; leave it out');
  const { states, observables } = cells.problem.system;
  const { expr, text } = formula;
  if (expr.kind !== 'symbol' || ![...states, ...observables].some(({ name }) => name === expr.name))
    throw new InputError(`when: "${shown(text)}" is no state and no observable`);
  if (cells.count > 1)
    throw new InputError(`when: the experiment has ${cells.count} cells; set with "in" what varies`);
}

/** The unit of a number is known where no formula makes another one of it. */
function checkUnit(unit: string, { kind, cells, formula: { expr, text } }: Measurement): void {
  const known: Partial<Record<Origin, string>> = { share: '%', when: 'ms' };
  const expected = known[kind] ?? (expr.kind === 'symbol' ? cells.unitOf(expr.name) : undefined);
  if (expected === undefined || (expected === '1' ? '' : expected) === unit) return;
  throw new InputError(`unit = "${shown(unit)}" is not that of ${shown(text)}, which is "${expected}"`);
}
