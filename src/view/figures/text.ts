// How long words are in a sans serif face, well enough to break lines. Whoever opens the figure has the face, not this code.

/** Widths of groups of characters in Helvetica, as parts of the size of the type. */
const widths: readonly (readonly [RegExp, number])[] = [
  [/[ijl.,:;'|!·]/, 0.26],
  [/[ frtI()[\]/-]/, 0.32],
  [/[mwMW%@]/, 0.86],
  [/[A-Z&]/, 0.69],
];
const USUAL = 0.56;

/** About how long a text is, in the unit of `size`. */
export function lengthOf(text: string, size: number): number {
  let length = 0;
  for (const character of text) length += widths.find(([group]) => group.test(character))?.[1] ?? USUAL;
  return length * size;
}

/** A text in lines of at most a length, if no word of it is longer. */
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
