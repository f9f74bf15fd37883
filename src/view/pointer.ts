import type { Point } from './sheet.ts';

export interface PointerHandlers {
  /** The pointer is over the element without a button pressed, at a point of the window, or has left it. */
  move(at: Point | undefined): void;
  /** @param more whether the shift key is held */
  click(at: Point, more: boolean): void;
  doubleClick(): void;
  /** The main button is pressed at a point. @returns whether a stroke begins there, of which `stroke` then hears */
  press(at: Point): boolean;
  /** The pointer is at a point of a stroke, or the stroke has ended. */
  stroke(at: Point | undefined): void;
}

/** A press that moves farther than this is a drag of the camera, CSS pixels. */
const CLICK_SLOP = 5;

/** Tells clicks from drags. Returns a function that stops watching. */
export function watchPointer(element: HTMLElement, handlers: PointerHandlers): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let pressed: Point | undefined;
  const at = (event: MouseEvent): Point => ({ x: event.clientX, y: event.clientY });

  let strokes = false;
  element.addEventListener(
    'pointerdown',
    (event) => {
      strokes = event.isPrimary && event.button === 0 && handlers.press(at(event));
      pressed = event.isPrimary && !strokes ? at(event) : undefined;
      if (!strokes) return;
      element.setPointerCapture(event.pointerId);
      handlers.stroke(at(event));
    },
    { signal },
  );
  const endStroke = () => {
    if (strokes) handlers.stroke(undefined);
    strokes = false;
  };
  element.addEventListener('pointercancel', endStroke, { signal });
  element.addEventListener('lostpointercapture', endStroke, { signal });
  element.addEventListener(
    'pointerup',
    (event) => {
      endStroke();
      const still = pressed && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) <= CLICK_SLOP;
      if (still && event.isPrimary && event.button === 0) handlers.click(at(event), event.shiftKey);
      pressed = undefined;
    },
    { signal },
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      if (strokes) handlers.stroke(at(event));
      if (strokes || event.buttons === 0) handlers.move(at(event));
    },
    { signal },
  );
  element.addEventListener('pointerleave', () => handlers.move(undefined), { signal });
  element.addEventListener('dblclick', () => handlers.doubleClick(), { signal });
  return () => stop.abort();
}
