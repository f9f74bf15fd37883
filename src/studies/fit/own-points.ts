import Papa from 'papaparse';
import { type RatePoints, rateAt } from '../../analysis/curve.ts';
import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import type { Membrane } from '../../model/membrane.ts';
import { otherUnit } from '../../protocol/current.ts';

// Currents and rates that somebody else has measured.

export const currentUnits = ['uA/cm2', 'nA', 'pA'] as const;
export type CurrentUnit = (typeof currentUnits)[number];

/** Points beside the curve. */
export interface OwnPoints {
  /** Where they come from, in a word. */
  readonly name: string;
  readonly x: readonly number[];
  /** Of the currents, as the data write it; undefined where nothing is said of it. */
  readonly unit: CurrentUnit | undefined;
  /** Hz */
  readonly rate: readonly number[];
}

/** How far points are from a curve. */
export interface Difference {
  /** Root of the mean square, Hz; NaN where no point is between the ends of the curve. */
  readonly rms: number;
  /** Points that were compared. */
  readonly count: number;
}

const MOST_POINTS = 10_000;
/** The column of tables of cells that says which one a row is of. */
const CELL = 'cell';
const DECIMAL = /^[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Reads CSV of currents and rates, with or without a line of names above. With one, the first column whose name begins with "rate"
 * has the rates, else the second, and the first one in a unit of currents has the currents, else the first: what `loligo fi` prints and
 * tables of cells can be read.
 * @param name of the text, for messages
 * @throws InputError that names the line
 */
export function readPoints(text: string, name: string): OwnPoints {
  const delimiter = delimiterOf(text);
  const { data, errors } = Papa.parse<string[]>(delimiter === ' ' ? text.replaceAll(/ +/g, ' ') : text, {
    delimiter,
  });
  if (errors[0]) throw new InputError(`${name}, line ${(errors[0].row ?? 0) + 1}: ${errors[0].message}`);
  const rows = data.map((cells, i) => ({ cells: cells.map((cell) => cell.trim()), line: i + 1 }));
  const lines = rows.filter(({ cells }) => cells.some(Boolean));
  const [first, ...others] = lines;
  if (!first)
    throw new InputError(`${name} is empty; give a current and a rate on each line, such as 10, 68.3`);
  const hasNames = !first.cells.some((cell) => DECIMAL.test(cell));
  const names = hasNames ? first.cells : [];
  const rateColumn = Math.max(
    1,
    names.findIndex((one) => /^(firing )?rate/i.test(one)),
  );
  checkRate(names[rateColumn], name);
  const currentColumn = Math.max(
    0,
    names.findIndex((one, i) => i !== rateColumn && unitIn(one) !== undefined),
  );
  if (names[currentColumn] === CELL)
    throw new InputError(
      `${name} has numbers of cells and no column of currents; give one a name with its unit, such as current_uA_cm2`,
    );
  const points = hasNames ? others : lines;
  if (points.length === 0)
    throw new InputError(`${name} has names and no numbers below; give a current and a rate on each line`);
  if (points.length > MOST_POINTS) {
    throw new InputError(`${name} has ${points.length} points; at most ${MOST_POINTS} can be shown`);
  }
  const column = (i: number) => points.map(({ cells, line }) => numberIn(cells, i, `${name}, line ${line}`));
  return { name, x: column(currentColumn), unit: unitIn(names[currentColumn]), rate: column(rateColumn) };
}

/** The root of the mean square difference (Hz) between points and a curve, on straight lines between its own points. */
export function differenceTo(curve: RatePoints, x: readonly number[], rate: readonly number[]): Difference {
  const squares = x.flatMap((at, i) => {
    const there = rateAt(curve, at);
    return there === undefined ? [] : [(rate[i]! - there) ** 2];
  });
  return { rms: Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length), count: squares.length };
}

/**
 * The currents of points in another unit.
 * @throws InputError if they cannot be said in it
 */
export function currentsIn({ x, unit }: OwnPoints, wanted: string, membrane: Membrane): readonly number[] {
  if (unit === undefined || unit === wanted) return x;
  const [own, part] = unit === 'pA' ? ['nA', 1e-3] : [unit, 1];
  const factor =
    own === wanted
      ? 1
      : otherUnit(membrane, own)?.unit === wanted
        ? otherUnit(membrane, own)!.factor
        : undefined;
  if (factor !== undefined) return x.map((value) => value * part * factor);
  throw new InputError(
    `the points are against ${unit} and the curve against ${wanted || 'a number'}; give the currents in ${wanted || 'no unit'}`,
  );
}

const delimiterOf = (text: string): string => ['\t', ';', ','].find((one) => text.includes(one)) ?? ' ';

function numberIn(cells: readonly string[], i: number, where: string): number {
  const cell = cells[i];
  if (cell === undefined) {
    throw new InputError(`${where}: ${cells.length} cells; give a current and a rate, such as 10, 68.3`);
  }
  const number = Number(cell);
  if (DECIMAL.test(cell) && Number.isFinite(number)) return number;
  throw new InputError(`${where}: "${shown(cell)}" is not a number; write numbers like 68.3`);
}

/** Units of currents, as they stand in names such as `current_uA_cm2` and `I (nA)`. */
const unitPatterns: readonly (readonly [RegExp, CurrentUnit])[] = [
  [/[uµμ]A[\s_/]*(cm\^?-?[2²])/i, 'uA/cm2'],
  [/pA/, 'pA'],
  [/nA/, 'nA'],
];

const unitIn = (name = ''): CurrentUnit | undefined =>
  unitPatterns.find(([pattern]) => pattern.test(name))?.[1];

/** @throws InputError if rates have another unit than Hz */
function checkRate(column: string | undefined, name: string): void {
  const unit = /[([_]\s*(kHz|mHz|1\/ms|ms)\s*[)\]]?$/i.exec(column ?? '')?.[1];
  if (unit) throw new InputError(`${name}: "${shown(column!)}" is in ${unit}; give rates in Hz`);
}
