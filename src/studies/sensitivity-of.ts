import { type Derivative, derivativeFrom, RATIO } from '../analysis/derivative.ts';
import { type Indices, sobolDesign, sobolIndices } from '../analysis/sobol-indices.ts';

// Sensitivity of any function of some arguments that is computed at many points at once.

/** An argument: where it is, and what it may be. */
export interface Argument {
  readonly value: number;
  /** It is drawn evenly between these; where there is nothing between them it is not drawn. */
  readonly range: readonly [low: number, high: number];
  /** What it can be. */
  readonly valid: readonly [low: number, high: number];
  /** Its size, which distances from its value are measured by. */
  readonly scale: number;
}

/** The function at some points. @param points argument by argument, a value for each point */
export type Evaluate = (points: readonly (readonly number[])[]) => Promise<ArrayLike<number>>;

/** Distances from the value, relative to its scale: the largest, which what is counted needs, and how many. */
const [LARGEST, STEPS] = [0.16, 9];

/**
 * The function where all arguments have their values, and its derivative by each (`derivativeFrom`), in the unit of the function over that of
 * the argument: NaN where an argument is at an end of what it can be.
 * @param resolutionOf how far values of the function may be off, at a value of it
 */
export async function localSensitivity(
  evaluate: Evaluate,
  args: readonly Argument[],
  resolutionOf: (value: number) => number,
): Promise<{ readonly value: number; readonly derivatives: readonly Derivative[] }> {
  const steps = args.map(({ value, valid: [low, high], scale }) => {
    const largest = Math.min(LARGEST * scale, high - value, value - low);
    return Array.from({ length: STEPS }, (_, i) => largest / RATIO ** i);
  });
  const moved = (by: number) => (argument: number) =>
    steps[argument]!.map((step) => ({ argument, by: by * step }));
  const points = [
    { argument: -1, by: 0 },
    ...args.flatMap((_, argument) => [...moved(1)(argument), ...moved(-1)(argument)]),
  ];
  const values = await evaluate(
    args.map(({ value }, i) => points.map(({ argument, by }) => (argument === i ? value + by : value))),
  );
  const all = Array.from(values);
  const value = all[0]!;
  const derivatives = args.map((_, i) => {
    const begin = 1 + 2 * STEPS * i;
    return derivativeFrom({
      steps: steps[i]!,
      above: all.slice(begin, begin + STEPS),
      below: all.slice(begin + STEPS, begin + 2 * STEPS),
      resolution: resolutionOf(value),
    });
  });
  return { value, derivatives };
}

/**
 * Sobol's indices of the arguments that are drawn (`sobolIndices`), shares of the variance; those of others are NaN.
 * @param count points of each of the two samples; a power of two is most even
 */
export async function globalSensitivity(
  evaluate: Evaluate,
  args: readonly Argument[],
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<Indices> {
  const drawn = args.flatMap(({ range: [low, high] }, i) => (low < high ? [i] : []));
  const columns = sobolDesign({ ranges: drawn.map((i) => args[i]!.range), count, seed });
  const length = count * (drawn.length + 2);
  const indices = sobolIndices(
    await evaluate(
      args.map(({ value }, i) => columns[drawn.indexOf(i)] ?? Array<number>(length).fill(value)),
    ),
    count,
    seed,
  );
  const spread = (of: readonly number[]) => args.map((_, i) => of[drawn.indexOf(i)] ?? Number.NaN);
  return {
    ...indices,
    first: spread(indices.first),
    firstErrors: spread(indices.firstErrors),
    total: spread(indices.total),
    totalErrors: spread(indices.totalErrors),
  };
}
