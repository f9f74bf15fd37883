/** A name that formulas have a subscript in, as people write it in a line: a letter, an underscore, what stands below. */
const SUBSCRIPTED = /\b([A-Za-z]_[A-Za-z]\w*)\b/;

/** A part of a text: words, or a name to be typeset. */
export interface Part {
  readonly kind: 'words' | 'name';
  readonly text: string;
}

export const partsOf = (text: string): readonly Part[] =>
  text
    .split(SUBSCRIPTED)
    // Every second part is what the parentheses of the pattern hold: a name.
    .map((part, i): Part => ({ kind: i % 2 === 1 ? 'name' : 'words', text: part }))
    .filter((part) => part.text !== '');
