import { isTable } from '../../formula/expr.ts';
import type { KeptType, Schedule } from '../../formula/schedule.ts';
import { type Constants, emit, type Push } from '../../formula/wasm/emit.ts';
import { type Lowered, lower } from '../../formula/wasm/lower.ts';
import { FunctionBody, type Local } from '../../formula/wasm/module.ts';
import type { WasmType } from '../../formula/wasm/opcodes.ts';
import type { Precision } from '../../formula/wasm/precision.ts';
import { type Value, Vectors } from '../../formula/wasm/vectors.ts';
import type { NumberSource } from '../numbers.ts';
import type { Program } from '../program.ts';
import { header, NUMBER_BYTES } from './memory.ts';
import type { Rows } from './rows.ts';

/** What the functions of a module have in common. */
export interface Design {
  readonly program: Program;
  readonly plan: Schedule;
  readonly rows: Rows;
  /** State variables and, where it is kept, what rounding leaves out of them. */
  readonly states: readonly string[];
  /** Names of what a sample holds. */
  readonly sampled: readonly string[];
  /** Numbers that can be changed without a new module, in the order of their places in memory. */
  readonly live: readonly NumberSource[];
  /** Value of a count of steps that does not vary. */
  count(symbol: string): number;
  /** Position of the first number of a table among all numbers of tables. */
  tableBegin(name: string): number;
  /** Whether events are listed, besides being counted. */
  readonly listsEvents: boolean;
  /** Whether anything is kept but the state. */
  readonly measures: boolean;
  /** Whether a product and a sum may be one instruction. */
  readonly fuses: boolean;
}

/** Pushes values that are known in some function, by the names of their symbols. */
export type Known = Readonly<Record<string, () => void>>;

/** Writes functions that are made of formulas. */
export class Writer {
  readonly functions: FunctionBody[] = [];

  constructor(readonly design: Design) {}

  get precision(): Precision {
    return this.design.rows.precision;
  }

  /** A new function that gives nothing back. */
  define(...parameters: readonly WasmType[]): FunctionBody {
    const body = new FunctionBody(this.functions.length, parameters);
    this.functions.push(body);
    return body;
  }

  vectors(): Vectors {
    return new Vectors(this.precision, this.design.fuses);
  }

  /** @param stored the value of a node that was computed elsewhere */
  lower(v: Vectors, stored?: (id: number) => Value | undefined): Lowered {
    return lower(this.design.plan, v, { stored, symbol: (name) => this.#constant(v, name) });
  }

  /** The node of an output of the plan. */
  output(name: string): number {
    return this.design.plan.outputs.get(name)!;
  }

  typeOf(field: string): KeptType {
    return this.design.program.fields.find(({ name }) => name === field)!.type;
  }

  /** Whether a symbol is a constant of the module, or a table. */
  isConstant(name: string): boolean {
    if (isTable(name)) return true;
    const { program, rows, live } = this.design;
    const source = program.numbers.find((one) => one.symbol === name);
    return source?.type === 'step' && !rows.has(name) && !live.includes(source);
  }

  /** Makes a vector of the count of steps on the stack. */
  splatCount(body: FunctionBody): void {
    if (this.precision.name === 'f64x2') body.op('f64.convert_i32_u').vector('f64x2.splat');
    else body.vector('i32x4.splat');
  }

  /** Pushes the numbers of the neurons of a vector; copies of the last neuron have its number. @param cell the local of the number of the first neuron of its group */
  numberCells(body: FunctionBody, cell: Local, copy: number): void {
    const { lanes, name } = this.precision;
    const lane = Array.from({ length: lanes }, (_, i) => i);
    body
      .get(cell)
      .i32(copy * lanes)
      .op('i32.add');
    this.splatCount(body);
    const offsets = name === 'f64x2' ? new Float64Array(lane) : new Int32Array(lane);
    body.constant(new Uint8Array(offsets.buffer)).vector(name === 'f64x2' ? 'f64x2.add' : 'i32x4.add');
    body.i32(0).memory('i32.load', header.last);
    this.splatCount(body);
    body.vector(name === 'f64x2' ? 'f64x2.pmin' : 'i32x4.min_u');
  }

  /** Pushes the address of a table. */
  table(body: FunctionBody, name: string): void {
    body
      .i32(0)
      .memory('i32.load', header.tables)
      .i32(this.precision.bytes * this.design.tableBegin(name))
      .op('i32.add');
  }

  /** Pushes a word that is in memory: of the neurons of a vector, or a number that all share. */
  load(body: FunctionBody, pointer: Local, name: string, copy = 0): void {
    const { rows, live } = this.design;
    const number = live.findIndex(({ symbol }) => symbol === name);
    if (rows.has(name)) body.get(pointer).vectorMemory('v128.load', rows.offset(name) + 16 * copy);
    else if (number >= 0) {
      const splat = this.precision.bytes === 4 ? 'v128.load32_splat' : 'v128.load64_splat';
      body.i32(header.numbers + NUMBER_BYTES * number).vectorMemory(splat);
    } else throw new Error(`the formulas use "${name}", which has no value there`);
  }

  store(body: FunctionBody, pointer: Local, name: string, push: () => void, copy = 0): void {
    body.get(pointer);
    push();
    body.vectorMemory('v128.store', this.design.rows.offset(name) + 16 * copy);
  }

  /** Writes what computes some values of one vector of neurons, from words in memory and what else is known. */
  compute(
    body: FunctionBody,
    v: Vectors,
    roots: readonly Value[],
    { pointer, known, constants }: { pointer: Local; known: Known; constants: Constants },
  ): Push {
    const locals = new Map<string, Local>();
    for (const name of v.inputsOf(roots)) {
      const local = body.local('v128');
      if (known[name]) known[name]();
      else this.load(body, pointer, name);
      body.set(local);
      locals.set(name, local);
    }
    return emit(body, v, roots, 1, {
      input: (name) => body.get(locals.get(name)!),
      table: (name) => this.table(body, name),
      constants,
    });
  }

  /** A loop over all groups of neurons. @param pointer a parameter, which is advanced up to `end` */
  eachGroup(body: FunctionBody, pointer: Local, end: Local, inner: () => void): void {
    this.#eachOf(body, pointer, this.design.rows.groupBytes, () => body.get(end), inner);
  }

  /** A loop over the vectors of a group. @param inner gets the local that points to the words of a vector */
  eachVector(body: FunctionBody, pointer: Local, inner: (vector: Local) => void): void {
    const vector = body.local('i32');
    body.get(pointer).set(vector);
    const end = () => body.get(pointer).i32(this.design.rows.rowBytes).op('i32.add');
    this.#eachOf(body, vector, 16, end, () => inner(vector));
  }

  #eachOf(body: FunctionBody, pointer: Local, bytes: number, end: () => void, inner: () => void): void {
    body.block('loop', () => {
      inner();
      body.get(pointer).i32(bytes).op('i32.add').tee(pointer);
      end();
      body.op('i32.lt_u').branch('br_if');
    });
  }

  #constant(v: Vectors, name: string): Value | undefined {
    if (!this.isConstant(name) || isTable(name)) return undefined;
    const count = this.design.count(name);
    return this.precision.name === 'f64x2' ? v.number(count) : v.bits(BigInt(count));
  }
}
