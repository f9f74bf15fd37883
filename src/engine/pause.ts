/** Wall time after which other tasks may run where nothing else is said, ms. */
const STINT = 20;

let lastPause = 0;

/**
 * Lets signals, messages and timers through from time to time; settled promises alone never do.
 * @param stint wall time of work between two pauses, ms
 */
export async function breathe(stint = STINT): Promise<void> {
  if (performance.now() - lastPause < stint) return;
  await new Promise((resolve) => setTimeout(resolve));
  lastPause = performance.now();
}
