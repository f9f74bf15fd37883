// Samples whose members count differently.

/** How many members that count equally would say as much: (sum w)^2 / sum w^2 (A. Kong, Univ. of Chicago Tech. Rep. 348 (1992)). */
export function effectiveSize(weights: ArrayLike<number>): number {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i]!;
    squares += weights[i]! ** 2;
  }
  return sum ** 2 / squares;
}

export function weightedMean(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  let [sum, whole] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += weights[i]! * values[i]!;
    whole += weights[i]!;
  }
  return sum / whole;
}

/** The covariances of some quantities. @param columns the values of each */
export function weightedCovariance(
  columns: readonly ArrayLike<number>[],
  weights: ArrayLike<number>,
): number[][] {
  const means = columns.map((values) => weightedMean(values, weights));
  const between = (a: number, b: number) => {
    const product = (_: unknown, i: number) => (columns[a]![i]! - means[a]!) * (columns[b]![i]! - means[b]!);
    return weightedMean(Float64Array.from({ length: weights.length }, product), weights);
  };
  return columns.map((_, a) => columns.map((_, b) => between(Math.min(a, b), Math.max(a, b))));
}

/** The values below which shares of the weight lie, on straight lines between the middles of the members' own shares. */
export function weightedQuantiles(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  shares: readonly number[],
): number[] {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  let sum = 0;
  const middles = order.map((i) => {
    sum += weights[i]!;
    return sum - weights[i]! / 2;
  });
  return shares.map((share) => {
    const wanted = share * sum;
    const above = middles.findIndex((middle) => middle >= wanted);
    if (above <= 0) return values[order[above === 0 ? 0 : order.length - 1]!]!;
    const [low, high] = [middles[above - 1]!, middles[above]!];
    const [from, to] = [values[order[above - 1]!]!, values[order[above]!]!];
    return from + ((to - from) * (wanted - low)) / (high - low);
  });
}

/**
 * Members that stand for all, each as often as it weighs: systematic resampling (G. Kitagawa, J. Comput. Graph. Statist. 5 (1996)
 * 1-25), with its one random number at the middle of its range.
 * @returns `count` positions, ascending
 */
export function resampled(weights: ArrayLike<number>, count: number): Uint32Array {
  let whole = 0;
  for (let i = 0; i < weights.length; i++) whole += weights[i]!;
  const chosen = new Uint32Array(count);
  let [position, sum] = [0, weights[0]!];
  for (let i = 0; i < count; i++) {
    const wanted = ((i + 0.5) / count) * whole;
    while (sum < wanted && position < weights.length - 1) sum += weights[++position]!;
    chosen[i] = position;
  }
  return chosen;
}
