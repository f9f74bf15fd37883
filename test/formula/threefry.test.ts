import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { call, type Expr, number, symbol } from '../../src/formula/expr.ts';
import { numericWords, threefry2x32, type WordArithmetic } from '../../src/formula/threefry.ts';

type Words = [number, number];

// Known answers of Random123 (kat_vectors, "threefry2x32 13" and "threefry2x32 20"): rounds, counter, key, result.
const known: [rounds: 13 | 20, counter: Words, key: Words, result: Words][] = [
  [13, [0, 0], [0, 0], [0x9d1c5ec6, 0x8bd50731]],
  [13, [0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], [0xfd36d048, 0x2d17272c]],
  [13, [0x243f6a88, 0x85a308d3], [0x13198a2e, 0x03707344], [0xba3e4725, 0xf27d669e]],
  [20, [0, 0], [0, 0], [0x6b200159, 0x99ba4efe]],
  [20, [0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], [0x1cb996fc, 0xbb002be7]],
  [20, [0x243f6a88, 0x85a308d3], [0x13198a2e, 0x03707344], [0xc4923a9c, 0x483df7a0]],
];

const formulas: WordArithmetic<Expr> = {
  constant: number,
  add: (x, y) => call('addBits', x, y),
  xor: (x, y) => call('xorBits', x, y),
  rotateLeft: (x, bits) => call('rotateBits', x, number(bits)),
};

describe('Threefry-2x32', () => {
  it.each(known)('of %i rounds, counter %j and key %j is %j', (rounds, counter, key, result) => {
    expect(threefry2x32(numericWords, key, counter, rounds)).toEqual(result);
    const symbols = (names: [string, string]) => names.map(symbol) as [Expr, Expr];
    const words = threefry2x32(formulas, symbols(['k0', 'k1']), symbols(['c0', 'c1']), rounds);
    const values = { k0: key[0], k1: key[1], c0: counter[0], c1: counter[1] };
    expect(words.map((word) => evaluate(word, values))).toEqual(result);
  });
});
