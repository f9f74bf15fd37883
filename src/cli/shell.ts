/** What every shell takes as it is. A backslash belongs to paths of Windows, and means something else anywhere else. */
const plain = process.platform === 'win32' ? /^[\w./:=,@%+\\-]+$/ : /^[\w./:=,@%+-]+$/;

/** A text as one word for a shell. */
export const shellWord = (text: string): string =>
  plain.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** Words for a shell, as they are typed. */
export const shellWords = (texts: readonly string[]): string => texts.map(shellWord).join(' ');
