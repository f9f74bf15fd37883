import { describe, expect, it } from 'vitest';
import { directionNumbers } from '../../src/population/joe-kuo.ts';
import { directionsOf, SOBOL_DIMENSIONS, sobolPoints, sobolWord } from '../../src/population/sobol.ts';
import { correlation, moments, uniformBounds } from '../support/statistics.ts';

/** The power x^exponent modulo a polynomial over the field of two elements; a polynomial is the bits of a number. */
function powerOfX(exponent: number, polynomial: number, degree: number): number {
  const times = (a: number, b: number) => {
    let product = 0;
    for (let bit = degree - 1; bit >= 0; bit--) {
      product <<= 1;
      if (product >> degree) product ^= polynomial;
      if ((b >> bit) & 1) product ^= a;
    }
    return product;
  };
  let result = 1;
  // x itself is 1 modulo x + 1.
  let square = degree === 1 ? 1 : 2;
  for (let rest = exponent; rest > 0; rest >>= 1) {
    if (rest & 1) result = times(result, square);
    square = times(square, square);
  }
  return result;
}

function primeFactors(n: number): number[] {
  for (let factor = 2; factor * factor <= n; factor++) {
    if (n % factor === 0) return [factor, ...primeFactors(n / factor)];
  }
  return n > 1 ? [n] : [];
}

describe('the direction numbers', () => {
  const rows = directionNumbers.map(([a, m], i) => ({ dimension: i + 2, a, m, degree: m.length }));

  it('are of different primitive polynomials, by their degree', () => {
    const polynomials = rows.map(({ a, degree }) => 2 ** degree + 2 * a + 1);
    expect(new Set(polynomials).size).toBe(polynomials.length);
    expect(polynomials).toEqual([...polynomials].sort((p, q) => p - q));
    for (const [i, polynomial] of polynomials.entries()) {
      const degree = rows[i]!.degree;
      // x has the order 2^degree - 1, no divisor of it, exactly if the polynomial is primitive.
      const order = 2 ** degree - 1;
      expect(powerOfX(order, polynomial, degree)).toBe(1);
      for (const factor of primeFactors(order)) {
        if (order > 1) expect(powerOfX(order / factor, polynomial, degree)).not.toBe(1);
      }
    }
  });

  it('begin with odd numbers m_i below 2^i', () => {
    for (const { m } of rows) {
      for (const [i, number] of m.entries()) {
        expect(number % 2).toBe(1);
        expect(number).toBeLessThan(2 ** (i + 1));
      }
    }
  });

  it("have Sobol's property A: of the first 2^d points one is in each of the 2^d half cubes of d dimensions", () => {
    // It is there exactly if the leading bits of the first d direction numbers in d dimensions are a regular matrix.
    for (let dimensions = 1; dimensions <= 32; dimensions++) {
      const matrix = Array.from({ length: dimensions }, (_, dimension) =>
        directionsOf(dimension)
          .slice(0, dimensions)
          .reduce((row, direction, i) => row | ((direction >>> 31) << i), 0),
      );
      expect(rank(matrix)).toBe(dimensions);
    }
  });

  it('make the points of another program', () => {
    // scipy 1.17.1, qmc.Sobol(64, scramble=False, bits=32), the point of rank n where n XOR n/2 is this index.
    const expected = [
      '8d9eec78 1986bc18 fadeeb58 fec73c48 ec206c28 0adb9ed8 65b97b08 d31fead8',
      'a6539b78 d2c67368 eff873e8 93b820d8 92256da8 13ac5c08 24e5c38 70709568',
      'd2355928 8a329df8 8b764da8 ff5d7a58 6705f7f8 f5e18558 e9ec33b8 1a684c18',
      'b5683fd8 6746578 6ab18f8 d1feef78 27b16fb8 cfecdf98 ba628af8 39725b98',
      '90a9f198 1f5d3198 3d5f93f8 49c79658 94c0f5d8 ecf44268 83c58c28 2f948648',
      'e1e1c4e8 f4ff1758 52559a38 16728048 27b0a148 2e799df8 5f95ae78 a2447978',
      'f11aac98 e9633d58 9b1d6a28 e49f46f8 cfb4dfb8 b8b117a8 b144abe8 10cb338',
      '71412928 5574f138 71541ef8 bf7a0078 6abbca8 652ead78 6f45c838 6e904238',
    ].flatMap((line) => line.split(' ').map((word) => Number.parseInt(word, 16)));
    const words = Array.from({ length: SOBOL_DIMENSIONS }, (_, dimension) =>
      sobolWord(directionsOf(dimension), 0x1e3779b1),
    );
    expect(words).toEqual(expected);
  });
});

/** Rank of a matrix over the field of two elements, whose rows are the bits of words. */
function rank(rows: readonly number[]): number {
  const [first, ...rest] = rows.filter((row) => row !== 0);
  if (first === undefined) return 0;
  const pivot = first & -first;
  return 1 + rank(rest.map((row) => (row & pivot ? row ^ first : row)));
}

describe('Sobol points', () => {
  const design = { seed: 7, count: 1024, dimensions: SOBOL_DIMENSIONS };
  const points = sobolPoints(design);
  /** Number of the 2^digits equal intervals that a coordinate is in. */
  const interval = (index: number, dimension: number, digits: number) =>
    Math.floor(points(index, dimension) * 2 ** digits);

  it.each([0, 1024, 0xfffffc00])(
    'from %d on have one of 2^k in each interval, in every dimension',
    (first) => {
      for (const k of [1, 4, 10]) {
        for (let dimension = 0; dimension < SOBOL_DIMENSIONS; dimension++) {
          const found = new Set(Array.from({ length: 2 ** k }, (_, i) => interval(first + i, dimension, k)));
          expect(found.size).toBe(2 ** k);
        }
      }
    },
  );

  it('are a (t, m, 2)-net in every two of ten dimensions, with the t of their polynomials', () => {
    const m = 8;
    const quality = (dimension: number) =>
      Math.max(0, (directionNumbers[dimension - 1]?.[1].length ?? 1) - 1);
    for (let x = 0; x < 10; x++) {
      for (let y = 0; y < x; y++) {
        // Sobol 1967: t is at most the sum of the degrees less one.
        const t = quality(x) + quality(y);
        for (let digits = 0; digits <= m - t; digits++) {
          const counts = new Map<string, number>();
          for (let i = 0; i < 2 ** m; i++) {
            const box = `${interval(i, x, digits)},${interval(i, y, m - t - digits)}`;
            counts.set(box, (counts.get(box) ?? 0) + 1);
          }
          expect(counts.size).toBe(2 ** (m - t));
          expect(new Set(counts.values())).toEqual(new Set([2 ** t]));
        }
      }
    }
  });

  it('are each evenly distributed over the seeds, and independent in different dimensions', () => {
    const seeds = 4000;
    const bounds = uniformBounds(seeds);
    const sets = Array.from({ length: seeds }, (_, seed) => sobolPoints({ ...design, seed, dimensions: 4 }));
    for (const index of [0, 1, 1000]) {
      const coordinates = [0, 1, 2, 3].map((dimension) => sets.map((set) => set(index, dimension)));
      for (const [i, coordinate] of coordinates.entries()) {
        const { mean, variance } = moments(coordinate);
        expect(Math.abs(mean - 1 / 2)).toBeLessThan(bounds.mean);
        expect(Math.abs(variance - 1 / 12)).toBeLessThan(bounds.variance);
        for (const other of coordinates.slice(0, i)) {
          expect(Math.abs(correlation(coordinate, other))).toBeLessThan(bounds.correlation);
        }
      }
    }
  });

  it('are scrambled anew below every digit: neighbours in an interval are independent over the seeds', () => {
    const seeds = 4000;
    // Points 0 and 512 share the first nine digits of dimension 1; the tenth differs, the others are random.
    const tails = (index: number) =>
      Array.from({ length: seeds }, (_, seed) => {
        const u = sobolPoints({ ...design, seed, dimensions: 1 })(index, 0) * 2 ** 10;
        return u - Math.floor(u);
      });
    expect(Math.abs(correlation(tails(0), tails(512)))).toBeLessThan(uniformBounds(seeds).correlation);
  });

  it('integrate a product of five dimensions far better than chance', () => {
    const integrand = (i: number) =>
      [0, 1, 2, 3, 4].reduce((product, dimension) => product * (1 + points(i, dimension) - 0.5), 1);
    const error = Array.from({ length: 1024 }, (_, i) => integrand(i)).reduce((a, b) => a + b, 0) / 1024 - 1;
    // The standard deviation of the integrand is ((13/12)^5 - 1)^(1/2) = 0.70, so chance would miss by 0.022.
    expect(Math.abs(error)).toBeLessThan(0.001);
  });
});
