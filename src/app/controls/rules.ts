import { type Rule, type Sample, sampleSize } from '../../population/rules.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import { variableNumbers } from '../../protocol/experiment.ts';
import { tellingRange } from '../experiment/quantities.ts';

/** How a quantity can be distributed over the neurons. */
export type Distribution = 'uniform' | 'loguniform' | 'normal' | 'lognormal' | 'spaced' | 'values';

/** The numbers of distributions, each with its unit; "1" is none, and an empty one that of the quantity. */
export const distributions: Readonly<Record<Distribution, Readonly<Record<string, string>>>> = {
  uniform: { from: '', to: '' },
  loguniform: { from: '', to: '' },
  normal: { mean: '', sd: '' },
  lognormal: { median: '', sigma: '1' },
  spaced: { from: '', to: '' },
  values: {},
};

export const distributionNames = Object.keys(distributions) as readonly Distribution[];

/** Values that are given where none were before. */
const FIRST_VALUES = 16;

export function distributionOf(rule: Rule): Distribution {
  const named = distributionNames.find((name) => name in rule);
  return named ?? 'uniform';
}

/** The numbers of a rule, by name; of given values there are none. */
export function numbersOf(rule: Rule): Readonly<Record<string, number>> {
  const name = distributionOf(rule);
  if (name === 'values') return {};
  const numbers = name === 'uniform' ? { from: rule.from!, to: rule.to! } : rule[name]!;
  return { ...numbers };
}

/** A rule with these numbers. */
export function ruleOf(
  name: Exclude<Distribution, 'values'>,
  numbers: Readonly<Record<string, number>>,
): Rule {
  return (name === 'uniform' ? numbers : { [name]: numbers }) as Rule;
}

/**
 * A rule for a quantity that begins to be drawn so: around its present value, or between ends that it already has.
 * @param range ends that it has
 */
export function beginningRule(
  experiment: Experiment,
  path: string,
  name: Distribution,
  range: readonly [number, number] = tellingRange(experiment, path),
): Rule {
  const value = variableNumbers(experiment)[path]!;
  const [from, to] = range;
  const size = Math.abs(value) || Math.abs(to - from) / 2;
  if (name === 'normal') return { normal: { mean: value, sd: short(size / 10) } };
  if (name === 'lognormal') return { lognormal: { median: size, sigma: 0.2 } };
  if (name === 'loguniform') return { loguniform: { from: short(size / 2), to: short(2 * size) } };
  if (name !== 'values') return ruleOf(name, { from: Math.min(from, to), to: Math.max(from, to) });
  const count = valueCount(experiment.sample) ?? FIRST_VALUES;
  return { values: Array.from({ length: count }, (_, i) => short(from + ((to - from) * i) / (count - 1))) };
}

/** A sample with other rules: given values say how many neurons there are, and otherwise there are as many as before. */
export function withRules(sample: Sample, vary: Sample['vary']): Sample {
  const { count: _count, ...rest } = sample;
  const isGiven = valueCount({ ...rest, vary }) !== undefined;
  return { ...rest, ...(!isGiven && { count: sampleSize(sample) }), vary };
}

/** How many values the quantities of a sample are given, if those of one are. */
const valueCount = (sample: Sample | undefined): number | undefined =>
  Object.values(sample?.vary ?? {}).find(({ values }) => values)?.values?.length;

const short = (value: number): number => Number(value.toPrecision(3));
