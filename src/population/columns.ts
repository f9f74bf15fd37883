import { InputError } from '../input/schema.ts';
import { inUnit } from '../input/shown.ts';
import type { Column } from './column.ts';
import {
  type Distribution,
  logNormal,
  logUniform,
  normal,
  shareWithin,
  truncated,
  uniform,
} from './distributions.ts';
import { methods } from './methods.ts';
import { isDrawn, type Rule, type Sample, sampleSize } from './rules.ts';
import { axisLength, extremesOf, type Sweep, spacedValue, variedQuantities } from './sweep.ts';

/** A sample whose seed is known. */
export type SeededSample = Sample & { readonly seed: number };
/** How often every neuron is there: in so many trials, and all of that in so many bands. */
export interface Repeats {
  readonly trials?: number;
  readonly bands?: number;
}
/** The neurons of an experiment, by what differs between them: on a grid, or drawn; and how often each of them is there. */
export type Population = (Sweep | SeededSample) & Repeats;

/** The valid values of a quantity, ends included, and their unit. */
export type ValidRange = readonly [low: number, high: number, unit?: string];

/**
 * The population that an experiment describes by either of its two forms.
 * @throws InputError if it uses both
 */
export function populationOf(experiment: {
  readonly sweep?: Sweep | undefined;
  readonly sample?: Sample | undefined;
  readonly seed: number;
  readonly trials?: number;
  readonly bands?: readonly unknown[] | undefined;
}): Population {
  const { sweep = {}, sample, seed, trials = 1, bands } = experiment;
  const repeats = { trials, ...(bands && { bands: bands.length }) };
  if (!sample) return { ...sweep, ...repeats };
  if (sweep.x || sweep.y) {
    throw new InputError('"sweep" and "sample" both describe the population; leave one of them out');
  }
  return { ...sample, seed: sample.seed ?? seed, ...repeats };
}

/** Number of neurons, trials and bands included. */
export function populationSize(population: (Sweep | Sample) & Repeats): number {
  return distinctNeurons(population) * repeatsOf(population);
}

/** How often the distinct neurons are there. */
export const repeatsOf = ({ trials = 1, bands = 1 }: Repeats): number => trials * bands;

/** Number of neurons of one trial; those of the next one follow in the same order. */
export function distinctNeurons(population: Sweep | Sample): number {
  if ('vary' in population) return sampleSize(population);
  return axisLength(population.x) * axisLength(population.y);
}

/**
 * The quantities that differ between the neurons, in the order of the document (x before y).
 * @param validRange valid values of a quantity, by its path; undefined where every number is one. What a normal or
 * lognormal rule draws is restricted to them.
 * @throws InputError if a number that is written down is not valid, or hardly any is that a rule draws
 */
export function columnsOf(
  population: Population,
  validRange: (path: string) => ValidRange | undefined,
): Column[] {
  if ('vary' in population) return sampledColumns(population, validRange);
  const columns = variedQuantities(population);
  for (const { path, extremes } of columns) {
    const side = population.x?.vary === path ? 'x' : 'y';
    checkRange(extremes, validRange(path), `sweep.${side} (${path})`);
  }
  return columns;
}

function sampledColumns(
  sample: SeededSample,
  validRange: (path: string) => ValidRange | undefined,
): Column[] {
  const { method, seed, vary } = sample;
  const length = sampleSize(sample);
  const rules = Object.entries(vary);
  // Only what is drawn takes a dimension, in the order of the document: a quantity that is added at the end changes no other.
  const drawn = rules.filter(([, rule]) => isDrawn(rule)).map(([path]) => path);
  const points = methods[method]({ seed, count: length, dimensions: drawn.length });
  return rules.map(([path, rule]) => {
    const valid = validRange(path);
    const where = `sample.vary.${path}`;
    checkRange(writtenNumbers(rule), valid, where);
    const dimension = drawn.indexOf(path);
    const given =
      dimension < 0
        ? givenValues(rule, length)
        : drawnValues(distributionOf(rule), (cell) => points(cell, dimension), valid, where);
    const { value, extremes } = given;
    return { path, length, stride: 1, extremes, value: (cell) => value(cell % length) };
  });
}

type Values = Pick<Column, 'value' | 'extremes'>;

function givenValues({ spaced, values }: Rule, length: number): Values {
  if (values) return { value: (cell) => values[cell]!, extremes: extremesOf(values) };
  const { from, to } = spaced!;
  return {
    value: (cell) => spacedValue(from, to, length, cell),
    extremes: extremesOf([from, to]),
  };
}

/** Below this share of valid values a distribution is not what was meant. */
const LEAST_SHARE = 1e-6;
/** Points lie at least so far from 0 and 1. */
const LEAST_COORDINATE = 2 ** -53;

function drawnValues(
  distribution: Distribution,
  coordinate: (cell: number) => number,
  valid: ValidRange | undefined,
  where: string,
): Values {
  const [low, high] = valid ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (shareWithin(distribution, low, high) < LEAST_SHARE) {
    throw new InputError(`${where} draws hardly any valid value: they are ${describeRange(valid!)}`);
  }
  const quantile = truncated(distribution, low, high);
  return {
    value: (cell) => quantile(coordinate(cell)),
    extremes: [quantile(LEAST_COORDINATE), quantile(1 - LEAST_COORDINATE)],
  };
}

function distributionOf({ from, to, loguniform, normal: bell, lognormal }: Rule): Distribution {
  if (loguniform) return logUniform(loguniform);
  if (bell) return normal(bell);
  if (lognormal) return logNormal(lognormal);
  return uniform({ from: from!, to: to! });
}

/** The values that a rule itself names; what lies between them is valid where they are. */
function writtenNumbers({ from, to, loguniform, spaced, values }: Rule): readonly number[] {
  if (values) return extremesOf(values);
  const ends = loguniform ?? spaced ?? { from, to };
  return ends.from === undefined ? [] : [ends.from, ends.to!];
}

function checkRange(values: readonly number[], valid: ValidRange | undefined, where: string): void {
  if (!valid) return;
  const [low, high, unit] = valid;
  for (const value of values) {
    if (value >= low && value <= high) continue;
    throw new InputError(
      `${where} = ${inUnit(value, unit)} is out of range: it must be ${describeRange(valid)}`,
    );
  }
}

function describeRange([low, high, unit]: ValidRange): string {
  return inUnit(`${low} to ${high}`, unit);
}
