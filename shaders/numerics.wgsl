// Functions that formulas may use and WGSL lacks.

// (exp(x) - 1) / x without the loss of digits near 0. The series are right to rounding where they are used, 2e-7.
fn exprel(x: f32) -> f32 {
  let high = 1.0 / 120.0 + x * (1.0 / 720.0 + x * (1.0 / 5040.0 + x * (1.0 / 40320.0)));
  let series = 1.0 + x * (1.0 / 2.0 + x * (1.0 / 6.0 + x * (1.0 / 24.0 + x * high)));
  return select((exp(x) - 1.0) / x, series, abs(x) < 0.5);
}

// x / (exp(x) - 1) without the loss of digits near 0.
fn bernoulli(x: f32) -> f32 {
  let y = x * x;
  let series = 1.0 - 0.5 * x + y * (1.0 / 12.0 - y * (1.0 / 720.0 - y * (1.0 / 30240.0 - y * (1.0 / 1209600.0))));
  return select(x / (exp(x) - 1.0), series, abs(x) < 1.0);
}

// (exprel(x) - 1) / x without the loss of digits near 0.
fn exprel2(x: f32) -> f32 {
  let high = 1.0 / 720.0 + x * (1.0 / 5040.0 + x * (1.0 / 40320.0 + x * (1.0 / 362880.0 + x * (1.0 / 3628800.0))));
  let series = 0.5 + x * (1.0 / 6.0 + x * (1.0 / 24.0 + x * (1.0 / 120.0 + x * high)));
  return select((exp(x) - 1.0 - x) / (x * x), series, abs(x) < 0.75);
}

// Cube root, of negative numbers too.
fn cbrt(x: f32) -> f32 {
  return sign(x) * pow(abs(x), 1.0 / 3.0);
}

// x, but no farther from 0 than y >= 0. By the bits, which a software GPU compares faster than numbers.
fn within(x: f32, y: f32) -> f32 {
  let bits = bitcast<i32>(x);
  return bitcast<f32>(min(bits & 0x7fffffff, bitcast<i32>(y)) | (bits & i32(-2147483648)));
}

// min and max as they are needed: of two numbers that are there. Those of WGSL care for NaN, which costs a software GPU
// as much as ten multiplications.
fn lesser(x: f32, y: f32) -> f32 {
  return select(x, y, y < x);
}

fn greater(x: f32, y: f32) -> f32 {
  return select(x, y, y > x);
}
