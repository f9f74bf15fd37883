/** Wall time after which other tasks may run, ms. */
const PAUSE_EVERY = 20;

let lastPause = 0;

/** Lets signals, messages and timers through from time to time; settled promises alone never do. */
export async function breathe(): Promise<void> {
  if (performance.now() - lastPause < PAUSE_EVERY) return;
  await new Promise((resolve) => setTimeout(resolve));
  lastPause = performance.now();
}
