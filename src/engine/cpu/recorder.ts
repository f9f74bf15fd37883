import { type Expr, number, substitute } from '../../formula/expr.ts';
import { compileFloat64, type Float64Program } from '../../formula/float64.ts';
import { ABSENT } from '../../statistics/statistic.ts';
import { SPAN, STEP } from '../../system/system.ts';
import { BEFORE, seen, TAKEN } from '../measuring.ts';
import type { Numbers } from '../numbers.ts';
import { changingSymbols, eventFormulas, type Program } from '../program.ts';

/** Potentials beyond this (mV) mean that the numbers have left the model. */
const DIVERGED = 1000;

/** Gets every event: position of the neuron, and time in steps. */
export type EventSink = (index: number, step: number, fraction: number) => void;

/** Potentials before the present one that are kept: with it and the next one, a potential and two on each side. */
const KEPT = 3;

/** Keeps the fields of a population's statistics, block by block, in float64. */
export class Recorder {
  readonly fields: ReadonlyMap<string, Float64Array>;
  /** The first neuron found to have diverged: position, time in steps, V in mV. */
  diverged: { index: number; step: number; V: number } | undefined;
  readonly #watch: Float64Program;
  readonly #corner: Float64Program;
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
  /** Of all neurons, the potentials one to three steps before the present one; the same of the loaded block. */
  readonly #past: readonly Float64Array[];
  readonly #near: readonly Float64Array[];
  /** Of all neurons: bit i is set if V has a corner between the potentials i + 1 and i steps before the present one. */
  readonly #corners: Uint8Array;

  constructor(
    private readonly program: Program,
    private readonly numbers: Numbers,
    cells: number,
    private readonly width: number,
    private readonly sink: EventSink,
  ) {
    this.fields = new Map(program.fields.map(({ name }) => [name, new Float64Array(cells)]));
    this.#past = Array.from({ length: KEPT }, () => new Float64Array(cells));
    this.#near = Array.from({ length: KEPT }, () => new Float64Array(width));
    this.#corners = new Uint8Array(cells);
    const changing = changingSymbols(program);
    this.#noted = [...program.note.keys()];
    // Fields of both kinds are read as they are before the step.
    const watched = new Map<string, Expr>([...program.everyStep, ...program.look.fields]);
    this.#watch = compileFloat64(new Map([...watched, ['raised', program.look.raised]]), changing, width);
    const corner = substitute(program.corner, new Map([[SPAN, number(1)]]));
    this.#corner = compileFloat64(new Map([['corner', corner]]), changing, width);
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

  /** The potential of every neuron one step before the present one, mV. */
  get previous(): Float64Array {
    return this.#past[0]!;
  }

  /** Begins anew from states of all neurons; everything, or only what belongs to the measuring window. */
  restart(
    scope: 'run' | 'window',
    states: Readonly<Record<string, Float64Array>>,
    { first, step }: { first: number; step: number },
  ): void {
    if (scope === 'run') {
      this.diverged = undefined;
      for (const past of this.#past) past.set(states[this.program.potential]!);
      this.#corners.fill(2 ** KEPT - 1);
    }
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
    for (const [i, past] of this.#past.entries()) this.#near[i]!.set(past.subarray(begin, begin + count));
    for (const program of [this.#watch, this.#note]) program.inputs['window.step']?.fill(windowStart);
    for (const program of [this.#watch, this.#corner]) {
      this.#loadNumbers(program, first, count);
      program.setup(count);
    }
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
    const V = states[this.program.potential]!;
    for (const [name, values] of Object.entries(states)) inputs[name]?.set(values);
    inputs[BEFORE]?.set(before);
    for (const program of [this.#watch, this.#corner]) {
      program.inputs[STEP]?.fill(step, 0, count);
      program.inputs[TAKEN]?.fill(step + 1, 0, count);
    }
    this.#corner.body(count);
    this.#see(V, before, { begin, count, step });
    this.#watch.body(count);
    const raised = outputs.raised!;
    for (const { copy, from } of this.#changes) copy?.set(from);
    for (const { to, copy, from } of this.#changes) to.set(copy ?? from);
    for (let i = 0; i < count; i++) {
      if (raised[i] !== 0) this.#raise(i, begin + i, first + i);
      if (!this.diverged && !(Math.abs(V[i]!) <= DIVERGED))
        this.diverged = { index: begin + i, step: step + 1, V: V[i]! };
    }
  }

  /** Takes the present potentials into what is kept, and shows a look the one two steps ago and those around it. */
  #see(
    V: Float64Array,
    before: Float64Array,
    { begin, count, step }: { begin: number; count: number; step: number },
  ): void {
    const [near1, near2, near3] = this.#near as [Float64Array, Float64Array, Float64Array];
    const { inputs } = this.#watch;
    inputs[seen.V]?.set(near1);
    inputs[seen.V_before]?.set(near2);
    inputs[seen.V_after]?.set(before);
    inputs[seen.step]?.fill(step - 1, 0, count);
    const turn = this.#corner.outputs.corner!;
    for (let i = 0; i < count; i++) {
      const corners = (this.#corners[begin + i]! << 1) | (turn[i] !== 0 ? 1 : 0);
      const across = (bits: number, potential: number) => ((corners & bits) === 0 ? potential : ABSENT);
      if (inputs[seen.after2]) inputs[seen.after2]![i] = across(0b0011, V[i]!);
      if (inputs[seen.after1]) inputs[seen.after1]![i] = across(0b0010, before[i]!);
      if (inputs[seen.before1]) inputs[seen.before1]![i] = across(0b0100, near2[i]!);
      if (inputs[seen.before2]) inputs[seen.before2]![i] = across(0b1100, near3[i]!);
      this.#corners[begin + i] = corners & (2 ** KEPT - 1);
    }
    near3.set(near2);
    near2.set(near1);
    near1.set(before.subarray(0, near1.length));
  }

  /** Puts the fields of the loaded block back. */
  store(begin: number, count: number): void {
    for (const [i, past] of this.#past.entries()) past.set(this.#near[i]!.subarray(0, count), begin);
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
