import type { Page } from './page.ts';

/** Keys as `KeyboardEvent.key` names them, and what they do. */
const commands: Record<string, (page: Page) => void> = {
  ' ': (page) => page.toggle(),
  '.': (page) => page.step(),
  r: (page) => page.reset(),
  p: (page) => page.toggleProbe(page.state.selected.value),
  '0': (page) => page.state.view.value?.resetCamera(),
  '+': (page) => page.state.view.value?.zoom(0.7),
  '-': (page) => page.state.view.value?.zoom(1 / 0.7),
  ArrowLeft: (page) => page.moveSelection(-1, 0),
  ArrowRight: (page) => page.moveSelection(1, 0),
  ArrowUp: (page) => page.moveSelection(0, 1),
  ArrowDown: (page) => page.moveSelection(0, -1),
};

/** Lets the keyboard command the page wherever it does not already mean something. */
export function listenToKeys(page: Page): void {
  document.addEventListener('keydown', (event) => {
    const command = commands[event.key];
    if (!command || event.ctrlKey || event.metaKey || event.altKey || usedBy(event.target, event.key)) return;
    event.preventDefault();
    command(page);
  });
}

/** True if the focused element does something with the key itself. */
function usedBy(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('input, select, textarea')) return true;
  return key === ' ' && target.matches('button, summary, a');
}
