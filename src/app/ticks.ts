/** Round values inside a range, at most `most` of them, ascending. */
export function roundTicks(from: number, to: number, most: number): number[] {
  const [low, high] = from <= to ? [from, to] : [to, from];
  if (!(high > low) || most < 1) return [low];
  const rough = (high - low) / most;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10) * magnitude;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}
