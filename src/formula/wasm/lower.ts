import type { Operation } from '../expr.ts';
import { type Node, type Schedule, type ValueType, wantedType } from '../schedule.ts';
import * as elementary from './elementary.ts';
import type { Value, Vectors } from './vectors.ts';

type Lower = (v: Vectors, x: Value, y: Value, z: Value) => Value;

/** An operation that a pass has written with others. */
const expanded =
  (name: Operation): Lower =>
  () => {
    throw new Error(`"${name}" has to be expanded before it is compiled`);
  };

const lowered: Record<Operation, Lower> = {
  add: (v, x, y) => v.add(x, y),
  subtract: (v, x, y) => v.subtract(x, y),
  multiply: (v, x, y) => v.multiply(x, y),
  divide: (v, x, y) => v.divide(x, y),
  power: (v, x, y) => elementary.power(v, x, y),
  minimum: (v, x, y) => v.lesser(x, y),
  maximum: (v, x, y) => v.greater(x, y),
  within: (v, x, y) => v.greater(v.lesser(x, y), v.negate(y)),
  negate: (v, x) => v.negate(x),
  exp: (v, x) => elementary.exp(v, x),
  log: (v, x) => elementary.log(v, x),
  sqrt: (v, x) => v.sqrt(x),
  abs: (v, x) => v.abs(x),
  floor: (v, x) => v.floor(x),
  tanh: expanded('tanh'),
  sinh: expanded('sinh'),
  cosh: expanded('cosh'),
  cbrt: (v, x) => elementary.cbrt(v, x),
  exprel: expanded('exprel'),
  exprel2: expanded('exprel2'),
  bernoulli: expanded('bernoulli'),
  less: (v, x, y) => v.less(x, y),
  lessEqual: (v, x, y) => v.lessEqual(x, y),
  and: (v, x, y) => v.and(x, y),
  or: (v, x, y) => v.or(x, y),
  differ: (v, x, y) => v.xor(x, y),
  not: (v, x) => v.not(x),
  select: (v, x, y, z) => v.select(x, y, z),
  // Counts of steps are whole numbers of 32 bits in f32x4, and exact as they are in f64x2.
  elapsed: (v, x, y) =>
    v.precision.name === 'f64x2' ? v.subtract(x, y) : v.op('f32x4.convert_i32x4_s', v.op('i32x4.sub', x, y)),
  // Words are in lanes of 32 bits in both precisions; in f64x2 the first two lanes are those of the neurons.
  addBits: (v, x, y) => v.op('i32x4.add', x, y),
  xorBits: (v, x, y) => v.xor(x, y),
  lookup: () => {
    throw new TypeError('numbers are looked up in tables, by their names');
  },
  rotateBits: () => {
    throw new TypeError('a word is turned by a number of bits that is known');
  },
  fractionOfBits: (v, x) => {
    const bits = v.and(x, v.words(0x7fffff));
    if (v.precision.name === 'f64x2') {
      const number = v.op('f64x2.convert_low_i32x4_s', bits);
      return v.add(v.multiply(number, v.number(2 ** -22)), v.number(2 ** -23 - 1));
    }
    // Behind the exponent of 2 they are a number from 2 to 4; all sums are exact.
    return v.add(v.subtract(v.or(bits, v.words(0x40000000)), v.number(3)), v.number(2 ** -23));
  },
  pairOf: (v, x) => v.and(v.precision.name === 'f64x2' ? wordOf(v, x) : x, v.words(0xfffffffe)),
  isOdd: (v, x) => {
    if (v.precision.name !== 'f64x2') return v.integer('ne', v.and(x, v.words(1)), v.words(0));
    const half = v.multiply(x, v.number(0.5));
    return v.differs(v.floor(half), half);
  },
};

export interface Lowered {
  /** The value of a node, as another type if need be. */
  value(id: number, type?: ValueType): Value;
}

/** What is not computed from the nodes. */
export interface Given {
  /** The value of a node that was computed elsewhere, or undefined. */
  stored?: ((id: number) => Value | undefined) | undefined;
  /** The value of a symbol that is a constant, or undefined. */
  symbol?: ((name: string) => Value | undefined) | undefined;
}

/** Writes the nodes of a schedule as vectors, as they are asked for. */
export function lower({ nodes }: Schedule, v: Vectors, { stored, symbol }: Given = {}): Lowered {
  const known = new Map<number, Value>();
  const visit = (id: number): Value => {
    let value = known.get(id);
    if (value === undefined) {
      value = stored?.(id) ?? make(nodes[id]!);
      known.set(id, value);
    }
    return value;
  };
  const make = (node: Node): Value => {
    if (node.kind === 'number') return v.number(node.value);
    if (node.kind === 'symbol') return symbol?.(node.name) ?? v.input(node.name);
    if (node.operation === 'lookup') {
      const table = nodes[node.args[0]!]!;
      if (table.kind !== 'symbol') throw new TypeError('numbers are looked up in tables, by their names');
      return v.lookup(table.name, converted(v, visit(node.args[1]!), nodes[node.args[1]!]!, 'real'));
    }
    if (node.operation === 'rotateBits') return rotated(v, word(node.args[0]!), nodes[node.args[1]!]!);
    const [x = 0, y = 0, z = 0] = node.args.map((arg, position) => {
      const wanted = wantedType(node, position);
      return wanted === 'bits' ? word(arg) : converted(v, visit(arg), nodes[arg]!, wanted);
    });
    return lowered[node.operation](v, x, y, z);
  };
  /** A value as a word of 32 bits; what is a number is one of these. */
  const word = (id: number): Value => {
    const node = nodes[id]!;
    if (node.kind === 'number') return v.words(node.value);
    if (node.type === 'bits') return visit(id);
    if (v.precision.name === 'f64x2') return wordOf(v, visit(id));
    if (node.type === 'step') return visit(id);
    throw new TypeError('a number of float32 may have been rounded, and is no word');
  };
  return { value: (id, type = nodes[id]!.type) => converted(v, visit(id), nodes[id]!, type) };
}

/** A number of float64 that is a whole one as a word. */
const wordOf = (v: Vectors, x: Value): Value => v.op('i32x4.trunc_sat_f64x2_u_zero', x);

function rotated(v: Vectors, x: Value, by: Node): Value {
  if (by.kind !== 'number') throw new TypeError('a word is turned by a number of bits that is known');
  const [left, right] = [
    v.immediate('i32x4.shl', [by.value], x),
    v.immediate('i32x4.shr_u', [32 - by.value], x),
  ];
  return v.or(left, right);
}

function converted(v: Vectors, value: Value, node: Node, to: ValueType): Value {
  const from = node.type;
  if (from === to) return value;
  if (from === 'bits' && v.precision.name === 'f64x2' && to === 'real')
    return v.op('f64x2.convert_low_i32x4_u', value);
  if (from === 'bits' || to === 'bits') throw new TypeError(`a ${from} is no ${to}`);
  if (to === 'flag') return v.differs(value, v.number(0));
  const areNumbers = v.precision.name === 'f64x2';
  if (to === 'step' && !areNumbers) throw new TypeError('a number is no count of steps');
  if (from === 'flag') return v.and(value, v.number(1));
  return areNumbers ? value : v.op('f32x4.convert_i32x4_s', value);
}
