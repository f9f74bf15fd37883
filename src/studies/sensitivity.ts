import type { Derivative } from '../analysis/derivative.ts';
import type { Indices } from '../analysis/sobol-indices.ts';
import { runExperiment } from '../engine/run.ts';
import { suggestion } from '../input/nearest.ts';
import { repeated } from '../input/repeated.ts';
import { InputError } from '../input/schema.ts';
import { shown } from '../input/shown.ts';
import { SOBOL_DIMENSIONS } from '../population/sobol.ts';
import { documentOf, type Experiment, type ExperimentInput, validRange } from '../protocol/experiment.ts';
import { prepare } from '../protocol/prepare.ts';
import { namedStatistics } from '../statistics/catalogue.ts';
import { type Argument, globalSensitivity, localSensitivity } from './sensitivity-of.ts';
import { sensitivityColumns, sensitivityDetails, sensitivityFindings } from './sensitivity-report.ts';
import { sensitivitySentences } from './sensitivity-words.ts';
import { experimentOf, inUnit, type Setup, unitOfCurrents } from './setup.ts';
import type { Lend, Report } from './study.ts';

/** What the sensitivity of a neuron is measured with. */
export interface SensitivityOptions extends Setup {
  /** A statistic, by name; the rate by default. */
  readonly of?: string | undefined;
  /** The constant current; 10 uA/cm2 by default. */
  readonly current?: number | undefined;
  /** Names of parameters, and `current`; all of them by default. */
  readonly vary?: readonly string[] | undefined;
  /** What they are drawn from, by name; 10 % on both sides of the value by default. */
  readonly ranges?: Readonly<Record<string, readonly [low: number, high: number]>> | undefined;
  /** Points of each of the two samples; a power of two is most even. */
  readonly count?: number | undefined;
  readonly seed?: number | undefined;
  /** Simulated time from rest, and the part of it before the measurement, ms. */
  readonly duration?: number | undefined;
  readonly settle?: number | undefined;
}

/** A number of a neuron that something depends on. */
export interface Quantity extends Argument {
  readonly name: string;
  readonly path: string;
  readonly unit: string;
}

/** What was found, in the order of the quantities. */
export interface Sensitivity {
  readonly quantities: readonly Quantity[];
  readonly statistic: { readonly name: string; readonly unit: string };
  /** The statistic where nothing is varied. */
  readonly value: number;
  readonly derivatives: readonly Derivative[];
  readonly indices: Indices;
}

const defaults = { of: 'rate', count: 512, seed: 1, duration: 1000, settle: 300 } as const;
/** uA/cm2 */
const CURRENT = 10;
/** Part of a value that it is drawn from, on both sides. */
const AROUND = 0.1;
/** What the name of a current stands for. */
const CURRENT_PATH = 'stimulus.amplitude';

/**
 * How a statistic of a neuron under a constant current depends on its parameters: by derivatives where they are, and by shares of the
 * variance over ranges of them (Sobol's indices).
 * @throws InputError if an option is not valid, or the statistic has no value somewhere or the same everywhere
 */
export async function sensitivity(options: SensitivityOptions, lend: Lend): Promise<Report> {
  const { of = defaults.of, count = defaults.count, seed = defaults.seed } = options;
  const statistic = namedStatistics.get(of);
  if (!statistic) {
    throw new InputError(`of = "${shown(of)}" is no statistic${suggestion(of, [...namedStatistics.keys()])}`);
  }
  const base = baseOf(options);
  const quantities = quantitiesOf(options, base);
  checkCount(count, quantities);
  const evaluate = async (points: readonly (readonly number[])[]) => {
    const vary = Object.fromEntries(quantities.map(({ path }, i) => [path, { values: [...points[i]!] }]));
    const problem = prepare(experimentOf(options, { ...partsOf(options), sample: { vary } }));
    return lend(problem, async (simulation) => {
      await runExperiment(simulation);
      return simulation.statistic(of);
    });
  };
  const resolution = (value: number) => (of === 'spikes' ? 1 : ROUNDING * Math.abs(value));
  options.onStage?.('derivatives');
  const { value, derivatives } = await localSensitivity(evaluate, quantities, resolution);
  if (Number.isNaN(value))
    throw new InputError(`${of} has no value there; use another current, or another statistic`);
  options.onStage?.('shares of the variance');
  const indices = await globalSensitivity(
    async (points) => checkValues(await evaluate(points), of),
    quantities,
    {
      count,
      seed,
    },
  );
  if (!(indices.variance > (ROUNDING * indices.mean) ** 2)) {
    throw new InputError(
      `${of} is ${value} ${statistic.unit} everywhere in the ranges, so nothing depends on them; use another current, or wider ranges`,
    );
  }
  const found: Sensitivity = { quantities, statistic, value, derivatives, indices };
  return {
    columns: sensitivityColumns(found),
    findings: sensitivityFindings(found),
    sentences: sensitivitySentences(base.model.name, found, count),
    details: { experiment: documentOf(base), ...sensitivityDetails(found, { count, seed }) },
  };
}

/** What a statistic may be off by, relative: times of spikes in float32, and their places between steps. */
const ROUNDING = 1e-6;

function partsOf(options: SensitivityOptions): ExperimentInput {
  const { current = inUnit(options, CURRENT), unit, of = defaults.of } = options;
  const { duration = defaults.duration, settle = defaults.settle } = options;
  return {
    stimulus: { kind: 'constant', amplitude: current, unit },
    duration,
    measure: { from: settle },
    // The schema says which statistics there are.
    statistics: [of] as ExperimentInput['statistics'],
  };
}

const baseOf = (options: SensitivityOptions): Experiment => experimentOf(options, partsOf(options));

function quantitiesOf(options: SensitivityOptions, base: Experiment): Quantity[] {
  const { ranges = {}, vary } = options;
  const known = [...Object.keys(base.parameters), 'current'];
  const names = vary ?? known;
  for (const name of [...names, ...Object.keys(ranges)]) {
    if (known.includes(name)) continue;
    throw new InputError(
      `"${shown(name)}" is no parameter of model "${base.model.name}"${suggestion(name, known)}`,
    );
  }
  for (const name of Object.keys(ranges)) {
    if (!names.includes(name)) throw new InputError(`range: ${name} is not varied; name it among the others`);
  }
  const twice = repeated(names);
  if (twice !== undefined || names.length === 0) {
    throw new InputError(
      twice === undefined ? 'nothing is varied; name a parameter' : `${twice} is named twice; name it once`,
    );
  }
  return names.map((name) => {
    const isCurrent = name === 'current';
    const path = isCurrent ? CURRENT_PATH : `parameters.${name}`;
    const { current = inUnit(options, CURRENT) } = options;
    const value = isCurrent ? current : base.parameters[name]!;
    const [low, high, unit] = isCurrent
      ? ([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, unitOfCurrents(options)] as const)
      : validRange(base.model, path)!;
    const around = AROUND * Math.abs(value);
    const range = ranges[name] ?? [
      Math.max(low, round(value - around)),
      Math.min(high, round(value + around)),
    ];
    checkRange(name, range, [low, high, unit], ranges[name] !== undefined);
    const width = range[1] - range[0];
    // A value of 0 has no size: that of its range, or else of what is valid, takes its place.
    const scale = value !== 0 ? Math.abs(value) : width > 0 ? width : (high - low) * AROUND;
    return { name, path, unit, value, range, valid: [low, high], scale: Number.isFinite(scale) ? scale : 1 };
  });
}

/** Without what a sum of decimals leaves, 0.32999999999999996. */
const round = (value: number): number => Number(value.toPrecision(12));

function checkRange(
  name: string,
  [from, to]: readonly [number, number],
  [low, high, unit]: readonly [number, number, string],
  given: boolean,
): void {
  if (given && !(from < to)) {
    throw new InputError(
      `range ${name} = ${from}:${to} is empty: the first number must be less than the second`,
    );
  }
  if (from >= low && to <= high) return;
  throw new InputError(
    `range ${name} = ${from}:${to} ${unit} is out of range: it must be within ${low} to ${high} ${unit}`,
  );
}

const [LEAST_COUNT, MOST_COUNT] = [16, 1 << 16];
/** Each has a value of every quantity in a list. */
const MOST_NEURONS = 1 << 20;

function checkCount(count: number, quantities: readonly Quantity[]): void {
  if (!Number.isInteger(count) || count < LEAST_COUNT || count > MOST_COUNT) {
    throw new InputError(
      `count = ${count} is out of range: it must be a whole number from ${LEAST_COUNT} to ${MOST_COUNT}`,
    );
  }
  const drawn = quantities.filter(({ range: [low, high] }) => low < high).length;
  if (drawn === 0) throw new InputError('nothing is drawn: all values are 0; give a range');
  if (2 * drawn > SOBOL_DIMENSIONS) {
    throw new InputError(
      `${drawn} quantities are too many to draw; vary at most ${Math.floor(SOBOL_DIMENSIONS / 2)}`,
    );
  }
  if (count * (drawn + 2) <= MOST_NEURONS) return;
  throw new InputError(
    `count = ${count} makes ${count * (drawn + 2)} neurons; use at most ${Math.floor(MOST_NEURONS / (drawn + 2))}`,
  );
}

function checkValues(values: Float64Array, of: string): Float64Array {
  const missing = values.filter(Number.isNaN).length;
  if (missing === 0) return values;
  throw new InputError(
    `${of} has no value in ${missing} of ${values.length} neurons; use another current, or narrower ranges, or another statistic`,
  );
}
