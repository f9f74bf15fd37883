import type { Expr } from '../../formula/expr.ts';
import { compileFloat64, type Float64Program } from '../../formula/float64.ts';
import { STEP } from '../../system/system.ts';
import { beforeSteps, TAKEN } from '../measuring.ts';
import type { Numbers } from '../numbers.ts';
import { changingSymbols, eventFormulas, type Program } from '../program.ts';

/** Potentials beyond this (mV) mean that the numbers have left the model. */
const DIVERGED = 1000;

/** Gets every event: position of the neuron, and time in steps. */
export type EventSink = (index: number, step: number, fraction: number) => void;

/** Keeps the fields of a population's statistics, block by block, in float64. */
export class Recorder {
  readonly fields: ReadonlyMap<string, Float64Array>;
  /** The first neuron found to have diverged: position, time in steps, V in mV. */
  diverged: { index: number; step: number; V: number } | undefined;
  readonly #watch: Float64Program;
  readonly #note: Float64Program;
  readonly #noted: readonly string[];
  /** Present values of the fields of the loaded block. */
  readonly #registers: ReadonlyMap<string, Float64Array>;
  /** Where the new values of fields are after a step, and copies of those that are still present values of others. */
  readonly #changes: readonly {
    readonly to: Float64Array;
    readonly from: Float64Array;
    readonly copy?: Float64Array;
  }[];

  constructor(
    private readonly program: Program,
    private readonly numbers: Numbers,
    cells: number,
    private readonly width: number,
    private readonly sink: EventSink,
  ) {
    this.fields = new Map(program.fields.map(({ name }) => [name, new Float64Array(cells)]));
    const changing = changingSymbols(program);
    this.#noted = [...program.note.keys()];
    const { fields: looked, raised } = program.looks[1];
    // Fields of both kinds are read as they are before the step.
    const watched = new Map<string, Expr>([...program.everyStep, ...looked]);
    this.#watch = compileFloat64(new Map([...watched, ['raised', raised]]), changing, width);
    this.#note = compileFloat64(eventFormulas(program), changing, 1);
    const { inputs, outputs } = this.#watch;
    this.#registers = new Map(
      program.fields.map(({ name }) => [name, inputs[name] ?? new Float64Array(width)]),
    );
    const present = new Set(Object.values(inputs));
    this.#changes = [...watched.keys()].map((name) => {
      const from = outputs[name]!;
      const to = this.#registers.get(name)!;
      return present.has(from) ? { to, from, copy: new Float64Array(width) } : { to, from };
    });
  }

  /** Begins anew from states of all neurons; everything, or only what belongs to the measuring window. */
  restart(
    scope: 'run' | 'window',
    states: Readonly<Record<string, Float64Array>>,
    { first, step }: { first: number; step: number },
  ): void {
    if (scope === 'run') this.diverged = undefined;
    const fields = this.program.fields.filter(({ keeps }) => scope === 'run' || keeps === 'window');
    const starts = compileFloat64(
      new Map(fields.map(({ name, start }) => [name, start])),
      changingSymbols(this.program),
      this.width,
    );
    const cells = states[this.program.potential]!.length;
    for (let begin = 0; begin < cells; begin += this.width) {
      const count = Math.min(this.width, cells - begin);
      for (const [name, values] of Object.entries(states))
        starts.inputs[name]?.set(values.subarray(begin, begin + count));
      starts.inputs[TAKEN]?.fill(step, 0, count);
      this.#loadNumbers(starts, first + begin, count);
      starts.setup(count);
      starts.body(count);
      for (const { name } of fields)
        this.fields.get(name)!.set(starts.outputs[name]!.subarray(0, count), begin);
    }
  }

  /** Takes the fields of a block into registers. @param first number of its first neuron @param begin its position */
  load(first: number, begin: number, count: number, windowStart: number): void {
    for (const [name, values] of this.fields)
      this.#registers.get(name)!.set(values.subarray(begin, begin + count));
    for (const program of [this.#watch, this.#note]) program.inputs['window.step']?.fill(windowStart);
    this.#loadNumbers(this.#watch, first, count);
    this.#watch.setup(count);
  }

  /**
   * Takes a step of the loaded block.
   * @param states after it
   * @param before potentials before it
   * @param step steps taken before it
   */
  observe(
    states: Readonly<Record<string, Float64Array>>,
    before: Float64Array,
    { begin, count, first, step }: { begin: number; count: number; first: number; step: number },
  ): void {
    const { inputs, outputs } = this.#watch;
    const { potential } = this.program;
    for (const [name, values] of Object.entries(states)) inputs[name]?.set(values);
    inputs[beforeSteps(potential)]?.set(before);
    inputs[STEP]?.fill(step, 0, count);
    inputs[TAKEN]?.fill(step + 1, 0, count);
    this.#watch.body(count);
    const V = states[potential]!;
    const raised = outputs.raised!;
    for (const { copy, from } of this.#changes) copy?.set(from);
    for (const { to, copy, from } of this.#changes) to.set(copy ?? from);
    for (let i = 0; i < count; i++) {
      if (raised[i] !== 0) this.#raise(i, begin + i, first + i);
      if (!this.diverged && !(Math.abs(V[i]!) <= DIVERGED))
        this.diverged = { index: begin + i, step: step + 1, V: V[i]! };
    }
  }

  /** Puts the fields of the loaded block back. */
  store(begin: number, count: number): void {
    for (const [name, values] of this.fields)
      values.set(this.#registers.get(name)!.subarray(0, count), begin);
  }

  /** Earliest step of an event that may still come, or `step` if none is pending. */
  pendingSince(step: number): number {
    const { waits } = this.program;
    if (!waits) return step;
    const symbols = new Set([...this.fields.keys()]);
    const formulas = new Map([
      ['while', waits.while],
      ['step', waits.step],
    ]);
    const program = compileFloat64(formulas, symbols, this.width);
    let earliest = step;
    const cells = [...this.fields.values()][0]!.length;
    for (let begin = 0; begin < cells; begin += this.width) {
      const count = Math.min(this.width, cells - begin);
      for (const [name, values] of this.fields)
        program.inputs[name]?.set(values.subarray(begin, begin + count));
      program.setup(count);
      program.body(count);
      const { while: pending, step: at } = program.outputs;
      for (let i = 0; i < count; i++) if (pending![i] !== 0) earliest = Math.min(earliest, at![i]!);
    }
    return earliest;
  }

  #raise(lane: number, index: number, cell: number): void {
    const { inputs, outputs } = this.#note;
    for (const [name, register] of this.#registers) {
      const input = inputs[name];
      if (input) input[0] = register[lane]!;
    }
    this.#loadNumbers(this.#note, cell, 1);
    this.#note.setup(1);
    this.#note.body(1);
    for (const name of this.#noted) this.#registers.get(name)![lane] = outputs[name]![0]!;
    this.sink(index, outputs['event.step']![0]!, outputs['event.fraction']![0]!);
  }

  #loadNumbers(program: Float64Program, first: number, count: number): void {
    for (const { symbol } of this.numbers.sources) {
      const register = program.inputs[symbol];
      if (register) register.set(this.numbers.values(symbol, first, count).subarray(0, count));
    }
  }
}
