/** Real functions in fixed point, as references for tests: 1200 bits below the point, about 360 digits. */
const BITS = 1200n;
const ONE = 1n << BITS;

/** The exact value of a float64 in fixed point; its last bit must not be below 2^-1200. */
function fixed(x: number): bigint {
  let shift = 0n;
  let scaled = x;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    shift++;
  }
  return (BigInt(scaled) << BITS) >> shift;
}

function toNumber(x: bigint): number {
  if (x < 0n) return -toNumber(-x);
  const excess = BigInt(Math.max(0, x.toString(2).length - 64));
  return (Number(x >> excess) * 2 ** Number(excess - BITS / 2n)) / 2 ** Number(BITS / 2n);
}

function squareRoot(x: bigint): bigint {
  const radicand = x << BITS;
  let root = 1n << BigInt(Math.ceil(radicand.toString(2).length / 2));
  for (;;) {
    const next = (root + radicand / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** Arc tangent of 1/n. */
function arcTangent(n: bigint): bigint {
  let sum = 0n;
  let term = ONE / n;
  for (let odd = 1n; term !== 0n; odd += 2n) {
    sum += odd % 4n === 1n ? term / odd : -term / odd;
    term /= n * n;
  }
  return sum;
}

// Machin's formula.
const PI = 4n * (4n * arcTangent(5n) - arcTangent(239n));
const ROOT_OF_2_PI = squareRoot(2n * PI);

function normalIntegral(x: bigint): bigint {
  // The integral of exp(-t^2/2) from 0 to x: the sum of (-1)^k x^(2k+1) / (2^k k! (2k+1)).
  const square = (x * x) >> BITS;
  let sum = 0n;
  let power = x;
  for (let k = 0n; power !== 0n && power !== -1n; k++) {
    sum += power / (2n * k + 1n);
    power = ((-power * square) / (2n * (k + 1n))) >> BITS;
  }
  return sum;
}

/** Share of a normal distribution below z standard deviations, |z| < 25. */
export function preciseNormalProbability(z: number): number {
  return toNumber(ONE / 2n + (normalIntegral(fixed(z)) << BITS) / ROOT_OF_2_PI);
}

/** What a normal quantile lacks, z more than it should be: (P(z) - p) / density, exact to first order. */
export function normalQuantileError(z: number, p: number): number {
  const excess = ONE / 2n + (normalIntegral(fixed(z)) << BITS) / ROOT_OF_2_PI - fixed(p);
  return (toNumber(excess) * Math.sqrt(2 * Math.PI)) / Math.exp((-z * z) / 2);
}

/** e to the power of x. */
export function preciseExp(x: number): number {
  return toNumber(fixedExp(fixed(x)));
}

function fixedExp(x: bigint): bigint {
  let sum = 0n;
  let term = ONE;
  for (let k = 1n; term !== 0n && term !== -1n; k++) {
    sum += term;
    term = ((term * x) / k) >> BITS;
  }
  return sum;
}

/** What a natural logarithm lacks, y more than it should be: 1 - x exp(-y), exact to first order. */
export function logError(y: number, x: number): number {
  return toNumber(ONE - ((fixed(x) * fixedExp(fixed(-y))) >> BITS));
}
