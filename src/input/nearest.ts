import { distance } from 'fastest-levenshtein';
import { listed, shown } from './shown.ts';

/** Longest list of known names in a message, in characters: they may come from a file. */
const NAMES_LIMIT = 600;
/** Longest name that is compared with others, in characters: the time for two grows with the product of their lengths. */
const LONGEST = 200;

/** "; did you mean "x"?" where one of the known names is close to `name`, else the list of known names. */
export function suggestion(name: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const near = nearest(name, known);
  return near === undefined ? `; known: ${namesOf(known)}` : `; did you mean "${shown(near)}"?`;
}

/** What is wrong with unknown keys: a text for each that is close to a known one, and one text for all others. */
export function describeUnknownKeys(keys: readonly string[], known: readonly string[]): string[] {
  const texts: string[] = [];
  const strange: string[] = [];
  for (const key of keys) {
    if (nearest(key, known) === undefined) strange.push(`"${shown(key)}"`);
    else texts.push(`unknown key "${shown(key)}"${suggestion(key, known)}`);
  }
  if (strange.length > 0) {
    const names = `unknown ${strange.length === 1 ? 'key' : 'keys'} ${listed(strange, ', ')}`;
    texts.push(known.length > 0 ? `${names}; known: ${namesOf(known)}` : names);
  }
  return texts;
}

const namesOf = (known: readonly string[]): string => shown(known.join(', '), NAMES_LIMIT);

function nearest(name: string, known: readonly string[]): string | undefined {
  // Capitals make no difference, and a beginning is as good as a whole.
  const typed = name.toLowerCase();
  const distances = known.map((candidate) => {
    const whole = candidate.toLowerCase();
    // What is more than twice as long is never close, and may be as long as a file.
    if (typed.length > 2 * whole.length + 2 || whole.length > LONGEST) return Number.POSITIVE_INFINITY;
    return typed.length > 2 && whole.startsWith(typed) ? 0 : distance(typed, whole);
  });
  const least = distances.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return least <= Math.max(2, name.length / 2) ? known[distances.indexOf(least)] : undefined;
}
