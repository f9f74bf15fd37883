import type { DOMAttributes } from 'preact';
import { useRef } from 'preact/hooks';
import { increment, type Limits, moved } from './increment.ts';
import { numberIn } from './read-number.ts';

/** CSS pixels of a drag for one increment. */
const PIXELS = 3;
/** A shorter way is a click, CSS pixels. */
const SLACK = 4;
/** How much larger steps are with the shift key. */
const LARGER = 10;
const directions: Readonly<Record<string, 1 | -1>> = { ArrowUp: 1, ArrowDown: -1 };

export interface Scrubbed {
  readonly value: number | undefined;
  readonly limits: Limits;
  onChange(value: number): void;
}

type Handled = 'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel' | 'onClick';

/** What is dragged: from where, and in what steps. */
interface Drag {
  readonly from: number;
  readonly value: number;
  readonly by: number;
  dragged: boolean;
}

/** Lets a number be changed by dragging its label to the sides, and by the arrow keys in its field; with shift in larger steps. */
export function useScrubbing({ value = 0, limits, onChange }: Scrubbed) {
  const drag = useRef<Drag>(undefined);
  const asked = useRef<{ frame: number; value: number }>(undefined);
  /** The increment of a run of key strokes: it must not shrink with the value on its way to 0. */
  const stroke = useRef<number>(undefined);

  // Once a frame: what is asked for in between would only be overtaken.
  const ask = (next: number) => {
    if (asked.current) {
      asked.current.value = next;
      return;
    }
    const frame = requestAnimationFrame(() => {
      const latest = asked.current!.value;
      asked.current = undefined;
      onChange(latest);
    });
    asked.current = { frame, value: next };
  };

  const label: Pick<DOMAttributes<HTMLLabelElement>, Handled> = {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { from: event.clientX, value, by: increment(value, limits), dragged: false };
    },
    onPointerMove: (event) => {
      const { current } = drag;
      if (!current) return;
      const way = event.clientX - current.from;
      if (!current.dragged && Math.abs(way) < SLACK) return;
      current.dragged = true;
      const steps = Math.round(way / PIXELS) * (event.shiftKey ? LARGER : 1);
      ask(moved(current.value, steps, current.by, limits));
    },
    onPointerUp: () => {
      // The click that follows asks whether there was a drag.
      if (!drag.current?.dragged) drag.current = undefined;
    },
    onPointerCancel: () => {
      drag.current = undefined;
    },
    onClick: (event) => {
      if (drag.current) event.preventDefault();
      drag.current = undefined;
    },
  };
  const field: Pick<DOMAttributes<HTMLInputElement>, 'onKeyDown' | 'onBlur'> = {
    onKeyDown: (event) => {
      const direction = directions[event.key];
      if (direction === undefined) return;
      event.preventDefault();
      const typed = numberIn(event.currentTarget.value);
      const present = typeof typed === 'string' ? value : typed;
      stroke.current ??= increment(present, limits);
      onChange(moved(present, direction * (event.shiftKey ? LARGER : 1), stroke.current, limits));
    },
    onBlur: () => {
      stroke.current = undefined;
    },
  };
  return { label, field };
}
