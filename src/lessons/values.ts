import { evaluate } from '../formula/evaluate.ts';
import { type Expr, symbolsOf } from '../formula/expr.ts';
import { suggestion } from '../input/nearest.ts';
import { InputError } from '../input/schema.ts';
import { shown } from '../input/shown.ts';
import { type CellFormula, type Cells, parsed } from './cells.ts';
import { type CurveFit, readCurveFit, unitOfFit } from './curve-fit.ts';
import { type Origin, origins, type ValueInput } from './header.ts';

/** A number that a lesson states, and where it comes from. */
export interface Value {
  readonly name: string;
  readonly is: number;
  /** The number with the digits that are stated. */
  readonly text: string;
  /** As the data write it, such as "uA/cm2"; empty of a plain number. */
  readonly unit: string;
  readonly from: Measurement | CurveFit | Computation | Publication;
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
  const { is, unit } = input;
  return { name, is, text, unit, from: originOf(input, earlier, cellsWith) };
}

function originOf(
  input: ValueInput,
  earlier: readonly Value[],
  cellsWith: (changes: ValueInput['in']) => Cells,
): Value['from'] {
  const kind = origins.find((one) => input[one] !== undefined)!;
  if (kind === 'of' || kind === 'source') {
    refuseBeside(input, kind, ['where', 'in']);
    if (kind === 'source') return { kind, words: input.source! };
    return { kind, formula: formulaOfValues(input.of!, earlier) };
  }
  const cells = cellsWith(input.in);
  if (kind === 'fit') {
    refuseBeside(input, kind, ['where']);
    const fit = readCurveFit(input.fit!, cells);
    checkUnit(input, unitOfFit(fit));
    return fit;
  }
  const formula = cells.formula(input[kind]!);
  if (kind === 'when') {
    refuseBeside(input, kind, ['where']);
    checkMoment(cells, formula);
  }
  checkUnit(
    input,
    unitOfKind(kind) ?? (formula.expr.kind === 'symbol' ? cells.unitOf(formula.expr.name) : undefined),
  );
  return { kind, cells, formula, where: input.where === undefined ? undefined : cells.formula(input.where) };
}

function refuseBeside(input: ValueInput, kind: Origin, keys: readonly ('where' | 'in')[]): void {
  const beside = keys.find((key) => input[key] !== undefined);
  if (beside) throw new InputError(`"${beside}" means nothing beside "${kind}"; leave it out`);
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

/** A formula with the numbers that are stated in the place of the names of values. */
export function withNumbers(formula: string, values: readonly Value[]): string {
  const numbers = new Map(values.map(({ name, text }) => [name, `(${text})`]));
  return formula.replaceAll(/(?<![\w.])[a-z]\w*(?![\w.])/gi, (word) => numbers.get(word) ?? word);
}

/** What a formula of values gives with the numbers that are stated. */
export const statedResult = (formula: Expr, values: readonly Value[]): number =>
  evaluate(formula, Object.fromEntries(values.map(({ name, is }) => [name, is])));

function checkMoment(cells: Cells, { expr, text }: CellFormula): void {
  const { states, observables } = cells.problem.system;
  if (expr.kind !== 'symbol' || ![...states, ...observables].some(({ name }) => name === expr.name))
    throw new InputError(`when: "${shown(text)}" is no state and no observable`);
  if (cells.count > 1)
    throw new InputError(`when: the experiment has ${cells.count} cells; set with "in" what varies`);
}

const unitOfKind = (kind: Origin): string | undefined => ({ share: '%', when: 'ms' })[kind as string];

/** @param known the unit of what is measured; undefined where a formula makes another one of it */
function checkUnit({ unit }: ValueInput, known: string | undefined): void {
  const right = known === '1' ? '' : known;
  if (right === undefined || right === unit) return;
  throw new InputError(`unit = "${shown(unit)}" is wrong: what is measured is in "${right}"`);
}
