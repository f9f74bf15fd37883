import type { ThreadLostError } from '../engine/cpu/threads.ts';

/** What went wrong, as a part of a sentence. */
export function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}

/** What the loss of a thread means to whoever looks at the page. */
export const lossOf = (error: ThreadLostError): string =>
  `${capitalised(messageOf(error))}: try again, or reload the page if that does not help`;

export const capitalised = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}`;
