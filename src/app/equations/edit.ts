import { InputError } from '../../input/schema.ts';
import { FormulaFault } from '../../model/fault.ts';
import type { Membrane } from '../../model/membrane.ts';
import { parseMembrane } from '../../model/read.ts';
import { type Entry, entriesOf, type GatePart, type Place, pathOf, withEntries } from './entry.ts';
import { type Line, LineFault, readLine } from './lines.ts';
import { editedName } from './naming.ts';

/** What is wrong with what was written. */
export interface Wrong {
  readonly text: string;
  /** The character of the lines that is at fault, counted from 0, where there is one. */
  readonly at?: number;
}

/**
 * A membrane with other lines for one of its equations, or with further ones. A gate whose parts come in several lines is one.
 * @param place the equation that the lines replace; no lines remove it
 * @param text one equation a line
 * @returns the membrane, checked, or what is wrong
 */
export function edited(membrane: Membrane, place: Place | undefined, text: string): Membrane | Wrong {
  try {
    const lines = read(text, place);
    const entries = replaced(entriesOf(membrane), place, lines);
    const formulas = placesOf(entries, lines);
    return checked({ ...withEntries(membrane, entries), ...editedName(membrane) }, formulas);
  } catch (error) {
    if (error instanceof LineFault) return { text: error.message, at: error.at };
    if (error instanceof InputError) return { text: error.message };
    throw error;
  }
}

export const isWrong = (result: Membrane | Wrong): result is Wrong => 'text' in result;

function checked(document: unknown, formulas: ReadonlyMap<string, number>): Membrane | Wrong {
  try {
    return parseMembrane(document);
  } catch (error) {
    if (!(error instanceof FormulaFault)) throw error;
    const begin = formulas.get(error.written.path);
    // A formula elsewhere may be at fault, such as one that needs what was removed.
    return begin === undefined ? { text: error.message } : { text: error.reason, at: begin + error.at };
  }
}

/** The lines of a text, with places that count from its beginning. */
function read(text: string, place: Place | undefined): readonly Line[] {
  const lines: Line[] = [];
  let begin = 0;
  for (const line of text.split('\n')) {
    if (line.trim() !== '') lines.push(readAt(line, begin, place));
    begin += line.length + 1;
  }
  return lines;
}

function readAt(text: string, begin: number, place: Place | undefined): Line {
  try {
    const line = readLine(text, place);
    const places = new Map([...line.places].map(([key, at]) => [key, begin + at]));
    return { ...line, at: begin + line.at, places };
  } catch (error) {
    throw error instanceof LineFault ? new LineFault(error.message, begin + error.at) : error;
  }
}

const isSame = (a: Omit<Place, 'part'>, b: Omit<Place, 'part'>): boolean =>
  a.kind === b.kind && a.name === b.name;

/** @throws LineFault if something of that name is there already */
function replaced(entries: readonly Entry[], place: Place | undefined, lines: readonly Line[]): Entry[] {
  const index = place ? entries.findIndex((entry) => isSame(entry, place)) : -1;
  const former = entries[index];
  const made: Entry[] = former && place?.part ? [without(former, place.part)] : [];
  for (const { entry, at } of lines) {
    const begun = made.findIndex((other) => isSame(other, entry));
    if (begun >= 0) made[begun] = merged(made[begun]!, entry);
    else if (former && isSame(former, entry)) made.push(merged(descriptionOf(former), entry));
    else if (entries.some((other) => isSame(other, entry)))
      throw new LineFault(
        `"${entry.name}" is there already; change its own line, or choose another name`,
        at,
      );
    else made.push(entry);
  }
  return former ? entries.toSpliced(index, 1, ...made) : [...entries, ...made];
}

/** An entry with what a further one says of the same. */
function merged(entry: Entry, further: Entry): Entry {
  if (typeof entry.value === 'string' || typeof further.value === 'string') return further;
  return { ...entry, value: { ...entry.value, ...further.value } };
}

function without(entry: Entry, part: GatePart): Entry {
  if (typeof entry.value === 'string') return entry;
  const { [part]: _, ...value } = entry.value;
  return { ...entry, value };
}

function descriptionOf(entry: Entry): Entry {
  if (typeof entry.value === 'string') return entry;
  const { description = '' } = entry.value;
  return { ...entry, value: { description } };
}

/** Where the formulas that were written begin in the text, by their paths in the document. */
function placesOf(entries: readonly Entry[], lines: readonly Line[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const line of lines) {
    const entry = entries.find((other) => isSame(other, line.entry))!;
    for (const [key, at] of line.places) places.set(pathOf(entries, entry, key), at);
  }
  return places;
}
