/** Arithmetic on words of 32 bits. */
export interface WordArithmetic<Word> {
  constant(word: number): Word;
  /** Without what is carried out of them. */
  add(x: Word, y: Word): Word;
  xor(x: Word, y: Word): Word;
  rotateLeft(x: Word, bits: number): Word;
}

const PARITY = 0x1bd11bda;
const ROTATIONS = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
] as const;

/** Rounds between two additions of the key. */
const TOGETHER = 4;

/**
 * Threefry-2x32: two random words of 32 bits for each key and counter of two words each (J. K. Salmon,
 * M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11).
 * @param rounds 20 with a margin; from 13 on its authors know of no test that it fails (Random123, threefry.h)
 */
export function threefry2x32<Word>(
  { constant, add, xor, rotateLeft }: WordArithmetic<Word>,
  key: readonly [Word, Word],
  counter: readonly [Word, Word],
  rounds: 13 | 20,
): [Word, Word] {
  let [a, b, c] = [key[0], key[1], xor(constant(PARITY), xor(key[0], key[1]))];
  let x0 = add(counter[0], a);
  let x1 = add(counter[1], b);
  for (let round = 0; round < rounds; round++) {
    const rotations = ROTATIONS[((round / TOGETHER) & 1) as 0 | 1];
    x0 = add(x0, x1);
    x1 = xor(rotateLeft(x1, rotations[(round % TOGETHER) as 0 | 1 | 2 | 3]), x0);
    if ((round + 1) % TOGETHER !== 0) continue;
    [a, b, c] = [b, c, a];
    x0 = add(x0, a);
    x1 = add(x1, add(b, constant((round + 1) / TOGETHER)));
  }
  return [x0, x1];
}

/** The arithmetic on numbers, words from 0 to 2^32 - 1. */
export const numericWords: WordArithmetic<number> = {
  constant: (word) => word >>> 0,
  add: (x, y) => (x + y) >>> 0,
  xor: (x, y) => (x ^ y) >>> 0,
  rotateLeft: (x, bits) => ((x << bits) | (x >>> (32 - bits))) >>> 0,
};
