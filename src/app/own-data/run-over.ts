import { MEMORY } from '../followers/trace-history.ts';
import type { Page } from '../page.ts';
import { meansOf } from './own-data-state.ts';

/** Lets the population run from time 0 on; where there is a recording that is compared, to its end, and the plots show that time. */
export function runOver(page: Page): void {
  const { ownData, scope, running } = page.state;
  const end = meansOf(page.state) === 'rates' ? undefined : ownData.recording.value?.times.at(-1);
  if (end === undefined) {
    running.value = true;
    page.reset();
    return;
  }
  ownData.until.value = end;
  scope.stretch.value = { from: 0, to: Math.min(end, MEMORY) };
  page.reset();
}
