import { CELL } from '../../formula/random.ts';
import type { Population, Problem, Sampling } from '../../problem/problem.ts';
import { heldAtBeginning, statesFor, stepAt } from '../conversion.ts';
import type { StateArrays } from '../initial.ts';
import { BEFORE } from '../measuring.ts';
import { breathe } from '../pause.ts';
import { completeUntil, SpikeList, spikeCapacity } from '../recording.ts';
import { measuresOf } from '../results.ts';
import { noTraces, Sampler, type Stretch } from '../sampler.ts';
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
import { BLOCK, type Compiled, compile } from './compiled.ts';
import type { Block } from './recorder.ts';

/** Most steps that a block takes before the next one does. */
const STEPS_PER_TURN = 1000;

export const referenceAdapter: AdapterDescription = {
  engine: 'reference',
  name: 'reference, float64',
  software: true,
};

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

  measures(): Promise<Measures> {
    return measuresOf(this.problem, this.#step - this.#windowStart, (name) => this.statistic(name));
  }

  async statistic(name: string): Promise<Float64Array> {
    const { program, results, recorder } = this.#compiled;
    const kept = new Map(recorder.fields)
      .set(BEFORE, recorder.previous)
      .set(program.potential, this.#state[program.potential]!);
    const needed = results.needs(name).map((what) => [what, kept.get(what)!] as const);
    const part = { cells: this.cells, rows: new Map(needed) };
    return results.values(name, [part], { step: this.#step, windowStart: this.#windowStart });
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
    return this.#sampler?.take(this.problem.dt) ?? noTraces();
  }

  trace(sampling: Sampling | undefined): void {
    const { observer, problem } = this.#compiled;
    if (sampling) checkSampling(sampling, problem.population, observer.names);
    this.#sampler = sampling && new Sampler(sampling);
  }

  async update(problem: Problem): Promise<void> {
    const former = this.problem;
    checkUpdate(former, problem);
    const compiled = compile(problem, this.#spikes);
    const step = stepAt({ step: this.#step, dt: former.dt }, problem.dt);
    const state = await statesFor(this.#snapshot(), compiled);
    if (problem.dt !== former.dt || !this.#sampler?.isAmong(compiled.observer.names))
      this.#sampler = undefined;
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
    this.#begin(state, stepAt(snapshot, this.problem.dt));
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
    const begin = this.#step;
    const end = begin + steps;
    const sampler = this.#sampler;
    const stretch = sampler?.stretch(begin, end);
    for (let position = 0; position < this.cells; position += BLOCK) {
      await breathe();
      const count = Math.min(BLOCK, this.cells - position);
      const block = { begin: position, count, first: this.problem.population.first + position };
      this.#load(block);
      const sample = sampler && stretch && this.#sampling(block, sampler, stretch);
      this.#advanceBlock(block, begin, end, sample);
      this.#store(block);
    }
    this.#step = end;
  }

  /** Takes a block into the registers. */
  #load({ begin, count, first }: Neurons): void {
    const { numbers, program, recorder, step, registers } = this.#compiled;
    for (const name of program.states)
      registers.present[name]!.set(this.#state[name]!.subarray(begin, begin + count));
    for (const { symbol } of numbers.sources)
      step.inputs[symbol]?.set(numbers.values(symbol, first, count).subarray(0, count));
    step.inputs[CELL]?.set(Array.from({ length: count }, (_, i) => first + i));
    step.setup(count);
    recorder.load(first, begin, count, this.#windowStart);
  }

  /** Takes the loaded block from one step to another. @param sample called before each */
  #advanceBlock(block: Neurons, begin: number, end: number, sample?: (step: number) => void): void {
    const { program, recorder, step: stepping, registers } = this.#compiled;
    const { inputs, outputs } = stepping;
    const potential = registers.present[program.potential]!;
    const before = new Float64Array(stepping.width);
    for (let step = begin; step < end; step++) {
      sample?.(step);
      inputs.step?.fill(step, 0, block.count);
      before.set(potential);
      stepping.body(block.count);
      recorder.observe(outputs, before, { ...block, step, last: step === end - 1 });
      registers.carry();
    }
  }

  /** Puts the loaded block back. */
  #store({ begin, count }: Neurons): void {
    const { program, recorder, registers } = this.#compiled;
    for (const name of program.states)
      this.#state[name]!.set(registers.present[name]!.subarray(0, count), begin);
    recorder.store(begin, count);
  }

  /** What samples the traced neurons of the loaded block in the steps at which that is due. */
  #sampling({ count, first }: Neurons, sampler: Sampler, stretch: Stretch) {
    const { observer, registers } = this.#compiled;
    const columns = sampler.columnsIn(first, count);
    if (columns.length === 0) return undefined;
    const cells = columns.map((column) => sampler.cells[column]!);
    let sample = 0;
    return (step: number): void => {
      if (stretch.steps[sample] !== step) return;
      const values = observer.values(cells, (name, i) => registers.present[name]![cells[i]! - first]!, step);
      for (const name of sampler.variables) sampler.store(stretch, name, sample, columns, values[name]!);
      sample++;
    };
  }
}

type Neurons = Pick<Block, 'begin' | 'first' | 'count'>;
