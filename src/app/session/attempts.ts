import type { State } from '../state.ts';

/** Something that was asked for can be, or is given up: what was said of an attempt before is of no use any more. */
export function forgetAttempt({ notice }: Pick<State, 'notice'>): void {
  if (notice.peek()?.ofAttempt) notice.value = undefined;
}
