import { type Expr, number, substitute } from '../../formula/expr.ts';
import { compileFloat64, type Float64Program } from '../../formula/float64.ts';
import { SPAN, STEP } from '../../system/system.ts';
import { seen } from '../looks.ts';
import { BEFORE, TAKEN } from '../measuring.ts';
import type { Numbers } from '../numbers.ts';
import { changingSymbols, eventFormulas, type Program } from '../program.ts';
import { DIVERGED } from '../simulation.ts';
import { Past } from './past.ts';

/** Gets every event: position of the neuron, and time in steps. */
export type EventSink = (index: number, step: number, fraction: number) => void;

/** Neurons that are advanced together: the first one's position and number, how many they are, and where they are in time. */
export interface Block {
  readonly begin: number;
  readonly first: number;
  readonly count: number;
  readonly step: number;
  readonly last: boolean;
}

/** Keeps the fields of a population's statistics, block by block, in float64. */
export class Recorder {
  readonly fields: ReadonlyMap<string, Float64Array>;
  /** The first neuron found to have diverged: position, time in steps, V in mV. */
  diverged: { index: number; step: number; V: number } | undefined;
  /** What is done in every step of a whole block, at a look of some of its neurons, and at an event of one. */
  readonly #step: Float64Program;
  readonly #look: Float64Program;
  readonly #note: Float64Program;
  /** Present values of the fields of the loaded block. */
  readonly #registers: ReadonlyMap<string, Float64Array>;
  /** Where the new values of fields are after a step, and copies of those that are still present values of others. */
  readonly #changes: readonly {
    readonly to: Float64Array;
    readonly from: Float64Array;
    readonly copy?: Float64Array;
  }[];
  readonly #past: Past;

  constructor(
    private readonly program: Program,
    private readonly numbers: Numbers,
    cells: number,
    private readonly width: number,
    private readonly sink: EventSink,
  ) {
    const { fields, everyStep, look } = program;
    this.fields = new Map(fields.map(({ name }) => [name, new Float64Array(cells)]));
    this.#past = new Past(cells, width);
    const changing = changingSymbols(program);
    const corner = substitute(program.corner, new Map([[SPAN, number(1)]]));
    this.#step = compileFloat64(
      new Map<string, Expr>([...everyStep, ['due', look.due], ['corner', corner]]),
      changing,
      width,
      program.tables,
    );
    const looks = new Map([...look.fields, ['raised', look.raised]]);
    this.#look = compileFloat64(looks, changing, width, program.tables);
    this.#note = compileFloat64(eventFormulas(program), changing, 1);
    const { inputs, outputs } = this.#step;
    this.#registers = new Map(fields.map(({ name }) => [name, inputs[name] ?? new Float64Array(width)]));
    const present = new Set(Object.values(inputs));
    this.#changes = [...everyStep.keys()].map((name) => {
      const from = outputs[name]!;
      const to = this.#registers.get(name)!;
      return present.has(from) ? { to, from, copy: new Float64Array(width) } : { to, from };
    });
  }

  /** The potential of every neuron one step before the present one, mV. */
  get previous(): Float64Array {
    return this.#past.previous;
  }

  /** Begins anew from states of all neurons; everything, or only what belongs to the measuring window. */
  restart(
    scope: 'run' | 'window',
    states: Readonly<Record<string, Float64Array>>,
    { first, step }: { first: number; step: number },
  ): void {
    if (scope === 'run') {
      this.diverged = undefined;
      this.#past.restart(states[this.program.potential]!);
    }
    const fields = this.program.fields.filter(({ keeps }) => scope === 'run' || keeps === 'window');
    const starts = compileFloat64(
      new Map(fields.map(({ name, start }) => [name, start])),
      changingSymbols(this.program),
      this.width,
      this.program.tables,
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
    this.#past.load(begin, count);
    for (const program of [this.#step, this.#look, this.#note])
      program.inputs['window.step']?.fill(windowStart);
    this.#loadNumbers(this.#step, first, count);
    this.#step.setup(count);
  }

  /**
   * Takes a step of the loaded block.
   * @param states after it
   * @param before potentials before it
   * @param block where it is; `step` steps were taken before this one, and `last` says that the fields are wanted after it
   */
  observe(
    states: Readonly<Record<string, Float64Array>>,
    before: Float64Array,
    { begin, count, first, step, last }: Block,
  ): void {
    const { inputs, outputs } = this.#step;
    for (const [name, values] of Object.entries(states)) inputs[name]?.set(values);
    inputs[BEFORE]?.set(before);
    inputs[STEP]?.fill(step, 0, count);
    inputs[TAKEN]?.fill(step + 1, 0, count);
    this.#past.show(inputs, before);
    this.#step.body(count);
    for (const { copy, from } of this.#changes) copy?.set(from);
    for (const { to, copy, from } of this.#changes) to.set(copy ?? from);

    const V = states[this.program.potential]!;
    const corner = outputs.corner!;
    const due = outputs.due!;
    const lanes: number[] = [];
    for (let i = 0; i < count; i++) {
      if (last || due[i] !== 0) lanes.push(i);
      if (!this.diverged && !(Math.abs(V[i]!) <= DIVERGED))
        this.diverged = { index: begin + i, step: step + 1, V: V[i]! };
    }
    if (lanes.length > 0) {
      this.#past.showLooks(this.#look.inputs, lanes, { V, before, corner, begin });
      this.#lookAt(lanes, { begin, first, step });
    }
    this.#past.take(before, corner, begin, count);
  }

  /** Looks at the potentials that some neurons of the block had two steps ago. */
  #lookAt(lanes: readonly number[], { begin, first, step }: Pick<Block, 'begin' | 'first' | 'step'>): void {
    const { inputs, outputs } = this.#look;
    inputs[seen.step]?.fill(step - 1, 0, lanes.length);
    for (const [name, register] of this.#registers) {
      const input = inputs[name];
      if (input) for (const [k, lane] of lanes.entries()) input[k] = register[lane]!;
    }
    for (const { symbol } of this.numbers.sources) {
      const input = inputs[symbol];
      if (input)
        for (const [k, lane] of lanes.entries()) input[k] = this.numbers.values(symbol, first + lane, 1)[0]!;
    }
    this.#look.setup(lanes.length);
    this.#look.body(lanes.length);
    for (const name of this.program.look.fields.keys()) {
      const [register, values] = [this.#registers.get(name)!, outputs[name]!];
      for (const [k, lane] of lanes.entries()) register[lane] = values[k]!;
    }
    for (const [k, lane] of lanes.entries())
      if (outputs.raised![k] !== 0) this.#raise(lane, begin + lane, first + lane);
  }

  /** Puts the fields of the loaded block back. */
  store(begin: number, count: number): void {
    this.#past.store(begin, count);
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
    for (const name of this.program.note.keys()) this.#registers.get(name)![lane] = outputs[name]![0]!;
    this.sink(index, outputs['event.step']![0]!, outputs['event.fraction']![0]!);
  }

  #loadNumbers(program: Float64Program, first: number, count: number): void {
    for (const { symbol } of this.numbers.sources) {
      const register = program.inputs[symbol];
      if (register) register.set(this.numbers.values(symbol, first, count).subarray(0, count));
    }
  }
}
