import { runExperiment } from '../engine/run.ts';
import { InputError } from '../input/schema.ts';
import { distinctNeurons, populationOf } from '../population/columns.ts';
import { axisLength, axisValue } from '../population/sweep.ts';
import { documentOf, type Experiment, type ExperimentInput, membraneOf } from '../protocol/experiment.ts';
import { prepare } from '../protocol/prepare.ts';
import { type ActivationFit, fitActivation, LEAST_POINTS } from './activation-fit.ts';
import { activationSentences } from './activation-words.ts';
import { experimentOf, inUnit, type Setup, unitInNames, unitOfCurrents } from './setup.ts';
import type { Finding, Lend, Report, ReportColumn } from './study.ts';

/** What an f-I curve is measured with. */
export interface ActivationOptions extends Setup {
  /** Evenly spaced currents; by default those from silence through the onset of firing that the membrane's document says. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly count?: number | undefined;
  /** The currents themselves instead. */
  readonly values?: readonly number[] | undefined;
  /** Simulated time from rest, and the part of it before the measurement, ms. */
  readonly duration?: number | undefined;
  readonly settle?: number | undefined;
  /** A current that fluctuates besides: its standard deviation in the unit of the currents, its correlation time in ms. */
  readonly noise?: { readonly sigma: number; readonly tau: number } | undefined;
  /** Neurons of each current, each with noise of its own; 20 by default. */
  readonly trials?: number | undefined;
  readonly seed?: number | undefined;
}

/** Rates against currents. */
export interface MeasuredCurve {
  readonly currents: readonly number[];
  /** Hz */
  readonly rates: readonly number[];
  /** Standard errors of the rates over the trials, Hz; NaN with a single one. */
  readonly errors: readonly number[];
  readonly experiment: Experiment;
}

const defaults = { count: 61, duration: 1000, settle: 300, trials: 20 } as const;
/** Currents where the membrane says none, uA/cm2. */
const CURRENTS = [0, 60] as const;

/**
 * The artificial unit that a membrane is: the functions of `activationFunctions` fitted to its f-I curve, by least squares with equal
 * weights. Fits are compared by the corrected Akaike criterion (K. P. Burnham and D. R. Anderson, Model Selection and Multimodel Inference,
 * Springer 2002).
 * @throws InputError if an option is not valid, or the membrane fires at too few of the currents
 */
export async function activation(options: ActivationOptions, lend: Lend): Promise<Report> {
  const curve = await measuredCurve(options, lend);
  const { currents, rates, errors, experiment } = curve;
  checkCurve(curve, unitOfCurrents(options));
  const fits = fitActivation(currents, rates);
  const unit = unitOfCurrents(options);
  const x = `current_${unitInNames(options)}`;
  const columns: ReportColumn[] = [
    { name: x, values: currents, unit, words: 'current' },
    { name: 'rate_Hz', values: rates, unit: 'Hz', words: 'Firing rate' },
    ...inOrder(fits).map((fit) => ({
      name: `${fit.function.name}_Hz`,
      values: fit.rates,
      unit: 'Hz',
      words: fit.function.words,
    })),
  ];
  const { slope, ...summary } = summaryOf(fits[0]!, currents, unit);
  const turn = turnOf(curve);
  return {
    columns,
    findings: { ...findingsOf(fits, unit), ...summary, slope, turn: { value: turn, unit } },
    sentences: activationSentences(experiment.model.name, fits, { slope, turn, unit }),
    plot: { x, y: ['rate_Hz', `${fits[0]!.function.name}_Hz`] },
    details: {
      experiment: documentOf(experiment),
      fits: fits.map((fit) => described(fit, unit)),
      ...(options.noise && { rateErrors_Hz: errors }),
    },
  };
}

/**
 * The f-I curve, currents in the unit of the setup, rates in Hz: with noise the mean of the spikes of all trials in the measured time, else the
 * rate between the first and the last spike in it.
 * @throws InputError if an option is not valid
 */
export async function measuredCurve(options: ActivationOptions, lend: Lend): Promise<MeasuredCurve> {
  const experiment = activationExperiment(options);
  const axis = experiment.sweep.x!;
  const currents = Array.from({ length: axisLength(axis) }, (_, i) => axisValue(axis, i));
  const problem = prepare(experiment);
  const { spikes, rate, window } = await lend(problem, (simulation) => runExperiment(simulation));
  if (!options.noise)
    return { currents, rates: [...rate], errors: currents.map(() => Number.NaN), experiment };
  const distinct = distinctNeurons(populationOf(experiment));
  const { trials } = experiment;
  const counts = currents.map((_, i) =>
    Array.from({ length: trials }, (__, trial) => (1000 * spikes[trial * distinct + i]!) / window),
  );
  const rates = counts.map((all) => all.reduce((a, b) => a + b) / trials);
  const errors = counts.map((all, i) =>
    Math.sqrt(all.reduce((sum, one) => sum + (one - rates[i]!) ** 2, 0) / (trials - 1) / trials),
  );
  return { currents, rates, errors, experiment };
}

function activationExperiment({ noise, trials, seed, ...options }: ActivationOptions): Experiment {
  const shown = membraneOf(options.model).shows?.current ?? CURRENTS;
  const { from = inUnit(options, shown[0]), to = inUnit(options, shown[1]) } = options;
  const { count = defaults.count, values, unit } = options;
  const { duration = defaults.duration, settle = defaults.settle } = options;
  if (!noise && trials !== undefined) {
    throw new InputError(`trials = ${trials} needs noise: without it all trials are the same`);
  }
  checkCurrents(values ?? [from, to], values?.length ?? count);
  const stimulus = noise
    ? ({ kind: 'ou', mean: 0, ...noise, unit } as const)
    : ({ kind: 'constant', amplitude: 0, unit } as const);
  const rest: ExperimentInput = {
    stimulus,
    sweep: {
      x: {
        vary: noise ? 'stimulus.mean' : 'stimulus.amplitude',
        ...(values ? { values: [...values].sort((a, b) => a - b) } : { from, to, count }),
      },
    },
    duration,
    measure: { from: settle },
    trials: noise ? (trials ?? defaults.trials) : 1,
    ...(seed === undefined ? {} : { seed }),
  };
  return experimentOf(options, rest);
}

/** Currents that are fitted; more take long and tell nothing more. */
const MOST_POINTS = 10_000;

function checkCurrents(currents: readonly number[], count: number): void {
  if (!(count >= LEAST_POINTS && count <= MOST_POINTS)) {
    throw new InputError(
      `there are ${count} currents, and fits need ${LEAST_POINTS} to ${MOST_POINTS}; give as many`,
    );
  }
  const [low, high] = [currents.reduce((a, b) => Math.min(a, b)), currents.reduce((a, b) => Math.max(a, b))];
  if (low < high && currents[0]! <= currents.at(-1)!) return;
  throw new InputError(
    `from = ${currents[0]} must be less than to = ${currents.at(-1)}; exchange them, or give others`,
  );
}

/** Rates above 0 that three parameters need at least. */
const LEAST_FIRING = 4;

function checkCurve({ currents, rates }: MeasuredCurve, unit: string): void {
  const firing = rates.filter((rate) => rate > 0).length;
  if (firing >= LEAST_FIRING) return;
  throw new InputError(
    `it fires at ${firing} of the currents from ${currents[0]} to ${currents.at(-1)} ${unit}, and fits need ${LEAST_FIRING}: give others`,
  );
}

/** The last rate that is less than this part of the highest one has fallen. */
const FALLEN = 0.75;

/** The current of the highest rate, if the rate falls beyond it as where depolarisation blocks spikes; else NaN. */
function turnOf({ currents, rates }: MeasuredCurve): number {
  const highest = rates.reduce((a, b) => Math.max(a, b));
  return rates.at(-1)! < FALLEN * highest ? currents[rates.indexOf(highest)]! : Number.NaN;
}

/** The fits in the order of columns, which does not depend on the curve. */
const inOrder = (fits: readonly ActivationFit[]): ActivationFit[] =>
  [...fits].sort((a, b) => order.indexOf(a.function.name) - order.indexOf(b.function.name));
const order = ['relu', 'softplus', 'sigmoid', 'power', 'refractory'];

/** Threshold of the best function, and its slope in the middle between that and the highest current. */
function summaryOf({ function: one, parameters }: ActivationFit, currents: readonly number[], unit: string) {
  const threshold = parameters[one.parameters.findIndex(({ name }) => name === 'threshold')]!;
  const highest = currents.at(-1)!;
  const middle = (Math.max(threshold, currents[0]!) + highest) / 2;
  const h = 1e-4 * (highest - currents[0]!);
  const slope = (one.value(parameters, middle + h) - one.value(parameters, middle - h)) / (2 * h);
  return {
    threshold: { value: threshold, unit },
    slopeAt: { value: middle, unit },
    slope: { value: slope, unit: `Hz/(${unit})` },
  };
}

/** Every number of every function, by names such as `powerExponent`. */
function findingsOf(fits: readonly ActivationFit[], unit: string): Record<string, Finding> {
  const findings: Record<string, Finding> = {};
  for (const { function: one, parameters, rms, r2, aicc, delta } of inOrder(fits)) {
    const named = (name: string) => `${one.name}${name[0]!.toUpperCase()}${name.slice(1)}`;
    for (const [i, parameter] of one.parameters.entries())
      findings[named(parameter.name)] = { value: parameters[i]!, unit: parameter.unit(unit) };
    findings[named('rms')] = { value: rms, unit: 'Hz' };
    findings[named('r2')] = { value: r2, unit: '1' };
    findings[named('aicc')] = { value: aicc, unit: '1' };
    findings[named('deltaAicc')] = { value: delta, unit: '1' };
  }
  return findings;
}

/** A fit as JSON; null where the curve does not tell an error. */
function described({ function: one, parameters, errors, rms, r2, aicc, delta }: ActivationFit, unit: string) {
  return {
    function: one.name,
    formula: one.formula,
    source: one.source,
    parameters: Object.fromEntries(
      one.parameters.map(({ name, words, unit: unitOf }, i) => [
        name,
        { value: parameters[i], error: errors[i], unit: unitOf(unit), words },
      ]),
    ),
    rms_Hz: rms,
    r2,
    aicc,
    deltaAicc: delta,
  };
}
