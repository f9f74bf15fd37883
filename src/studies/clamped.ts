import { runExperiment } from '../engine/run.ts';
import type { Traces } from '../engine/simulation.ts';
import { number, substituteAll, symbol, symbolsOf } from '../formula/expr.ts';
import { applyPasses, canonicalPasses } from '../formula/optimise.ts';
import { compileVectors } from '../formula/wasm/program.ts';
import { InputError } from '../input/schema.ts';
import { conductanceName, IONIC } from '../model/names.ts';
import type { Problem } from '../problem/problem.ts';
import { documentOf, type Experiment, type ExperimentInput } from '../protocol/experiment.ts';
import { prepare, systemOf } from '../protocol/prepare.ts';
import { closure } from '../system/equations.ts';
import { experimentOf, type Setup } from './setup.ts';
import type { Lend } from './study.ts';

// Populations under voltage clamp, and the currents that flow at every moment.

/** Potentials one after another, mV, each for some ms; one of them is another one in each neuron. */
export interface Course {
  readonly holding: number;
  readonly levels: readonly number[];
  readonly durations: readonly number[];
  /** Which of the levels varies, and its values. */
  readonly varies: number;
  readonly values: readonly number[];
}

/** What flows at one moment, a value for each neuron: uA/cm2 and mS/cm2, by name. */
export type Flowing = Readonly<Record<string, Float64Array>>;

/**
 * Sees a moment of one level.
 * @param step steps since the level began; 0 is the moment just after V has jumped to it
 */
export type Look = (level: number, step: number, flowing: Flowing) => void;

/** Under a constant potential it solves gates exactly. */
export const CLAMP_INTEGRATOR = 'exponential';
/** A step of the clamp at most, ms: as near are two samples of a current; and as a part of the step with which V is followed. */
const LARGEST_STEP = 0.01;
const PART = 5;
/** Most levels: all of them are in a list. */
const MOST_LEVELS = 10_000;
/** Neurons whose currents are computed together. */
const WIDTH = 512;

/** The membrane under a course. @throws InputError if an option is not valid */
export class Clamped {
  readonly experiment: Experiment;
  /** Steps that each level lasts. */
  readonly lasts: readonly number[];
  readonly #problem: Problem;

  constructor(
    setup: Setup,
    readonly course: Course,
  ) {
    const { model, parameters, integrator = CLAMP_INTEGRATOR } = setup;
    const { holding, levels, varies, values } = course;
    const free = experimentOf({ model, parameters, integrator }, {});
    const dt = setup.dt ?? Math.min(LARGEST_STEP, free.dt / PART);
    checkLevels('holding', [holding], free);
    checkLevels('level', [...levels, ...values], free);
    checkDurations(course.durations, dt);
    this.lasts = course.durations.map((duration) => Math.max(1, Math.round(duration / dt)));
    const durations = this.lasts.map((steps) => steps * dt);
    const end = durations.reduce((a, b) => a + b);
    this.experiment = experimentOf(
      { ...setup, integrator, dt },
      {
        initial: { V: holding },
        stimulus: { kind: 'clamp', holding, levels: levels.with(varies, values[0]!), durations },
        sweep: { x: { vary: `stimulus.levels.${varies}`, values: [...values] } },
        // One step more: what is sampled is sampled as a step begins.
        duration: end + dt,
      },
    );
    this.#problem = sampled(prepare(this.experiment));
  }

  get dt(): number {
    return this.experiment.dt;
  }

  /** The protocol, to be run again. */
  get document(): ExperimentInput {
    return documentOf(this.experiment);
  }

  /** Names of the currents of the membrane. */
  get currents(): readonly string[] {
    return this.experiment.model.currents.map(({ name }) => name);
  }

  /** Runs all neurons and shows what flows in them. */
  async run(lend: Lend, look: Look): Promise<void> {
    const begins = this.lasts.map((_, i) => this.lasts.slice(0, i).reduce((a, b) => a + b, 0));
    const flowing = flowingIn(this.#problem);
    const potentials = this.course.levels.map((level, i) =>
      this.course.values.map((value) => (i === this.course.varies ? value : level)),
    );
    await lend(this.#problem, (simulation) =>
      runExperiment(simulation, {
        onTraces: (traces) => {
          for (let sample = 0; sample < traces.time.length; sample++) {
            const step = Math.round(traces.time[sample]! / this.dt);
            for (const [level, begin] of begins.entries()) {
              const since = step - begin;
              if (since < 0 || since > this.lasts[level]!) continue;
              look(level, since, flowing(traces, sample, potentials[level]!));
            }
          }
        },
      }),
    );
  }
}

/** Conductances that are known as `gNa_open`, by the name of the current, and whether gates or V change them. */
function conductancesIn({
  experiment,
}: Clamped): readonly { current: string; name: string; changes: boolean }[] {
  const formulas = currentFormulas(systemOf(experiment));
  return experiment.model.currents.flatMap(({ name: current }) => {
    const name = conductanceName(current);
    const formula = formulas.get(name);
    return formula ? [{ current, name, changes: symbolsOf(formula).size > 0 }] : [];
  });
}

/** The names of conductances that change, by the name of the current. */
export const conductancesOf = (clamped: Clamped): ReadonlyMap<string, string> =>
  new Map(
    conductancesIn(clamped)
      .filter(({ changes }) => changes)
      .map(({ current, name }) => [current, name]),
  );

/** The currents whose conductance nothing changes, such as a leak. */
export const passiveOf = (clamped: Clamped): readonly string[] =>
  conductancesIn(clamped)
    .filter(({ changes }) => !changes)
    .map(({ current }) => current);

/** All states of all neurons at every step; where a state has an initial value of its own it begins where it stays, too. */
function sampled(problem: Problem): Problem {
  const { system, population } = problem;
  const states = system.states.map(({ initial, ...state }) => state);
  return {
    ...problem,
    system: { ...system, states },
    record: {
      events: false,
      traces: {
        cells: Array.from({ length: population.count }, (_, i) => population.first + i),
        every: 1,
        values: states.map(({ name }) => name),
      },
    },
  };
}

/** Currents and conductances as formulas of the states. */
function currentFormulas(system: Problem['system']) {
  const closed = closure(system);
  const numbers = new Map(system.numbers.map(({ symbol: name, value }) => [name, number(value)]));
  const wanted = new Set([
    IONIC,
    ...system.algebraic
      .map(({ name }) => name)
      .filter((name) => system.observables.some((o) => o.name === name)),
  ]);
  const formulas = new Map([...wanted].map((name) => [name, closed.get(name) ?? symbol(name)]));
  return applyPasses(substituteAll(formulas, numbers), canonicalPasses);
}

/**
 * Computes what flows from the states, in float64. V is what it jumps to, so that the moment just after a jump is
 * seen, which no step ends with.
 */
function flowingIn({ system, population: { count } }: Problem) {
  const states = system.states.map(({ name }) => name);
  const formulas = currentFormulas(system);
  const program = compileVectors(formulas, new Set(states), Math.min(WIDTH, count));
  program.setup(program.width);
  const all: Flowing = Object.fromEntries(
    [...formulas.keys()].map((name) => [name, new Float64Array(count)]),
  );
  return ({ values }: Traces, sample: number, potentials: readonly number[]): Flowing => {
    for (let begin = 0; begin < count; begin += program.width) {
      const size = Math.min(program.width, count - begin);
      for (const name of states) {
        const input = program.inputs[name];
        const from = sample * count + begin;
        input?.set(
          name === system.potential
            ? potentials.slice(begin, begin + size)
            : values[name]!.subarray(from, from + size),
        );
      }
      program.body(size);
      for (const [name, to] of Object.entries(all)) to.set(program.outputs[name]!.subarray(0, size), begin);
    }
    return all;
  };
}

function checkLevels(name: string, levels: readonly number[], experiment: Experiment): void {
  const system = systemOf(experiment);
  const [low, high] = system.states.find((state) => state.name === system.potential)!.range;
  const wrong = levels.find((level) => !(level >= low && level <= high));
  if (wrong !== undefined) {
    throw new InputError(
      `${name} = ${wrong} mV is out of range: potentials must be ${low} to ${high} mV; formulas are kept right there`,
    );
  }
  if (levels.length > MOST_LEVELS) {
    throw new InputError(`count = ${levels.length} is out of range: there are at most ${MOST_LEVELS} levels`);
  }
}

/** How long a level may last, ms. */
const LONGEST = 100_000;

function checkDurations(durations: readonly number[], dt: number): void {
  const wrong = durations.find((duration) => !(duration >= dt && duration <= LONGEST));
  if (wrong === undefined) return;
  throw new InputError(
    `duration = ${wrong} ms is out of range: a level must last from one step, ${dt} ms, to ${LONGEST} ms`,
  );
}
