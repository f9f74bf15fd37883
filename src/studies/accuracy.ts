import { DivergedError } from '../engine/simulation.ts';
import { InputError } from '../input/schema.ts';
import { integratorNames, integrators } from '../integrators/catalogue.ts';
import { columnsOf, populationOf, populationSize } from '../population/columns.ts';
import { type Experiment, validRange } from '../protocol/experiment.ts';
import { prepare } from '../protocol/prepare.ts';
import { chosenStep, isTooLarge, offered, paces } from '../protocol/step.ts';
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

/** A method that can be taken, and the evaluations that it needs for 1 ms. */
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
/** The reference is fine enough if half of its step changes rates by this part of the accuracy; and how often it is halved. */
const AGREEMENT = 1 / 8;
const HALVINGS = 6;
const REFERENCE = 'strang-richardson';
/** Times the accuracy that a candidate is expected to miss it by, from its error at another step and its order, to be left out. */
const HOPELESS = 3;
/** Errors, %, from which on they say nothing of the order. */
const GROSS = 10;

/**
 * The cheapest step and integrator, by evaluations for 1 ms, with which the rates of all neurons that stand for the population are
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
  const exact = await reference(tried, accuracy, cells, (method) => fire(method, lendCpu('float64')));
  const choice = (method: Method, found: number | null): Choice => ({
    experiment: { ...others, ...method },
    asked: accuracy,
    found,
    cells: cells.length,
    ofCells: populationSize(populationOf(experiment)),
  });
  // Without a rate every method would do.
  if (Array.from(exact.rate).every((rate) => rate === 0)) return choice(experiment, null);

  const known = new Map<string, { readonly dt: number; readonly error: number }>();
  let nearest: { readonly method: Method; readonly error: number } | undefined;
  for (const { integrator, dt } of candidates(experiment)) {
    const former = known.get(integrator);
    const expected = former ? former.error * (dt / former.dt) ** integrators[integrator].order : 0;
    if (expected > HOPELESS * accuracy) continue;
    const error = await largestError(() => fire({ integrator, dt }, lend), exact);
    if (error <= accuracy) return choice({ integrator, dt }, error);
    if (error < GROSS) known.set(integrator, { dt, error });
    if (!(nearest && nearest.error <= error)) nearest = { method: { integrator, dt }, error };
  }
  throw new InputError(unreached(accuracy, nearest));
}

/** A step with its integrator. */
type Method = Pick<Experiment, 'integrator' | 'dt'>;

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
function candidates(experiment: Experiment): Candidate[] {
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
        cost: integrators[integrator].evaluations / dt,
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

/** Runs in float64 whose step is halved until it no longer matters. */
async function reference(
  experiment: Experiment,
  accuracy: number,
  cells: readonly number[],
  fire: (method: Method) => Promise<Firing>,
): Promise<Firing> {
  const { model } = experiment;
  const columns = columnsOf(populationOf(experiment), (path) => validRange(model, path));
  let dt = chosenStep(model, { ...experiment, integrator: REFERENCE }, columns);
  let coarse = await fire({ integrator: REFERENCE, dt });
  for (let halving = 1; ; halving++) {
    dt /= 2;
    const fine = await fire({ integrator: REFERENCE, dt });
    const errors = distances(coarse, fine).map(({ rate }) => rate);
    const worst = Math.max(...errors);
    if (worst <= AGREEMENT * accuracy) return fine;
    if (halving === HALVINGS) {
      throw new InputError(
        `accuracy = ${accuracy} % cannot be kept: neuron ${cells[errors.indexOf(worst)]} changes its rate by ${round(worst)} % ` +
          `between ${REFERENCE} at ${2 * dt} and ${dt} ms in float64; ask for less, or give dt and integrator`,
      );
    }
    coarse = fine;
  }
}

/** The largest error of a rate, %; infinite if a neuron diverges. */
async function largestError(fire: () => Promise<Firing>, exact: Firing): Promise<number> {
  try {
    return Math.max(...distances(await fire(), exact).map(({ rate }) => rate));
  } catch (error) {
    if (error instanceof DivergedError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

function unreached(accuracy: number, nearest?: { readonly method: Method; readonly error: number }): string {
  if (!nearest)
    return `accuracy = ${accuracy} % cannot be kept: no step is small enough for the fastest neuron; give dt and integrator`;
  const { method, error } = nearest;
  return (
    `accuracy = ${accuracy} % cannot be kept: the nearest is ${method.integrator} at dt = ${method.dt} ms with ${round(error)} %; ` +
    'ask for less, or compute in float64'
  );
}

const round = (value: number): number => Number(value.toPrecision(2));

/** A choice in one line. */
export function describeChoice({ experiment, asked, found, cells, ofCells }: Choice): string {
  const { integrator, dt } = experiment;
  const from = `from ${cells === ofCells ? '' : `${cells} of `}${ofCells} ${ofCells === 1 ? 'neuron' : 'neurons'}`;
  const why =
    found === null
      ? 'the default, since none of them has a rate'
      : `rates within ${round(found)} % of float64`;
  return `accuracy ${asked} %: ${integrator} at dt = ${dt} ms; ${why}, ${from}`;
}
