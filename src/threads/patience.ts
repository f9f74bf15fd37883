/** Time (ms) for which an answer is asked for without a pause: that of a fast GPU is there by then. */
const EAGER = 0.3;
/** Pause between two questions after it, ms. */
const PAUSE = 1;

const { setImmediate: soon } = globalThis;
/** When Dawn began to ask. */
let since = 0;
let asking = false;

/**
 * Lets others have the core on which Node waits for a GPU. Dawn for Node asks the device in every turn of the event loop whether something
 * is done, which keeps a core busy that a software GPU could compute on. From now on it pauses between two questions where the first ones
 * have no answer.
 */
export function waitPatiently(): void {
  globalThis.setImmediate = patient as typeof setImmediate;
}

const patient = Object.assign((task: (...args: unknown[]) => void, ...args: unknown[]) => {
  if (!asksDawn(task)) return soon(task, ...args);
  const now = performance.now();
  if (!asking) since = now;
  return now - since < EAGER ? soon(ask, task) : setTimeout(ask, PAUSE, task);
}, soon);

/** What asks Dawn has no name and no source; nothing else that is handed to `setImmediate` is like it. */
const asksDawn = (task: () => void): boolean =>
  task.name === '' && /\{\s*\[native code\]\s*\}$/.test(String(task));

function ask(question: () => void): void {
  asking = true;
  try {
    question();
  } finally {
    asking = false;
  }
}
