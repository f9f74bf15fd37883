import { INDENT } from './text.ts';

/**
 * Lets a text of JSON be typed as such: Tab is an indentation, unless Escape was pressed before, and a new line begins below the one
 * before.
 */
export class Typing {
  #leaving = false;

  readonly key = (event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const leaving = this.#leaving;
    this.#leaving = event.key === 'Escape';
    const typed = typedBy(event.key, event.currentTarget);
    if (typed === undefined || event.shiftKey || (leaving && event.key === 'Tab')) return;
    event.preventDefault();
    // The only way that the browser's own undo knows of.
    document.execCommand('insertText', false, typed);
  };
}

function typedBy(key: string, { value, selectionStart }: HTMLTextAreaElement): string | undefined {
  if (key === 'Tab') return INDENT;
  if (key !== 'Enter') return undefined;
  const line = value.slice(value.lastIndexOf('\n', selectionStart - 1) + 1, selectionStart);
  const before = /^ */.exec(line)![0];
  return `\n${before}${/[{[]\s*$/.test(line) ? INDENT : ''}`;
}

/** Puts the cursor to a place of a text, counted from 0, where it can be seen. */
export function goTo(area: HTMLTextAreaElement, { line, column }: { line: number; column: number }): void {
  const lines = area.value.split('\n');
  const at = lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, column);
  area.focus();
  area.setSelectionRange(at, at + 1);
  const height = area.scrollHeight / Math.max(1, lines.length);
  area.scrollTop = Math.max(0, (line + 0.5) * height - area.clientHeight / 2);
}
