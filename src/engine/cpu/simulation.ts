import { compileFloat64, type Float64Program } from '../../formula/float64.ts';
import { InputError } from '../../input/schema.ts';
import type { Varied } from '../../population/column.ts';
import { populationSize } from '../../population/columns.ts';
import { variedQuantities } from '../../population/sweep.ts';
import { type Experiment, stepsPerSample } from '../../protocol/experiment.ts';
import { initialState, type StateArrays } from '../initial.ts';
import { measuresOf, onsetOf } from '../measures.ts';
import { loadVaried, Observer } from '../observer.ts';
import { SpikeList, spikeCapacity } from '../recording.ts';
import {
  type AdapterDescription,
  DivergedError,
  type Measures,
  type Simulation,
  type Snapshot,
  type Spikes,
  type Traces,
} from '../simulation.ts';
import { changingSymbols, stepFormulas } from '../steps.ts';
import { Detector } from './detector.ts';
import { Sampler } from './sampler.ts';

/** Neurons that are advanced together; their registers fit into the cache. */
const BLOCK = 128;
/** Most steps that a block takes before the next one does. */
const STEPS_PER_TURN = 1000;
/** Wall time after which other tasks may run, ms. */
const PAUSE_EVERY = 20;
/** Bytes per neuron: state, initial state and detector. */
const BYTES_PER_CELL = 180;

export const cpuAdapter: AdapterDescription = { engine: 'cpu', name: 'CPU, float64', software: true };

/** A population advanced on the CPU in float64, in one thread. It is the reference for the other engine. */
export class CpuSimulation implements Simulation {
  readonly adapter = cpuAdapter;
  readonly cells: number;
  readonly variables: readonly string[];
  #experiment: Experiment;
  #step = 0;
  #windowStart = 0;
  #state: StateArrays;
  #varied!: readonly Varied[];
  #program!: Float64Program;
  #observer!: Observer;
  #detector!: Detector;
  #sampler: Sampler | undefined;
  readonly #spikes: SpikeList;
  #lastPause = performance.now();

  /**
   * @param memory bytes that the population may take
   * @throws InputError if the population does not fit or a neuron has no initial state
   */
  static create(experiment: Experiment, { memory = 4 * 2 ** 30 }: { memory?: number } = {}): CpuSimulation {
    const cells = populationSize(experiment.sweep);
    const most = Math.floor(memory / BYTES_PER_CELL);
    if (cells > most) {
      throw new InputError(
        `a population of ${cells} neurons does not fit into memory: the CPU engine can hold ${most}; reduce sweep.x.count or sweep.y.count`,
      );
    }
    return new CpuSimulation(experiment, cells);
  }

  private constructor(experiment: Experiment, cells: number) {
    this.cells = cells;
    this.#experiment = experiment;
    this.#state = initialState(experiment)(0, cells);
    this.variables = Object.keys(this.#state);
    this.#spikes = new SpikeList(spikeCapacity(cells));
    this.#compile();
    const { traces } = experiment.record;
    if (traces) this.trace(traces.cells, traces.every);
  }

  get experiment(): Experiment {
    return this.#experiment;
  }

  get step(): number {
    return this.#step;
  }

  async advance(steps: number): Promise<void> {
    for (let left = steps; left > 0; left -= STEPS_PER_TURN) {
      await this.#advanceTogether(Math.min(left, STEPS_PER_TURN));
      const { diverged } = this.#detector;
      if (diverged) {
        throw new DivergedError(
          diverged.cell,
          diverged.step * this.#experiment.dt,
          diverged.V,
          this.#experiment,
        );
      }
    }
  }

  beginMeasuring(): void {
    this.#windowStart = this.#step;
    this.#detector.beginWindow(this.#state.V!, this.#step);
  }

  async measures(): Promise<Measures> {
    const V = this.#state.V!;
    return measuresOf(this.#experiment, this.cells, this.#step - this.#windowStart, (cell) =>
      this.#detector.record(cell, V[cell]!),
    );
  }

  async read(variable: string): Promise<Float64Array> {
    return this.#observer.variable(variable, this.#state, this.cells);
  }

  async takeSpikes(): Promise<Spikes> {
    return this.#spikes.take();
  }

  async takeTraces(): Promise<Traces> {
    return (this.#sampler ?? new Sampler([], 1, this.variables)).take(this.#experiment.dt);
  }

  trace(cells: readonly number[], every: number): void {
    this.#sampler = new Sampler(cells, stepsPerSample(every, this.#experiment.dt), this.variables);
  }

  async update(experiment: Experiment): Promise<void> {
    if (experiment.dt !== this.#experiment.dt) {
      this.#step = Math.round((this.#step * this.#experiment.dt) / experiment.dt);
      this.#sampler = undefined;
    }
    this.#experiment = experiment;
    this.#compile();
  }

  async snapshot(): Promise<Snapshot> {
    return { step: this.#step, state: structuredClone(this.#state) };
  }

  restore({ step, state }: Snapshot): void {
    this.#step = step;
    this.#sampler?.clear();
    for (const name of this.variables) this.#state[name]!.set(state[name]!);
    this.#restartMeasuring();
  }

  reset(): void {
    this.restore({ step: 0, state: initialState(this.#experiment)(0, this.cells) });
  }

  destroy(): void {}

  #compile(): void {
    const { dt, events, record, sweep } = this.#experiment;
    this.#varied = variedQuantities(sweep);
    const open = new Set(this.#varied.map(({ path }) => path));
    const { variables, next, observed } = stepFormulas(this.#experiment, open);
    this.#program = compileFloat64(next, changingSymbols(variables), Math.min(BLOCK, this.cells));
    this.#observer = new Observer(observed, this.#varied);
    const onset = onsetOf(this.#experiment);
    this.#detector = new Detector(
      this.cells,
      events,
      (cell) => onset(cell) / dt,
      (cell, time) => {
        if (record.spikes) this.#spikes.add(cell, time * dt);
      },
    );
    this.#restartMeasuring();
  }

  #restartMeasuring(): void {
    this.#detector.restart(this.#state.V!, this.#step);
    this.#windowStart = this.#step;
    this.#spikes.clear();
  }

  /** Advances block by block, each through all steps while it is in the cache. */
  async #advanceTogether(steps: number): Promise<void> {
    const begin = this.#step;
    const end = begin + steps;
    const sampler = this.#sampler;
    const stretch = sampler?.stretch(begin, end);
    const { inputs, outputs } = this.#program;
    for (let first = 0; first < this.cells; first += BLOCK) {
      await this.#letOthersRun();
      const count = Math.min(BLOCK, this.cells - first);
      for (const name of this.variables) inputs[name]?.set(this.#state[name]!.subarray(first, first + count));
      loadVaried(this.#program, this.#varied, count, (i) => first + i);
      this.#program.setup(count);
      const columns = sampler?.columnsIn(first, count) ?? [];
      let sample = 0;
      for (let step = begin; step < end; step++) {
        if (columns.length > 0 && stretch!.steps[sample] === step) {
          const cells = columns.map((column) => sampler!.cells[column]!);
          const values = this.#observer.states(cells, (name, cell) => inputs[name]![cell - first]!);
          for (const name of this.variables) sampler!.store(stretch!, name, sample, columns, values[name]!);
          sample++;
        }
        inputs.step?.fill(step, 0, count);
        this.#program.body(count);
        for (let i = 0; i < count; i++)
          this.#detector.observe(first + i, step, inputs.V![i]!, outputs.V![i]!);
        for (const name of this.variables) inputs[name]?.set(outputs[name]!);
      }
      for (const name of this.variables) this.#state[name]!.set(outputs[name]!.subarray(0, count), first);
    }
    this.#step = end;
  }

  /** Lets signals, messages and timers through from time to time; settled promises alone never do. */
  async #letOthersRun(): Promise<void> {
    if (performance.now() - this.#lastPause < PAUSE_EVERY) return;
    await new Promise((resolve) => setTimeout(resolve));
    this.#lastPause = performance.now();
  }
}
