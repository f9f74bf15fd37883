import { compileFloat64, type Float64Program } from '../../formula/float64.ts';
import { CELL } from '../../formula/random.ts';
import { InputError } from '../../input/schema.ts';
import type { Population, Problem, Sampling } from '../../problem/problem.ts';
import { heldAtBeginning, statesFor, stepAt } from '../conversion.ts';
import type { StateArrays } from '../initial.ts';
import { BEFORE } from '../measuring.ts';
import { Numbers } from '../numbers.ts';
import { Observer, observedFormulas } from '../observer.ts';
import { breathe } from '../pause.ts';
import { changingSymbols, type Program, programOf } from '../program.ts';
import { completeUntil, SpikeList, spikeCapacity } from '../recording.ts';
import { measuresOf, Results } from '../results.ts';
import { Sampler } from '../sampler.ts';
import {
  type AdapterDescription,
  checkCount,
  checkRevalue,
  checkSampling,
  checkUpdate,
  DivergedError,
  type Measures,
  type Simulation,
  type Snapshot,
  type Spikes,
  type Traces,
} from '../simulation.ts';
import { Recorder } from './recorder.ts';

/** Neurons that are advanced together; their registers fit into the cache. */
const BLOCK = 128;
/** Most steps that a block takes before the next one does. */
const STEPS_PER_TURN = 1000;
/** Bytes of a number. */
const BYTES = 8;

export const referenceAdapter: AdapterDescription = {
  engine: 'reference',
  name: 'reference, float64',
  software: true,
};

/** A problem as this engine has compiled it. */
interface Compiled {
  readonly problem: Problem;
  readonly numbers: Numbers;
  readonly program: Program;
  readonly step: Float64Program;
  readonly registers: Registers;
  readonly observer: Observer;
  readonly recorder: Recorder;
  readonly results: Results;
}

/** Where the states of a block are while it is advanced. */
interface Registers {
  /** By the name of the state. */
  readonly present: Readonly<Record<string, Float64Array>>;
  /** Makes what a step has computed present. */
  carry(): void;
}

/** What the reference engine may take. */
export interface ReferenceOptions {
  /** Bytes that the population may take. */
  readonly memory?: number;
  /** Ends the search for initial states early. */
  readonly signal?: AbortSignal;
}

/** A population advanced in float64 by closures, in one thread: slow, and so plain that the other engines are held to it. */
export class ReferenceSimulation implements Simulation {
  readonly adapter = referenceAdapter;
  readonly cells: number;
  #compiled: Compiled;
  #step = 0;
  #windowStart = 0;
  #state: StateArrays;
  /** What a reset goes back to, once it has been found for the present problem. */
  #initial: StateArrays | undefined;
  #sampler: Sampler | undefined;
  readonly #spikes: SpikeList;

  /** @throws InputError if the population does not fit or a neuron has no initial state */
  static async create(
    problem: Problem,
    { memory = 4 * 2 ** 30, signal }: ReferenceOptions = {},
  ): Promise<ReferenceSimulation> {
    const spikes = new SpikeList(spikeCapacity(problem.population.count));
    const compiled = compile(problem, spikes, memory);
    return new ReferenceSimulation(compiled, spikes, await heldAtBeginning(compiled, { signal }));
  }

  private constructor(compiled: Compiled, spikes: SpikeList, state: StateArrays) {
    this.#compiled = compiled;
    this.cells = compiled.problem.population.count;
    this.#spikes = spikes;
    this.#initial = state;
    this.#state = structuredClone(state);
    this.#restart();
    this.trace(compiled.problem.record.traces);
  }

  get problem(): Problem {
    return this.#compiled.problem;
  }

  get variables(): readonly string[] {
    return this.#compiled.program.states;
  }

  get eventCapacity(): number {
    return this.#spikes.capacity;
  }

  get step(): number {
    return this.#step;
  }

  async advance(steps: number): Promise<void> {
    checkCount(this.#step, steps);
    for (let left = steps; left > 0; left -= STEPS_PER_TURN) {
      await this.#advanceTogether(Math.min(left, STEPS_PER_TURN));
      const { diverged } = this.#compiled.recorder;
      if (diverged) {
        const { dt, population } = this.problem;
        throw new DivergedError(
          population.first + diverged.index,
          diverged.step * dt,
          diverged.V,
          this.problem,
        );
      }
    }
  }

  beginMeasuring(): void {
    this.#windowStart = this.#step;
    this.#compiled.recorder.restart('window', this.#state, this.#here);
  }

  async measures(): Promise<Measures> {
    const values = await Promise.all(
      this.problem.statistics.map(async ({ name }) => [name, await this.statistic(name)] as const),
    );
    return measuresOf((this.#step - this.#windowStart) * this.problem.dt, new Map(values));
  }

  async statistic(name: string): Promise<Float64Array> {
    const { program, results, recorder } = this.#compiled;
    const kept = new Map(recorder.fields)
      .set(BEFORE, recorder.previous)
      .set(program.potential, this.#state[program.potential]!);
    const needed = results.needs(name).map((what) => [what, kept.get(what)!] as const);
    return results.values(name, new Map(needed), { step: this.#step, windowStart: this.#windowStart });
  }

  async read(variable: string): Promise<Float64Array> {
    const { observer, problem } = this.#compiled;
    const values = await observer.all([variable], this.#state, { ...problem.population, step: this.#step });
    return values[variable]!;
  }

  async takeSpikes(): Promise<Spikes> {
    const pending = this.#compiled.recorder.pendingSince(this.#step);
    return this.#spikes.take(completeUntil(pending, this.problem.dt));
  }

  async takeTraces(): Promise<Traces> {
    return (this.#sampler ?? new Sampler([], 1, [])).take(this.problem.dt);
  }

  trace(sampling: Sampling | undefined): void {
    const { observer, problem } = this.#compiled;
    if (sampling) checkSampling(sampling, problem.population, observer.names);
    this.#sampler = sampling && new Sampler(sampling.cells, sampling.every, sampling.values);
  }

  async update(problem: Problem): Promise<void> {
    const former = this.problem;
    checkUpdate(former, problem);
    const compiled = compile(problem, this.#spikes);
    const step = problem.dt === former.dt ? this.#step : stepAt(this.#step * former.dt, problem.dt);
    const state = await statesFor(this.#snapshot(), compiled);
    const known = compiled.observer.names;
    if (problem.dt !== former.dt || !this.#sampler?.variables.every((name) => known.includes(name))) {
      this.#sampler = undefined;
    }
    this.#compiled = compiled;
    this.#initial = undefined;
    this.#state = state;
    this.#step = step;
    this.#restart();
  }

  async revalue(population: Population): Promise<void> {
    const { problem, numbers } = this.#compiled;
    checkRevalue(problem.population, population);
    numbers.revalue(population);
    this.#compiled = { ...this.#compiled, problem: { ...problem, population } };
    this.#initial = undefined;
  }

  async snapshot(): Promise<Snapshot> {
    return structuredClone(this.#snapshot());
  }

  async restore(snapshot: Snapshot): Promise<void> {
    const state = structuredClone(await statesFor(snapshot, this.#compiled));
    this.#begin(state, stepAt(snapshot.step * snapshot.dt, this.problem.dt));
  }

  async reset(): Promise<void> {
    this.#initial ??= await heldAtBeginning(this.#compiled);
    this.#begin(structuredClone(this.#initial), 0);
  }

  destroy(): void {}

  get #here() {
    return { first: this.problem.population.first, step: this.#step };
  }

  #snapshot(): Snapshot {
    const { dt, integrator } = this.problem;
    return { step: this.#step, dt, integrator: integrator.name, state: this.#state };
  }

  #begin(state: StateArrays, step: number): void {
    this.#state = state;
    this.#step = step;
    this.#sampler?.clear();
    this.#restart();
  }

  #restart(): void {
    this.#compiled.recorder.restart('run', this.#state, this.#here);
    this.#windowStart = this.#step;
    this.#spikes.clear();
  }

  /** Advances block by block, each through all steps while it is in the cache. */
  async #advanceTogether(steps: number): Promise<void> {
    const { numbers, program, recorder, observer, step: stepping, registers, problem } = this.#compiled;
    const { inputs, outputs } = stepping;
    const { present } = registers;
    const begin = this.#step;
    const end = begin + steps;
    const sampler = this.#sampler;
    const stretch = sampler?.stretch(begin, end);
    const before = new Float64Array(stepping.width);
    for (let position = 0; position < this.cells; position += BLOCK) {
      await breathe();
      const count = Math.min(BLOCK, this.cells - position);
      const first = problem.population.first + position;
      const block = { begin: position, count, first };
      for (const name of program.states)
        present[name]!.set(this.#state[name]!.subarray(position, position + count));
      for (const { symbol } of numbers.sources)
        inputs[symbol]?.set(numbers.values(symbol, first, count).subarray(0, count));
      inputs[CELL]?.set(Array.from({ length: count }, (_, i) => first + i));
      stepping.setup(count);
      recorder.load(first, position, count, this.#windowStart);
      const columns = sampler?.columnsIn(first, count) ?? [];
      let sample = 0;
      for (let step = begin; step < end; step++) {
        if (columns.length > 0 && stretch!.steps[sample] === step) {
          const cells = columns.map((column) => sampler!.cells[column]!);
          const values = observer.values(cells, (name, i) => present[name]![cells[i]! - first]!, step);
          for (const name of sampler!.variables)
            sampler!.store(stretch!, name, sample, columns, values[name]!);
          sample++;
        }
        inputs.step?.fill(step, 0, count);
        before.set(present[program.potential]!);
        stepping.body(count);
        recorder.observe(outputs, before, { ...block, step, last: step === end - 1 });
        registers.carry();
      }
      for (const name of program.states) this.#state[name]!.set(present[name]!.subarray(0, count), position);
      recorder.store(position, count);
    }
    this.#step = end;
  }
}

/** @throws InputError if the population does not fit into so many bytes */
function compile(problem: Problem, spikes: SpikeList, memory = Number.POSITIVE_INFINITY): Compiled {
  const numbers = new Numbers(problem);
  const program = programOf(problem, numbers);
  const { first, count } = problem.population;
  const most = Math.floor(memory / (BYTES * (3 * program.states.length + program.fields.length)));
  if (count > most) {
    throw new InputError(
      `a population of ${count} neurons does not fit into memory: the reference engine can hold ${most}; reduce sweep.x.count or sweep.y.count`,
    );
  }
  const width = Math.min(BLOCK, count);
  const step = compileFloat64(program.next, changingSymbols(program), width, program.tables);
  return {
    problem,
    numbers,
    program,
    step,
    registers: registersOf(step, program.states),
    observer: new Observer(observedFormulas(program), program, numbers),
    recorder: new Recorder(program, numbers, count, width, (index, step, fraction) => {
      if (problem.record.events) spikes.add(first + index, (step + fraction) * problem.dt);
    }),
    results: new Results(problem, program, numbers),
  };
}

/** A step need not read a state, and the new value of one may be the present value of another. */
function registersOf({ inputs, outputs, width }: Float64Program, states: readonly string[]): Registers {
  const present = Object.fromEntries(
    states.map((name) => [name, inputs[name] ?? new Float64Array(width)] as const),
  );
  const changes = states.map((name) => {
    const [to, from] = [present[name]!, outputs[name]!];
    const copy = from !== to && Object.values(present).includes(from) ? new Float64Array(width) : undefined;
    return { to, from, copy };
  });
  return {
    present,
    carry: () => {
      for (const { copy, from } of changes) copy?.set(from);
      for (const { to, copy, from } of changes) to.set(copy ?? from);
    },
  };
}
