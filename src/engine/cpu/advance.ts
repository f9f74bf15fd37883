import type { FunctionBody, Local } from '../../formula/wasm/module.ts';
import { integer, of, splatBits } from '../../formula/wasm/precision.ts';
import { seen } from '../looks.ts';
import { BEFORE, TAKEN } from '../measuring.ts';
import { DIVERGED } from '../simulation.ts';
import { header } from './memory.ts';
import { BLOCK } from './plan.ts';
import { CORNERS, past } from './rows.ts';
import { Stepping } from './stepping.ts';
import type { Writer } from './writer.ts';

/**
 * advance(group, end, cell, first, stop, window): takes the neurons of some groups from step `first` to `stop`. `cell` is the
 * number of the first one, `window` the step at which the measuring window began.
 *
 * The states of a group are in locals until one of its neurons has to be looked at. They are stored then, so that what is done
 * at a look finds all of it in memory and costs nothing in the steps between.
 */
export const writeAdvance = (writer: Writer, look: FunctionBody): FunctionBody =>
  new Advance(writer, look).write();

/** The arguments. */
const [group, end, cell, first, stop, window] = [0, 1, 2, 3, 4, 5] as const;

class Advance {
  readonly #body: FunctionBody;
  /** Steps taken, and the step up to which they are taken without a look. */
  readonly #step: Local;
  readonly #limit: Local;
  /** Whether a neuron has a corner behind or ahead. */
  readonly #sharp: Local;
  /** Whether a neuron has to be looked at. */
  readonly #leaves: Local;
  /** Fields that change in every step, and their outputs of the plan. */
  readonly #tallied: readonly string[];
  readonly #tallies: readonly string[];
  readonly #likely: readonly string[];
  /** What is in locals between two looks. */
  readonly #kept: readonly string[];
  readonly #stepping: Stepping;

  constructor(
    private readonly writer: Writer,
    private readonly look: FunctionBody,
  ) {
    const { program, states, measures } = writer.design;
    const body = writer.define('i32', 'i32', 'i32', 'i32', 'i32', 'i32');
    this.#body = body;
    this.#step = body.local('i32');
    this.#limit = body.local('i32');
    this.#sharp = body.local('i32');
    this.#leaves = body.local('i32');
    this.#tallied = [...program.everyStep.keys()];
    this.#tallies = this.#tallied.map((name) => `step:${name}`);
    this.#likely = measures ? ['likely'] : [];
    this.#kept = [...states, ...past, ...this.#tallied];
    const stepping = new Stepping(writer, body, {
      pointer: group,
      cell,
      step: this.#step,
      needed: [
        ...this.#tallies,
        ...this.#likely,
        ...(measures ? ['due'] : []),
        'corner:block',
        'corner:step',
      ],
      known: {
        [BEFORE]: (copy) => stepping.get('V_1', copy),
        [seen.V_after]: (copy) => stepping.get('V_1', copy),
        [seen.V]: (copy) => stepping.get('V_2', copy),
        [seen.V_before]: (copy) => stepping.get('V_3', copy),
        [TAKEN]: () => writer.splatCount(body.get(this.#step).i32(1).op('i32.add')),
        'window.step': () => writer.splatCount(body.get(window)),
      },
      literals: (v) => [v.number(DIVERGED)],
    });
    for (const name of [...past, ...this.#tallied, 'likely', 'due']) stepping.keep(name);
    this.#stepping = stepping;
  }

  write(): FunctionBody {
    const { rows, measures } = this.writer.design;
    const body = this.#body;
    this.writer.eachGroup(body, group, end, () => {
      body.get(first).set(this.#step);
      this.#stepping.begin();
      body.block('loop', () => {
        this.#load();
        this.#limitSteps();
        body.block('loop', () => {
          this.#takeStep();
          body.get(this.#step).get(this.#limit).op('i32.lt_u');
          if (measures) {
            this.#askWhereLikely();
            body.get(this.#leaves).op('i32.eqz', 'i32.and');
          }
          body.branch('br_if');
        });
        this.#store();
        this.#noteDivergence();
        if (measures) this.#lookWhereDue();
        body.get(this.#step).get(stop).op('i32.lt_u').branch('br_if');
      });
      body.get(cell).i32(rows.group).op('i32.add').set(cell);
    });
    return body;
  }

  #load(): void {
    for (const name of this.#kept)
      this.#eachCopy((copy) => {
        this.writer.load(this.#body, group, name, copy);
        this.#stepping.set(name, copy);
      });
  }

  #store(): void {
    for (const name of this.#kept)
      this.#eachCopy((copy) =>
        this.writer.store(this.#body, group, name, () => this.#stepping.get(name, copy), copy),
      );
  }

  /** Sets `limit` to the step up to which no neuron has a corner, or, where one is behind or ahead, to the next one. */
  #limitSteps(): void {
    const [body, step, limit] = [this.#body, this.#step, this.#limit];
    const { plan } = this.writer.design;
    this.#anyOf((copy) => this.writer.load(body, group, CORNERS, copy));
    if (plan.nodes[this.writer.output('corner:block')]!.kind !== 'number') {
      const ahead = this.#stepping.value('corner:block');
      const push = this.#stepping.compute([ahead]);
      this.#anyOf((copy) => push(ahead, copy));
      body.op('i32.or');
    }
    body.tee(this.#sharp).block(
      'if',
      () => {
        body.get(step).i32(1).op('i32.add').set(limit);
        this.#takeCorners();
      },
      () => body.get(step).i32(-BLOCK).op('i32.and').i32(BLOCK).op('i32.add').set(limit),
    );
    body.get(stop).get(limit).get(stop).get(limit).op('i32.lt_u', 'select').set(limit);
  }

  /** Takes the corners of the next step to those behind. */
  #takeCorners(): void {
    const { precision } = this.writer;
    const body = this.#body;
    const corner = this.#stepping.value('corner:step');
    const push = this.#stepping.compute([corner]);
    const bits = (value: bigint) => body.constant(splatBits(precision, value)).vector('v128.and');
    this.#eachCopy((copy) => {
      const shifted = () => {
        this.writer.load(body, group, CORNERS, copy);
        body.i32(1).vector(integer(precision, 'shl'));
        push(corner, copy);
        bits(1n).vector('v128.or');
        bits(0b1111n);
      };
      this.writer.store(body, group, CORNERS, shifted, copy);
    });
  }

  #takeStep(): void {
    const stepping = this.#stepping;
    const { potential } = this.writer.design.program;
    this.#eachCopy((copy) => {
      for (const [i, name] of [...past].reverse().entries()) {
        stepping.get(past[past.length - 2 - i] ?? potential, copy);
        stepping.set(name, copy);
      }
    });
    stepping.advance();
    const roots = [...this.#tallies, ...this.#likely].map((name) => stepping.value(name));
    const names = [...this.#tallied, ...this.#likely];
    stepping.assign(names, roots, stepping.compute(roots));
    this.#body.get(this.#step).i32(1).op('i32.add').set(this.#step);
  }

  /** Remembers the first vector in which a potential has left the model. */
  #noteDivergence(): void {
    const { precision, design } = this.writer;
    const [body, stepping] = [this.#body, this.#stepping];
    const latest = ['V_2', 'V_1', design.program.potential];
    this.#eachCopy((copy) => {
      for (const [i, name] of latest.entries()) {
        stepping.get(name, copy);
        body.vector(of(precision, 'abs'));
        stepping.constants.push(stepping.v.number(DIVERGED));
        body.vector(of(precision, 'le'));
        if (i > 0) body.vector('v128.and');
      }
      body.vector('v128.not').vector('v128.any_true');
      body
        .i32(0)
        .memory('i32.load', header.diverged)
        .op('i32.eqz', 'i32.and')
        .block('if', () => {
          body.i32(0).i32(1).memory('i32.store', header.diverged);
          body.i32(0).get(this.#step).memory('i32.store', header.divergedStep);
          body.i32(0);
          this.#cellOf(copy);
          body.memory('i32.store', header.divergedCell);
          for (const [i, name] of latest.entries()) {
            body.i32(0);
            stepping.get(name, copy);
            body.vectorMemory('v128.store', header.divergedV + 16 * i);
          }
        });
    });
  }

  /** Sets `due`, and `leaves` if some look is: few are likely, and of those few matter. */
  #askWhereLikely(): void {
    const [body, stepping] = [this.#body, this.#stepping];
    this.#eachCopy((copy) => {
      stepping.get('likely', copy);
      stepping.set('due', copy);
    });
    this.#anyOf((copy) => stepping.get('likely', copy));
    body.tee(this.#leaves).block('if', () => {
      const root = stepping.value('due');
      stepping.assign(['due'], [root], stepping.compute([root]));
      this.#anyOf((copy) => stepping.get('due', copy));
      body.set(this.#leaves);
    });
  }

  #lookWhereDue(): void {
    const body = this.#body;
    this.#eachCopy((copy) => {
      this.#stepping.get('due', copy);
      body.vector('v128.any_true').get(this.#step).get(stop).op('i32.eq', 'i32.or');
      body.get(this.#sharp).op('i32.or');
      body.block('if', () => {
        body
          .get(group)
          .i32(16 * copy)
          .op('i32.add')
          .get(this.#step);
        this.#cellOf(copy);
        body.get(window).call(this.look);
      });
    });
  }

  /** Pushes the number of the first neuron of a vector of the group. */
  #cellOf(copy: number): void {
    this.#body
      .get(cell)
      .i32(copy * this.writer.precision.lanes)
      .op('i32.add');
  }

  #eachCopy(inner: (copy: number) => void): void {
    for (let copy = 0; copy < this.#stepping.copies; copy++) inner(copy);
  }

  /** Pushes whether something is true in any neuron. @param push pushes it of a vector */
  #anyOf(push: (copy: number) => void): void {
    this.#eachCopy((copy) => {
      push(copy);
      if (copy > 0) this.#body.vector('v128.or');
    });
    this.#body.vector('v128.any_true');
  }
}
