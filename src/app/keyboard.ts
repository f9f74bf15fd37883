import type { Page } from './page.ts';

/** Keys as `KeyboardEvent.key` names them, and what they do. */
const commands: Record<string, (page: Page) => void> = {
  ' ': (page) => page.toggle(),
  '.': (page) => page.step(),
  r: (page) => page.reset(),
  '0': (page) => page.state.view.value?.resetCamera(),
  '+': (page) => page.state.view.value?.zoom(0.7),
  '-': (page) => page.state.view.value?.zoom(1 / 0.7),
  ArrowLeft: (page) => page.moveSelection(-1, 0),
  ArrowRight: (page) => page.moveSelection(1, 0),
  ArrowUp: (page) => page.moveSelection(0, 1),
  ArrowDown: (page) => page.moveSelection(0, -1),
};

/** With Ctrl, or the command key of a Mac. */
const commandsWithControl: Record<string, (page: Page) => void> = {
  z: (page) => page.history.undo(),
  Z: (page) => page.history.redo(),
  y: (page) => page.history.redo(),
};

/** Lets the keyboard command the page wherever it does not already mean something. */
export function listenToKeys(page: Page): void {
  document.addEventListener('keydown', (event) => {
    const control = event.ctrlKey || event.metaKey;
    const command = (control ? commandsWithControl : commands)[event.key];
    if (!command || event.altKey || usedBy(event.target, event.key, control)) return;
    event.preventDefault();
    command(page);
  });
}

/** True if the focused element does something with the key itself. */
function usedBy(target: EventTarget | null, key: string, control: boolean): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // What is written has an undo of its own.
  if (control) return target.matches('input:not([type="range"]), textarea');
  if (target.matches('input, select, textarea')) return true;
  return key === ' ' && target.matches('button, summary, a');
}
