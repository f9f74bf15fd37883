import type { VectorOpcode } from './opcodes.ts';

/** What a vector of numbers is made of, and the instructions that compute with it. */
export interface Precision {
  readonly name: 'f32x4' | 'f64x2';
  /** Numbers in a vector, and bytes of each. */
  readonly lanes: 4 | 2;
  readonly bytes: 4 | 8;
  /** Prefix of the instructions on whole numbers of the same width. */
  readonly integers: 'i32x4' | 'i64x2';
  /** Bits of the significand that are stored, and what is added to an exponent. */
  readonly significand: number;
  readonly bias: number;
}

export const f32x4: Precision = {
  name: 'f32x4',
  lanes: 4,
  bytes: 4,
  integers: 'i32x4',
  significand: 23,
  bias: 127,
};

export const f64x2: Precision = {
  name: 'f64x2',
  lanes: 2,
  bytes: 8,
  integers: 'i64x2',
  significand: 52,
  bias: 1023,
};

/** The 16 bytes of a vector of one number. */
export function splat({ name }: Precision, value: number): Uint8Array {
  const of = name === 'f32x4' ? new Float32Array(4).fill(value) : new Float64Array(2).fill(value);
  return new Uint8Array(of.buffer);
}

/** The 16 bytes of a vector of one whole number, in the width of a precision. */
export function splatBits({ bytes }: Precision, bits: bigint): Uint8Array {
  const of =
    bytes === 4
      ? new Int32Array(4).fill(Number(BigInt.asIntN(32, bits)))
      : new BigInt64Array(2).fill(BigInt.asIntN(64, bits));
  return new Uint8Array(of.buffer);
}

/** Names of instructions, each made once: a text that is put together anew is slow to be looked up. */
const names = new Map<string, Map<string, VectorOpcode>>();

function instruction(prefix: string, operation: string): VectorOpcode {
  const known = names.get(prefix) ?? new Map<string, VectorOpcode>();
  names.set(prefix, known);
  const name = known.get(operation) ?? (`${prefix}.${operation}` as VectorOpcode);
  known.set(operation, name);
  return name;
}

/** An instruction of a precision: `of(f32x4, 'add')` is f32x4.add. */
export const of = ({ name }: Precision, operation: string): VectorOpcode => instruction(name, operation);
export const integer = ({ integers }: Precision, operation: string): VectorOpcode =>
  instruction(integers, operation);
