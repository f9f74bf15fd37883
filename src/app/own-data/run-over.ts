import { MEMORY } from '../followers/course.ts';
import type { Page } from '../page.ts';

/** Lets the population run from time 0 to the end of the recording, and the plots show that time. */
export function runOver(page: Page): void {
  const { ownData, scope } = page.state;
  const end = ownData.recording.value?.times.at(-1);
  if (end === undefined) return;
  ownData.until.value = end;
  scope.stretch.value = { from: 0, to: Math.min(end, MEMORY) };
  page.reset();
}
