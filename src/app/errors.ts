/** What computed the population is gone, and what it held with it. */
export class EngineLostError extends Error {
  override readonly name = 'EngineLostError';
}

/** What went wrong, as a part of a sentence. */
export function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}
