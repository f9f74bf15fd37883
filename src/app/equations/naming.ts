import type { Membrane } from '../../model/membrane.ts';

/** What an edited membrane is called after the name of the one that it comes from. */
const SUFFIX = '-edited';
/** The same at the end of its title. */
export const EDITED = ', edited';
/** Longest name of a membrane. */
const LONGEST = 60;

export const isEdited = ({ name }: Pick<Membrane, 'name'>): boolean => name.endsWith(SUFFIX);

/** Name and title of what becomes of a membrane when it is edited, once or again. */
export function editedName(membrane: Membrane): Pick<Membrane, 'name' | 'title'> {
  const { name, title } = membrane;
  if (isEdited(membrane)) return { name, title };
  return { name: `${name.slice(0, LONGEST - SUFFIX.length)}${SUFFIX}`, title: `${title}${EDITED}` };
}

/** The membrane that an edited one comes from, if it is among these. */
export function originOf(membrane: Membrane, known: readonly Membrane[]): Membrane | undefined {
  return known.find((other) => !isEdited(other) && editedName(other).name === membrane.name);
}

/** Whether both are the same in all but what they are called. */
export function sameButName(a: Membrane, b: Membrane): boolean {
  const print = (membrane: Membrane) => JSON.stringify({ ...membrane, name: '', title: '' });
  return print(a) === print(b);
}
