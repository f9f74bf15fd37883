// The squid axon under voltage clamp in closed form, written down anew: between jumps gates relax exponentially.

/** Rates at 6.3 degC, 1/ms (Hodgkin and Huxley 1952, eqs 12, 13, 20, 21, 23, 24), V with rest at -65 mV. */
export const squidRates = {
  m: (V: number) => [ratio(V + 40), 4 * Math.exp(-(V + 65) / 18)],
  h: (V: number) => [0.07 * Math.exp(-(V + 65) / 20), 1 / (1 + Math.exp(-(V + 35) / 10))],
  n: (V: number) => [0.1 * ratio(V + 55), 0.125 * Math.exp(-(V + 65) / 80)],
} as const;

/** x / 10 / (1 - exp(-x / 10)). */
const ratio = (x: number) => (x === 0 ? 1 : x / 10 / -Math.expm1(-x / 10));

/** Potentials (mV), each held for some ms; the first one for ever. */
export type SquidCourse = readonly (readonly [V: number, duration: number])[];

/** Where a gate stays at a potential, and its time constant, ms. */
export function squidLimit(name: keyof typeof squidRates, V: number): { limit: number; tau: number } {
  const [alpha, beta] = squidRates[name](V) as [number, number];
  return { limit: alpha / (alpha + beta), tau: 1 / (alpha + beta) };
}

/** Where a gate is after some potentials, from where it stays at the first. */
export function squidGate(name: keyof typeof squidRates, course: SquidCourse): number {
  let x = squidLimit(name, course[0]![0]).limit;
  for (const [V, duration] of course) {
    const { limit, tau } = squidLimit(name, V);
    x = limit + (x - limit) * Math.exp(-duration / tau);
  }
  return x;
}

/** Open conductances at the end of a course, mS/cm2. */
export const squidOpen = {
  INa: (course: SquidCourse) => 120 * squidGate('m', course) ** 3 * squidGate('h', course),
  IK: (course: SquidCourse) => 36 * squidGate('n', course) ** 4,
};
export const squidReversal = { INa: 50, IK: -77 };

/** The largest value of a function from 0 to an end and where it is: on a grid, then by golden section. */
export function largestOf(f: (x: number) => number, end: number): { value: number; at: number } {
  const points = 2000;
  let best = 0;
  for (let i = 1; i <= points; i++) if (f((i / points) * end) > f((best / points) * end)) best = i;
  let [low, high] = [Math.max(0, best - 1), Math.min(points, best + 1)].map((i) => (i / points) * end) as [
    number,
    number,
  ];
  const golden = (Math.sqrt(5) - 1) / 2;
  while (high - low > 1e-9) {
    const [a, b] = [high - golden * (high - low), low + golden * (high - low)];
    if (f(a) > f(b)) high = b;
    else low = a;
  }
  const at = (low + high) / 2;
  const ends = f(0) > f(at) ? 0 : f(end) > f(at) ? end : at;
  return { value: f(ends), at: ends };
}
