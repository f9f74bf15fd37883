// Texts from outside (files, options, names of files) as they may stand in a message.

/** Longest text from outside in a message, in characters. */
const TEXT_LIMIT = 80;
/** Most problems or names in one message. */
const LIST_LIMIT = 5;

/** Characters that steer a terminal, break a line, cannot be seen or turn the direction of writing. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A text with every invisible character as its number, such as `\u001b`, so that it is one line and steers nothing. */
export function visible(text: string): string {
  return text.replace(invisible, escapeUnits);
}

/** A text from outside for a message: made visible, and cut after `limit` characters. */
export function shown(text: string, limit = TEXT_LIMIT): string {
  let line = '';
  for (const character of text) {
    const next = visible(character);
    if (line.length + next.length > limit) return `${line}…`;
    line += next;
  }
  return line;
}

/** A number, or several, with their unit after them, if they have one. */
export const inUnit = (numbers: number | string, unit: string | undefined): string =>
  unit === undefined || unit === '1' ? `${numbers}` : `${numbers} ${unit}`;

/** A few texts one after the other, and how many more there are. */
export function listed(texts: readonly string[], separator: string): string {
  const more = texts.length - LIST_LIMIT;
  const few = texts.slice(0, LIST_LIMIT).join(separator);
  return more > 0 ? `${few}${separator}and ${more} more` : few;
}

function escapeUnits(character: string): string {
  const units = character.split('').map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'));
  return `\\u${units.join('\\u')}`;
}
