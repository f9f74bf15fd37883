import { useRef } from 'preact/hooks';
import { plain } from '../numbers/format.ts';
import { texts } from '../texts/language.ts';
import { moveCursor, type Scope, type TimeWindow } from './scope.ts';

/** Parts of the window that a key moves a cursor, and one with Shift. */
const STEP = 1 / 400;
const STRIDE = 1 / 20;

export const cursorNames = ['A', 'B'] as const;

export interface CursorProps {
  readonly scope: Scope;
  readonly index: number;
  /** ms */
  readonly time: number;
  readonly window: TimeWindow;
  /** Where the pointer is, as a part of the window. */
  partAt(event: PointerEvent): number;
}

/** A moment that is marked: a drag or the arrow keys move it. */
export function Cursor({ scope, index, time, window: { from, to }, partAt }: CursorProps) {
  const dragged = useRef(false);
  const part = (time - from) / (to - from);
  if (part < 0 || part > 1) return null;
  const moveTo = (next: number) =>
    moveCursor(scope, index, from + Math.min(1, Math.max(0, next)) * (to - from));
  const keys: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };
  return (
    <div
      class="cursor"
      role="slider"
      tabIndex={0}
      aria-label={texts.value.scope.cursor(cursorNames[index]!)}
      aria-valuemin={from}
      aria-valuemax={to}
      aria-valuenow={time}
      aria-valuetext={`${plain(time, 9)} ms`}
      style={{ left: `${100 * part}%` }}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        dragged.current = true;
      }}
      onPointerMove={(event) => dragged.current && moveTo(partAt(event))}
      onPointerUp={() => (dragged.current = false)}
      onPointerCancel={() => (dragged.current = false)}
      onKeyDown={(event) => {
        const direction = keys[event.key];
        if (direction === undefined && event.key !== 'Delete') return;
        event.preventDefault();
        event.stopPropagation();
        if (direction === undefined) scope.cursors.value = scope.cursors.value.toSpliced(index, 1);
        else moveTo(part + direction * (event.shiftKey ? STRIDE : STEP));
      }}
    >
      {cursorNames[index]}
    </div>
  );
}
