import { suggestion } from '../../input/nearest.ts';
import { repeated } from '../../input/repeated.ts';
import { InputError } from '../../input/schema.ts';
import { inUnit, shown } from '../../input/shown.ts';
import { logUniform, uniform } from '../../population/distributions.ts';
import { type Experiment, unitOf, validRange, variableNumbers } from '../../protocol/experiment.ts';

/** What a number may be before anything is known. */
export interface Range {
  readonly from: number;
  readonly to: number;
  /** Whether every factor is as likely, not every difference. */
  readonly logarithmic?: boolean | undefined;
}

/** A number that is looked for. */
export interface Free {
  /** As people write it, `gNa` or `stimulus.amplitude`. */
  readonly name: string;
  readonly path: string;
  readonly unit: string;
  /** Its value in the experiment. */
  readonly value: number;
  readonly range: Range;
  /** The value at a place from 0 to 1 of its range. */
  at(place: number): number;
}

/**
 * Numbers that are looked for at once. Of what is drawn around what was kept, the share that comes nearer falls with every number that the
 * data say something of: with so many it is about that at which a fit ends, and with more a few points soon weigh more than all others.
 */
const MOST = 12;
/** What is looked at around a value: half of it to double of it, or in mV as far on both sides. */
const FACTOR = 2;
const AROUND = 20;

/**
 * The numbers that are looked for, and where.
 * @throws InputError if there is no such number, or a range is empty or not valid
 */
export function freeNumbers(
  experiment: Experiment,
  names: readonly string[],
  ranges: Readonly<Record<string, Range>>,
): readonly Free[] {
  const numbers = variableNumbers(experiment);
  const known = [
    ...Object.keys(experiment.parameters),
    ...Object.keys(numbers).filter((path) => !path.startsWith('parameters.')),
  ];
  const unknown = [...names, ...Object.keys(ranges)].find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new InputError(
      `free: "${shown(unknown)}" is nothing that can be varied${suggestion(unknown, known)}`,
    );
  const idle = Object.keys(ranges).find((name) => !names.includes(name));
  if (idle !== undefined) throw new InputError(`range: ${idle} is not free; name it among the others`);
  const twice = repeated(names);
  if (twice !== undefined) throw new InputError(`free: ${twice} is named twice; name it once`);
  if (names.length === 0 || names.length > MOST)
    throw new InputError(
      `free: ${names.length} numbers are named; name 1 to ${MOST}: of more together too few candidates come nearer`,
    );
  return names.map((name) => freeNumber(experiment, name, numbers, ranges[name]));
}

function freeNumber(
  experiment: Experiment,
  name: string,
  numbers: Readonly<Record<string, number>>,
  given: Range | undefined,
): Free {
  const path = name in experiment.parameters ? `parameters.${name}` : name;
  const value = numbers[path]!;
  const unit = unitOf(experiment, path);
  const [low, high] = validRange(experiment.model, path) ?? [
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  ];
  const range = given ?? around(name, value, unit, [low, high]);
  const text = `range ${name} = ${range.from}:${range.to}`;
  if (!(range.from < range.to))
    throw new InputError(`${text} is empty: the first number must be less than the second`);
  if (range.from < low || range.to > high)
    throw new InputError(
      `${inUnit(text, unit)} is out of range: it must be within ${inUnit(`${low} to ${high}`, unit)}`,
    );
  if (range.logarithmic && !(range.from > 0))
    throw new InputError(`${text} has no logarithm: it must be greater than 0, or evenly drawn`);
  const { quantile } = range.logarithmic ? logUniform(range) : uniform(range);
  return { name, path, unit, value, range, at: quantile };
}

function around(name: string, value: number, unit: string, [low, high]: readonly [number, number]): Range {
  const ends = unit === 'mV' ? [value - AROUND, value + AROUND] : [value / FACTOR, value * FACTOR];
  if (ends[0] === ends[1])
    throw new InputError(`free: ${name} is ${value}, which has nothing around it; give its range`);
  const [from, to] = [Math.min(...ends), Math.max(...ends)];
  return { from: Math.max(low, from), to: Math.min(high, to) };
}
