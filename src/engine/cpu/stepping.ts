import { CELL } from '../../formula/random.ts';
import { largestInvariants, largestPaired } from '../../formula/schedule.ts';
import { Constants, emit, type Push, type Sources } from '../../formula/wasm/emit.ts';
import type { Lowered } from '../../formula/wasm/lower.ts';
import type { FunctionBody, Local } from '../../formula/wasm/module.ts';
import type { Value, Vectors } from '../../formula/wasm/vectors.ts';
import { STEP } from '../../system/system.ts';
import type { Writer } from './writer.ts';

/** A value that is kept in locals from step to step. */
interface Computed {
  readonly name: string;
  readonly root: Value;
}

/**
 * The part of a function that takes steps of one group of neurons at a time, all its vectors together, with everything that
 * does not change from step to step computed before the first one.
 */
export class Stepping {
  readonly v: Vectors;
  readonly copies: number;
  readonly constants: Constants;
  readonly #lowered: ReturnType<Writer['lower']>;
  readonly #locals = new Map<string, readonly Local[]>();
  readonly #invariants: readonly Computed[];
  /** What changes with every second step alone. */
  readonly #paired: readonly Computed[];
  readonly #next: readonly Value[];
  readonly #sources: Sources;
  readonly #step: Local;

  /**
   * @param pointer the local that points to the group
   * @param cell the local of the number of the first neuron of the group
   * @param step the local of the steps taken
   * @param needed outputs of the plan that are computed besides the next states
   * @param known what pushes symbols that are neither in memory nor in locals
   * @param literals values that are pushed as constants
   */
  constructor(
    private readonly writer: Writer,
    private readonly body: FunctionBody,
    {
      pointer,
      cell,
      step,
      needed,
      known = {},
      literals = () => [],
    }: {
      pointer: Local;
      cell: Local;
      step: Local;
      needed: readonly string[];
      known?: Readonly<Record<string, (copy: number) => void>>;
      literals?: (v: Vectors) => readonly Value[];
    },
  ) {
    const { design } = writer;
    this.#step = step;
    this.v = writer.vectors();
    this.copies = design.rows.copies;
    const next = design.states.map((name) => `next:${name}`);
    const roots = [...next, ...needed].map((name) => writer.output(name));
    const invariants = [...largestInvariants(design.plan, roots, (name) => writer.isConstant(name))];
    const paired = [...largestPaired(design.plan, roots)];
    const nameOf = (id: number) => `value ${id}`;
    const named = (known: readonly number[]) => (id: number) =>
      known.includes(id) ? this.v.input(nameOf(id)) : undefined;
    const computed = (ids: readonly number[], { value }: Lowered) =>
      ids.map((id) => ({ name: nameOf(id), root: value(id) }));
    this.#invariants = computed(invariants, writer.lower(this.v));
    this.#paired = computed(paired, writer.lower(this.v, named(invariants)));
    this.#lowered = writer.lower(this.v, named([...invariants, ...paired]));
    this.#next = next.map((name) => this.value(name));
    this.constants = new Constants(body, this.v, [
      ...this.#next,
      ...needed.map((name) => this.value(name)),
      ...[...this.#invariants, ...this.#paired].map(({ root }) => root),
      ...literals(this.v),
    ]);
    for (const name of [...design.states, ...[...invariants, ...paired].map(nameOf)]) this.keep(name);
    const own: typeof known = {
      [STEP]: () => writer.splatCount(body.get(step)),
      [CELL]: (copy) => writer.numberCells(body, cell, copy),
    };
    const input = (name: string, copy: number) => {
      if (this.#locals.has(name)) this.get(name, copy);
      else if (known[name]) known[name](copy);
      else if (own[name]) own[name](copy);
      else writer.load(body, pointer, name, copy);
    };
    this.#sources = { input, constants: this.constants, table: (name) => writer.table(body, name) };
  }

  /** The value of an output of the plan in a step; of a field, as the type that it has. */
  value(output: string): Value {
    const [kind = '', name = ''] = output.split(':');
    const type = kind === 'step' ? this.writer.typeOf(name) : undefined;
    return this.#lowered.value(this.writer.output(output), type);
  }

  /** Keeps a value of every vector in locals. */
  keep(name: string): void {
    this.#locals.set(
      name,
      Array.from({ length: this.copies }, () => this.body.local('v128')),
    );
  }

  get(name: string, copy: number): void {
    this.body.get(this.#locals.get(name)![copy]!);
  }

  set(name: string, copy: number): void {
    this.body.set(this.#locals.get(name)![copy]!);
  }

  /** Computes some values of every vector. */
  compute(roots: readonly Value[]): Push {
    return emit(this.body, this.v, roots, this.copies, this.#sources);
  }

  /** Leaves values in the locals of some names, all of which may be needed for each. */
  assign(names: readonly string[], roots: readonly Value[], push: Push): void {
    const places = names.flatMap((name, i) =>
      Array.from({ length: this.copies }, (_, copy) => ({ name, root: roots[i]!, copy })),
    );
    for (const { root, copy } of places) push(root, copy);
    for (const { name, copy } of places.reverse()) this.set(name, copy);
  }

  /** Computes what does not change, and what changes with every second step as it is in the present one. */
  begin(): void {
    this.#set(this.#invariants);
    this.#set(this.#paired);
  }

  /** Takes a step. */
  advance(): void {
    if (this.#paired.length > 0) {
      const isOdd = () => this.body.get(this.#step).i32(1).op('i32.and');
      isOdd()
        .op('i32.eqz')
        .block('if', () => this.#set(this.#paired));
    }
    this.assign(this.writer.design.states, this.#next, this.compute(this.#next));
  }

  #set(values: readonly Computed[]): void {
    const roots = values.map(({ root }) => root);
    this.assign(
      values.map(({ name }) => name),
      roots,
      this.compute(roots),
    );
  }
}
