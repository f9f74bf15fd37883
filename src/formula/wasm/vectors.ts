import { Calls } from '../calls.ts';
import type { VectorOpcode } from './opcodes.ts';
import { integer, of, type Precision, splat, splatBits } from './precision.ts';

/** A vector in a program, by its number. */
export type Value = number;

export type VectorNode =
  | { readonly kind: 'constant'; readonly bytes: Uint8Array }
  | { readonly kind: 'input'; readonly name: string }
  /** Numbers of a table, one for each lane, at places that are whole numbers of 32 bits. */
  | { readonly kind: 'lookup'; readonly table: string; readonly args: readonly [place: Value] }
  | {
      readonly kind: 'operation';
      readonly opcode: VectorOpcode;
      readonly args: readonly Value[];
      /** Bits of a shift, or the lanes of a shuffle. */
      readonly immediate?: readonly number[];
    };

/** A straight-line program of vectors in which equal values stand once; arguments come before what is made of them. */
export class Vectors {
  readonly nodes: VectorNode[];
  readonly #placed: Placed;

  /**
   * @param fuses whether a product and a sum may be one instruction with one rounding
   * @param program of which this is a part, in another precision
   */
  constructor(
    readonly precision: Precision,
    readonly fuses = false,
    program?: Vectors,
  ) {
    this.nodes = program?.nodes ?? [];
    this.#placed = program ? program.#placed : new Placed();
  }

  /** The same program in another precision. */
  in(precision: Precision): Vectors {
    return new Vectors(precision, this.fuses, this);
  }

  /** Whether a value is the lesser of something and a constant that is no more than `most`. */
  isAtMost(value: Value, most: number): boolean {
    const node = this.nodes[value]!;
    if (node.kind !== 'operation' || node.opcode !== of(this.precision, 'pmin')) return false;
    return node.args.some((arg) => {
      const constant = this.nodes[arg]!;
      if (constant.kind !== 'constant') return false;
      const { buffer } = constant.bytes;
      const [number] = this.precision.bytes === 4 ? new Float32Array(buffer) : new Float64Array(buffer);
      return number! <= most;
    });
  }

  input(name: string): Value {
    return this.#named(`s${name}`, { kind: 'input', name });
  }

  lookup(table: string, place: Value): Value {
    const f32 = this.precision.name === 'f32x4';
    const word = this.op(f32 ? 'i32x4.trunc_sat_f32x4_u' : 'i32x4.trunc_sat_f64x2_u_zero', place);
    return this.#named(`t${table}(${word})`, { kind: 'lookup', table, args: [word] });
  }

  /** One number in all lanes. */
  number(value: number, precision = this.precision): Value {
    const numbers = this.#placed.numbers[precision.name];
    let placed = numbers.get(value);
    // A map takes 0 and -0 for the same.
    if (placed === undefined || value === 0) {
      placed = this.#constant(splat(precision, value));
      numbers.set(value, placed);
    }
    return placed;
  }

  /** One whole number in all lanes. */
  bits(bits: bigint, precision = this.precision): Value {
    return this.#constant(splatBits(precision, bits));
  }

  /** One word of 32 bits in all lanes of that width. */
  words(word: number): Value {
    return this.#constant(new Uint8Array(new Uint32Array(4).fill(word).buffer));
  }

  op(opcode: VectorOpcode, ...args: readonly Value[]): Value {
    const { operations } = this.#placed;
    let value = operations.get(opcode, args);
    if (value === undefined) {
      value = this.nodes.push({ kind: 'operation', opcode, args }) - 1;
      operations.set(opcode, args, value);
    }
    return value;
  }

  /** A shift of every lane, or a shuffle of two vectors byte by byte. */
  immediate(opcode: VectorOpcode, immediate: readonly number[], ...args: readonly Value[]): Value {
    return this.#named(`${opcode}[${immediate}](${args})`, { kind: 'operation', opcode, args, immediate });
  }

  add = (x: Value, y: Value): Value => this.#own('add', x, y);
  subtract = (x: Value, y: Value): Value => this.#own('sub', x, y);
  multiply = (x: Value, y: Value): Value => this.#own('mul', x, y);
  divide = (x: Value, y: Value): Value => this.#own('div', x, y);
  negate = (x: Value): Value => this.#own('neg', x);
  abs = (x: Value): Value => this.#own('abs', x);
  floor = (x: Value): Value => this.#own('floor', x);
  sqrt = (x: Value): Value => this.#own('sqrt', x);
  /** y if it is less (more) than x, else x. */
  lesser = (x: Value, y: Value): Value => this.#own('pmin', x, y);
  greater = (x: Value, y: Value): Value => this.#own('pmax', x, y);
  /** Truths are masks: all bits set, or none. */
  less = (x: Value, y: Value): Value => this.#own('lt', x, y);
  lessEqual = (x: Value, y: Value): Value => this.#own('le', x, y);
  equal = (x: Value, y: Value): Value => this.#own('eq', x, y);
  differs = (x: Value, y: Value): Value => this.#own('ne', x, y);
  and = (x: Value, y: Value): Value => this.op('v128.and', x, y);
  or = (x: Value, y: Value): Value => this.op('v128.or', x, y);
  xor = (x: Value, y: Value): Value => this.op('v128.xor', x, y);
  not = (x: Value): Value => this.op('v128.not', x);
  /** @param mask a truth */
  select = (mask: Value, yes: Value, no: Value): Value => this.op('v128.bitselect', yes, no, mask);

  /** Horner's rule; the constant term first. */
  polynomial(x: Value, coefficients: readonly number[]): Value {
    return coefficients
      .map((c) => this.number(c))
      .reduceRight((sum, c) => this.add(this.multiply(sum, x), c));
  }

  /** Arithmetic on the bits as whole numbers of the same width. */
  integer(operation: 'add' | 'sub' | 'ne', x: Value, y: Value): Value {
    return this.op(integer(this.precision, operation), x, y);
  }

  shift(operation: 'shl' | 'shr_u', x: Value, bits: number): Value {
    return this.immediate(integer(this.precision, operation), [bits], x);
  }

  /** Names of the inputs that some values are made of. */
  inputsOf(roots: readonly Value[]): string[] {
    const names: string[] = [];
    const visited = new Set<Value>();
    const visit = (value: Value): void => {
      if (visited.has(value)) return;
      visited.add(value);
      const node = this.nodes[value]!;
      if (node.kind === 'input') names.push(node.name);
      else if (node.kind !== 'constant') node.args.forEach(visit);
    };
    roots.forEach(visit);
    return names;
  }

  #own(operation: string, ...args: readonly Value[]): Value {
    return this.op(of(this.precision, operation), ...args);
  }

  #constant(bytes: Uint8Array): Value {
    return this.#named(`c${String.fromCharCode(...bytes)}`, { kind: 'constant', bytes });
  }

  #named(key: string, node: VectorNode): Value {
    const { others } = this.#placed;
    let value = others.get(key);
    if (value === undefined) {
      value = this.nodes.push(node) - 1;
      others.set(key, value);
    }
    return value;
  }
}

/** Where the values of a program stand. */
class Placed {
  readonly operations = new Calls<Value, VectorOpcode>(() => false);
  readonly numbers = { f32x4: new Map<number, Value>(), f64x2: new Map<number, Value>() };
  readonly others = new Map<string, Value>();
}
