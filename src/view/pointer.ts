import type { Point } from './sheet.ts';

export interface PointerHandlers {
  /** The pointer is over the canvas without a button pressed, at a point of the window, or has left it. */
  move(at: Point | undefined): void;
  /** @param more whether the shift key is held */
  click(at: Point, more: boolean): void;
  doubleClick(): void;
}

/** A press that moves farther than this is a drag of the camera, CSS pixels. */
const CLICK_SLOP = 5;

/** Tells clicks from drags. Returns a function that stops watching. */
export function watchPointer(canvas: HTMLCanvasElement, handlers: PointerHandlers): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let pressed: Point | undefined;
  const at = (event: MouseEvent): Point => ({ x: event.clientX, y: event.clientY });

  canvas.addEventListener('pointerdown', (event) => (pressed = event.isPrimary ? at(event) : undefined), {
    signal,
  });
  canvas.addEventListener(
    'pointerup',
    (event) => {
      const still = pressed && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) <= CLICK_SLOP;
      if (still && event.isPrimary && event.button === 0) handlers.click(at(event), event.shiftKey);
      pressed = undefined;
    },
    { signal },
  );
  canvas.addEventListener('pointermove', (event) => event.buttons === 0 && handlers.move(at(event)), {
    signal,
  });
  canvas.addEventListener('pointerleave', () => handlers.move(undefined), { signal });
  canvas.addEventListener('dblclick', () => handlers.doubleClick(), { signal });
  return () => stop.abort();
}
