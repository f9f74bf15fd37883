/** What went wrong, as a part of a sentence. */
export function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}

export const capitalised = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}`;
