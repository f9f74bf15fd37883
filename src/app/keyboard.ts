import type { Page } from './page.ts';
import type { Texts } from './texts/english.ts';

/** What a key does. */
export interface Command {
  /** As `KeyboardEvent.key` names it. */
  readonly key: string;
  /** Together with Ctrl, or the command key of a Mac. */
  readonly control?: boolean;
  readonly does: keyof Texts['keys'];
  run(page: Page): void;
  /** What it does while it is held; then it runs nothing. @param on false when it is let go */
  held?(page: Page, on: boolean): void;
}

/** All keys, in the order in which the help lists them. */
export const commands: readonly Command[] = [
  {
    key: ' ',
    does: 'toggle',
    run: (page) => page.toggle(),
    held: (page, on) => page.stimulate(on),
  },
  { key: '.', does: 'step', run: (page) => page.timeTravel.step() },
  { key: ',', does: 'back', run: (page) => page.timeTravel.back() },
  { key: 'r', does: 'reset', run: (page) => page.reset() },
  { key: 'z', control: true, does: 'undo', run: (page) => page.history.undo() },
  { key: 'Z', control: true, does: 'redo', run: (page) => page.history.redo() },
  { key: 'y', control: true, does: 'redo', run: (page) => page.history.redo() },
  {
    key: 'p',
    does: 'probe',
    run: (page) => page.toggleProbe(page.state.selected.value),
  },
  {
    key: 's',
    does: 'sound',
    run: (page) => void page.toggleSound(),
  },
  { key: 'k', does: 'keep', run: (page) => page.timeTravel.keep() },
  { key: 'ArrowLeft', does: 'left', run: (page) => page.moveSelection(-1, 0) },
  { key: 'ArrowRight', does: 'right', run: (page) => page.moveSelection(1, 0) },
  { key: 'ArrowUp', does: 'up', run: (page) => page.moveSelection(0, 1) },
  { key: 'ArrowDown', does: 'down', run: (page) => page.moveSelection(0, -1) },
  { key: '+', does: 'nearer', run: (page) => page.state.stages.front.value.view.value?.zoom(0.7) },
  { key: '-', does: 'farther', run: (page) => page.state.stages.front.value.view.value?.zoom(1 / 0.7) },
  { key: '0', does: 'whole', run: (page) => page.state.stages.front.value.view.value?.resetCamera() },
  { key: 'v', does: 'view', run: (page) => page.views.add() },
  { key: '?', does: 'help', run: (page) => toggleHelp(page) },
];

/** Lets the keyboard command the page wherever it does not already mean something. */
export function listenToKeys(page: Page): void {
  const isTyping = followTyping();
  /** A key that is down and does something else when it is held, and whether it is. */
  let down: { readonly command: Command; isHeld: boolean } | undefined;
  document.addEventListener('keydown', (event) => {
    const control = event.ctrlKey || event.metaKey;
    const command = commands.find((one) => one.key === event.key && (one.control ?? false) === control);
    if (
      !command ||
      event.altKey ||
      event.defaultPrevented ||
      usedBy(event.target, event.key, control, isTyping)
    )
      return;
    event.preventDefault();
    if (!command.held) {
      command.run(page);
      return;
    }
    down ??= { command, isHeld: false };
    if (!event.repeat || down.isHeld) return;
    down.isHeld = true;
    command.held(page, true);
  });
  const letGo = (runs: boolean) => {
    const released = down;
    down = undefined;
    if (released?.isHeld) released.command.held?.(page, false);
    else if (runs) released?.command.run(page);
  };
  document.addEventListener('keyup', (event) => event.key === down?.command.key && letGo(true));
  addEventListener('blur', () => letGo(false));
}

const WRITTEN = 'input:not([type="range"]), textarea';

/** @returns whether what stands in a field was typed and not yet taken */
function followTyping(): (field: EventTarget) => boolean {
  let typed: { readonly field: HTMLInputElement; readonly before: string } | undefined;
  document.addEventListener('beforeinput', ({ target }) => {
    if (target instanceof HTMLInputElement && typed?.field !== target)
      typed = { field: target, before: target.value };
  });
  for (const taken of ['change', 'focusout'])
    document.addEventListener(taken, () => {
      typed = undefined;
    });
  return (field) => typed?.field === field && typed.field.value !== typed.before;
}

/** True if the focused element does something with the key itself. */
function usedBy(
  target: EventTarget | null,
  key: string,
  control: boolean,
  isTyping: (field: EventTarget) => boolean,
): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // What is written has an undo of its own. That of a number ends where the number is taken: the browser's would go on to other fields.
  if (control) return target.matches('.number') ? isTyping(target) : target.matches(WRITTEN);
  if (target.matches('input[type="range"]')) return key.startsWith('Arrow');
  if (target.matches('input, select, textarea')) return true;
  return key === ' ' && target.matches('button, summary, a');
}

function toggleHelp({ state: { drawer, folded } }: Page): void {
  const shown = drawer.value === 'help' && !folded.value;
  drawer.value = shown ? 'controls' : 'help';
  folded.value = false;
}
