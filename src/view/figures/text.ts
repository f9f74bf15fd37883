// How long words are in a sans serif face, well enough to break lines. Whoever opens a figure may have another face than whoever
// makes it, so these are the widths of a wide one: in others lines end a little early.

/** Widths of groups of characters, as parts of the size of the type. */
const widths: readonly (readonly [RegExp, number])[] = [
  [/[ijl.,:;'|! \u00a0]/, 0.32],
  [/[frtI()[\]/-]/, 0.4],
  [/[mwMW%@]/, 0.97],
  [/[A-Z&]/, 0.72],
];
const USUAL = 0.63;

/** About how long a text is, in the unit of `size`. */
export function lengthOf(text: string, size: number): number {
  let length = 0;
  for (const character of text) length += widths.find(([group]) => group.test(character))?.[1] ?? USUAL;
  return length * size;
}

/** A text in lines of at most a length, if no word of it is longer; a no-break space is part of a word. */
export function linesOf(text: string, size: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (line && lengthOf(longer, size) > most) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line ? [...lines, line] : lines;
}
