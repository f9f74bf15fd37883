import { InputError } from '../input/schema.ts';
import { integratorNames, integrators } from '../integrators/catalogue.ts';
import { columnsOf, populationOf, populationSize } from '../population/columns.ts';
import { type Experiment, validRange } from '../protocol/experiment.ts';
import { prepare } from '../protocol/prepare.ts';
import { isTooLarge, offered, paces } from '../protocol/step.ts';
import { type Costs, convergedRates, type Method, round, unlessDiverged } from './converged.ts';
import { operationsPerStep } from './cost.ts';
import { distances, type Firing, firingOf, lendCpu } from './firing.ts';
import { isRandom, representatives, selectionOf } from './selection.ts';
import type { Lend } from './study.ts';

/** How step and integrator are chosen. */
export interface ChoiceOptions {
  /** The engine that candidates run on; the CPU in float32 by default. */
  readonly lend?: Lend | undefined;
  /** Most neurons that are tried; 32 by default. */
  readonly cells?: number | undefined;
  /** Ends it early. */
  readonly signal?: AbortSignal | undefined;
}

/** Step and integrator that keep an accuracy. */
export interface Choice {
  /** The experiment with them, and without the accuracy that was asked for. */
  readonly experiment: Experiment;
  /** Error of the rates that was asked for, and the largest that was found, %; null where no neuron has a rate. */
  readonly asked: number;
  readonly found: number | null;
  /** Neurons that were tried, of how many. */
  readonly cells: number;
  readonly ofCells: number;
}

/** A method that can be taken, and the operations that it needs for 1 ms. */
interface Candidate {
  readonly integrator: Experiment['integrator'];
  readonly dt: number;
  readonly cost: number;
}

const CELLS = 32;
/** Steps to choose from besides those that are chosen where no accuracy is asked for, ms. */
const COARSE = [0.2, 0.1];
/** Simulated time that candidates are tried for at most, ms. */
const LONGEST = 10_000;
/** Times the accuracy that a candidate is expected to miss it by, from its error at another step and its order, to be left out. */
const HOPELESS = 3;
/** Errors, %, from which on they say nothing of the order. */
const GROSS = 10;
/** What a finer step has to leave of an error, and how often it may leave more: then rounding is all that is left. */
const LESS = 0.8;
const STRIKES = 2;

/**
 * The cheapest step and integrator, by operations for 1 ms, with which the rates of all neurons that stand for the population are
 * within the accuracy of a run in float64.
 * @param experiment with its `accuracy`
 * @throws InputError if nothing keeps it, or random inputs keep runs at different steps from being compared
 */
export async function chooseMethod(
  experiment: Experiment,
  { lend = lendCpu('float32'), cells: most = CELLS, signal }: ChoiceOptions = {},
): Promise<Choice> {
  const { accuracy, ...others } = experiment;
  if (accuracy === undefined) throw new RangeError('the experiment asks for no accuracy');
  if (isRandom(prepare(experiment).system)) {
    throw new InputError(
      `accuracy = ${accuracy} %: random inputs are others at another dt, so that runs cannot be compared; give dt and integrator`,
    );
  }
  const cells = representatives(experiment, most);
  const tried = triedPart(others);
  const fire = (method: Method, on: Lend) =>
    firingOf(selectionOf(prepare({ ...tried, ...method }), cells), on, signal);
  const costs = costsOf(tried);
  const exact = await convergedRates(tried, { accuracy, cells, costs }, (method) =>
    fire(method, lendCpu('float64')),
  );
  const choice = (method: Method, found: number | null): Choice => ({
    experiment: { ...others, ...method },
    asked: accuracy,
    found,
    cells: cells.length,
    ofCells: populationSize(populationOf(experiment)),
  });
  // Without a rate every method would do.
  if (Array.from(exact.rate).every((rate) => rate === 0)) {
    const { dt, integrator } = experiment;
    return choice({ integrator, dt }, null);
  }

  const known = new Map<string, Known>();
  let nearest: { readonly method: Method; readonly error: number } | undefined;
  for (const { integrator, dt } of candidates(experiment, costs)) {
    if (isHopeless(known.get(integrator), dt, integrators[integrator].order, accuracy)) continue;
    const error = await largestError(() => fire({ integrator, dt }, lend), exact);
    if (error <= accuracy) return choice({ integrator, dt }, error);
    known.set(integrator, withTried(known.get(integrator), dt, error));
    if (!(nearest && nearest.error <= error)) nearest = { method: { integrator, dt }, error };
  }
  throw new InputError(unreached(accuracy, nearest));
}

/** The last try of an integrator, and how often a finer step was not better. */
interface Known {
  readonly dt: number;
  readonly error: number;
  readonly strikes: number;
}

const withTried = (former: Known | undefined, dt: number, error: number): Known => ({
  dt,
  error,
  strikes: (former?.strikes ?? 0) + (former && former.error < GROSS && error > LESS * former.error ? 1 : 0),
});

function isHopeless(known: Known | undefined, dt: number, order: number, accuracy: number): boolean {
  if (!known || known.error >= GROSS) return false;
  return known.strikes >= STRIKES || known.error * (dt / known.dt) ** order > HOPELESS * accuracy;
}

const costsOf = (experiment: Experiment): Costs => {
  const costs = integratorNames.map(
    (integrator) => [integrator, operationsPerStep(prepare({ ...experiment, integrator }))] as const,
  );
  return Object.fromEntries(costs) as Record<Experiment['integrator'], number>;
};

/** What candidates are tried with: not longer than needed, and nothing is sampled. */
function triedPart(experiment: Experiment): Experiment {
  const { duration, measure } = experiment;
  const part = Math.min(1, LONGEST / duration);
  return {
    ...experiment,
    duration: part * duration,
    measure: { from: part * measure.from },
    record: { spikes: false },
  };
}

/** All methods that are stable in every neuron, with steps that would not be remarked on, the cheapest first. */
function candidates(experiment: Experiment, costs: Costs): Candidate[] {
  const { model, record } = experiment;
  const columns = columnsOf(populationOf(experiment), (path) => validRange(model, path));
  const all = paces(model, experiment, columns);
  const every = record.traces?.every;
  const isWhole = (dt: number) => every === undefined || isWholeNumber(every / dt);
  return integratorNames
    .flatMap((integrator) =>
      [...COARSE, ...offered].map((dt) => ({
        integrator,
        dt,
        cost: costs[integrator] / dt,
      })),
    )
    .filter(
      ({ integrator, dt }) =>
        isWhole(dt) && all.every((pace) => !isTooLarge(dt, pace, integrators[integrator])),
    )
    .sort((a, b) => a.cost - b.cost || integrators[b.integrator].order - integrators[a.integrator].order);
}

const isWholeNumber = (x: number): boolean =>
  Math.round(x) >= 1 && Math.abs(x - Math.round(x)) <= 1e-6 * Math.round(x);

/** The largest error of a rate, %; infinite if a neuron diverges. */
async function largestError(fire: () => Promise<Firing>, exact: Firing): Promise<number> {
  const run = await unlessDiverged(fire);
  return run ? Math.max(...distances(run, exact).map(({ rate }) => rate)) : Number.POSITIVE_INFINITY;
}

function unreached(accuracy: number, nearest?: { readonly method: Method; readonly error: number }): string {
  if (!nearest)
    return `accuracy = ${accuracy} % cannot be kept: no step is small enough for the fastest neuron; give dt and integrator`;
  const { method, error } = nearest;
  return (
    `accuracy = ${accuracy} % cannot be kept: the nearest is ${method.integrator} at dt = ${method.dt} ms with ${round(error)} %; ` +
    'ask for less, or compute in float64 if this is float32'
  );
}

/** A choice in one line. */
export function describeChoice({ experiment, asked, found, cells, ofCells }: Choice): string {
  const { integrator, dt } = experiment;
  const from = `from ${cells === ofCells ? '' : `${cells} of `}${ofCells} ${ofCells === 1 ? 'neuron' : 'neurons'}`;
  const why =
    found === null ? 'the default, since no neuron has a rate' : `rates within ${round(found)} % of float64`;
  return `accuracy ${asked} %: ${integrator} at dt = ${dt} ms; ${why}, ${from}`;
}
