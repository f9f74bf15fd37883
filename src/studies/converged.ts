import { DivergedError } from '../engine/simulation.ts';
import { InputError } from '../input/schema.ts';
import { columnsOf, populationOf } from '../population/columns.ts';
import { type Experiment, validRange } from '../protocol/experiment.ts';
import { chosenStep } from '../protocol/step.ts';
import { distances, type Firing } from './firing.ts';

// Firing rates that no finer step would change.

/** A step with its integrator. */
export type Method = Pick<Experiment, 'integrator' | 'dt'>;
/** Operations of one step. */
export type Costs = Readonly<Record<Experiment['integrator'], number>>;

/** Methods of fourth order, of which the cheaper one is taken. */
const METHODS = ['rk4', 'strang-richardson'] as const;
/** The step is fine enough if half of it changes rates by this part of the accuracy; and how often it is halved. */
const AGREEMENT = 1 / 8;
const HALVINGS = 6;
/** What a halving has to leave of a change, and how often it may leave more: then there is nothing to converge to. */
const LESS = 0.8;
const STRIKES = 2;

/**
 * How neurons fire where halving the step no longer matters.
 * @param accuracy of the rates that they are the reference for, %
 * @param cells the neurons, for messages
 * @param fire runs them in float64
 * @throws InputError if their rates do not settle
 */
export async function convergedRates(
  experiment: Experiment,
  {
    accuracy,
    cells,
    costs,
  }: { readonly accuracy: number; readonly cells: readonly number[]; readonly costs: Costs },
  fire: (method: Method) => Promise<Firing>,
): Promise<Firing> {
  const { integrator, dt: first } = cheapest(experiment, costs);
  let coarse: Firing | undefined;
  let change = Number.POSITIVE_INFINITY;
  let why = `${integrator} diverges in float64`;
  for (let halving = 0, strikes = 0; halving <= HALVINGS && strikes < STRIKES; halving++) {
    const dt = first / 2 ** halving;
    const fine = await unlessDiverged(() => fire({ integrator, dt }));
    if (coarse && fine) {
      const changes = distances(coarse, fine).map(({ rate }) => rate);
      const worst = Math.max(...changes);
      if (worst <= AGREEMENT * accuracy) return fine;
      if (worst > LESS * change) strikes++;
      change = worst;
      const cell = cells[changes.indexOf(worst)];
      why = `the rate of neuron ${cell} changes by ${round(worst)} % from ${integrator} at ${round(2 * dt)} ms to ${round(dt)} ms in float64`;
    }
    coarse = fine;
  }
  throw new InputError(
    `accuracy = ${accuracy} % cannot be kept: ${why}; ask for less, or give dt and integrator`,
  );
}

function cheapest(experiment: Experiment, costs: Costs): Method {
  const { model } = experiment;
  const columns = columnsOf(populationOf(experiment), (path) => validRange(model, path));
  const methods = METHODS.map((integrator) => ({
    integrator,
    dt: chosenStep(model, { ...experiment, integrator }, columns),
  }));
  return methods.reduce((a, b) => (costs[b.integrator] / b.dt < costs[a.integrator] / a.dt ? b : a));
}

/** What comes out, unless a neuron diverges. */
export async function unlessDiverged<Result>(run: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof DivergedError) return undefined;
    throw error;
  }
}

export const round = (value: number): number => Number(value.toPrecision(2));
