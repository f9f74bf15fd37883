import { distance } from 'fastest-levenshtein';

/** "; did you mean "x"?" where one of the known names is close to `name`, else the list of known names. */
export function suggestion(name: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  // Capitals make no difference, and a beginning is as good as a whole.
  const typed = name.toLowerCase();
  const distances = known.map((candidate) => {
    const whole = candidate.toLowerCase();
    return typed.length > 2 && whole.startsWith(typed) ? 0 : distance(typed, whole);
  });
  const least = Math.min(...distances);
  if (least <= Math.max(2, name.length / 2)) return `; did you mean "${known[distances.indexOf(least)]}"?`;
  return `; known: ${known.join(', ')}`;
}
