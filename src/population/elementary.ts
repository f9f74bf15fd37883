// Logarithm and exponential of sums, products and quotients alone, whose every bit IEEE 754 prescribes. Math.log and
// Math.exp may differ in their last bits between JavaScript engines, and a seed would not mean the same everywhere.

/** ln 2 in two parts, of which the first has 21 zeros at its end, so that its product with an exponent is exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

const SMALLEST_NORMAL = 2 ** -1022;
const view = new DataView(new ArrayBuffer(8));

/** Natural logarithm of a number from 0 on, to one unit in the last place. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  if (x < SMALLEST_NORMAL) return log(x * 2 ** 54) - 54 * (LN2_HIGH + LN2_LOW);
  // x = 2^exponent (1 + f) with 1 + f between the roots of 1/2 and 2.
  view.setFloat64(0, x);
  const head = view.getUint32(0);
  view.setUint32(0, (head & 0xfffff) | 0x3ff00000);
  const mantissa = view.getFloat64(0);
  const halved = mantissa > Math.SQRT2;
  const exponent = (head >>> 20) - 1023 + (halved ? 1 : 0);
  const f = (halved ? mantissa / 2 : mantissa) - 1;
  // ln(1 + f) = f - f^2/2 + s (f^2/2 + r), where s = f / (2 + f) and 2 artanh s = 2 s + s r.
  const s = f / (2 + f);
  const square = s * s;
  let r = 0;
  for (let order = 21; order >= 3; order -= 2) r = square * (2 / order + r);
  const half = 0.5 * f * f;
  return exponent * LN2_HIGH - (half - (s * (half + r) + exponent * LN2_LOW) - f);
}

/** e to the power of x, to one unit in the last place. */
export function exp(x: number): number {
  if (x > 710) return Number.POSITIVE_INFINITY;
  if (x < -746) return 0;
  const power = Math.round(x / Math.LN2);
  const r = x - power * LN2_HIGH - power * LN2_LOW;
  // Taylor's series; |r| is at most ln(2)/2, so that the first term left out is below 1e-17.
  let tail = 0;
  for (let order = 13; order >= 2; order--) tail = (r / order) * (1 + tail);
  const half = power >> 1;
  return (1 + (r + r * tail)) * powerOfTwo(half) * powerOfTwo(power - half);
}

function powerOfTwo(exponent: number): number {
  view.setUint32(0, (exponent + 1023) << 20);
  view.setUint32(4, 0);
  return view.getFloat64(0);
}
