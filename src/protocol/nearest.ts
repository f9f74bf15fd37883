import { closest, distance } from 'fastest-levenshtein';

/** "; did you mean "x"?" where one of the known names is close to `name`, else the list of known names. */
export function suggestion(name: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const best = closest(name.toLowerCase(), known as string[]);
  if (distance(name.toLowerCase(), best.toLowerCase()) <= Math.max(2, name.length / 2)) {
    return `; did you mean "${best}"?`;
  }
  return `; known: ${known.join(', ')}`;
}
