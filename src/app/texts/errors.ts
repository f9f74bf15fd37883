/** What went wrong, as a part of a sentence, in the language of who says it: `inWords` has it in that of the page. */
export function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}

export const capitalised = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}`;
