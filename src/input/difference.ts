/** Where two values of JSON differ first: the path of names, and what stands there; undefined is nothing. */
export interface Difference {
  readonly path: string;
  readonly here: unknown;
  readonly there: unknown;
}

/** The first difference of two values of JSON, keys in any order; undefined if they are the same. */
export function difference(
  here: unknown,
  there: unknown,
  path: readonly string[] = [],
): Difference | undefined {
  if (here === there) return undefined;
  const areContainers =
    isContainer(here) && isContainer(there) && Array.isArray(here) === Array.isArray(there);
  if (!areContainers) return { path: path.join('.'), here, there };
  for (const key of new Set([...Object.keys(here), ...Object.keys(there)])) {
    const found = difference(here[key], there[key], [...path, key]);
    if (found) return found;
  }
  return undefined;
}

const isContainer = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
