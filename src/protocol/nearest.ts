import { distance } from 'fastest-levenshtein';

/** "; did you mean "x"?" where one of the known names is close to `name`, else the list of known names. */
export function suggestion(name: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  // Capitals make no difference.
  const distances = known.map((candidate) => distance(name.toLowerCase(), candidate.toLowerCase()));
  const least = Math.min(...distances);
  if (least <= Math.max(2, name.length / 2)) return `; did you mean "${known[distances.indexOf(least)]}"?`;
  return `; known: ${known.join(', ')}`;
}
