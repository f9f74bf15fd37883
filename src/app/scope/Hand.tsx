import { useRef } from 'preact/hooks';
import { ORDINATE_ROOM } from '../../view/charts/chart.ts';
import { ABSCISSA_ROOM, MARGIN } from '../../view/charts/graph.ts';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';
import { Cursor, cursorNames } from './Cursor.tsx';
import { follow, lookAt, mark, pan, type TimeWindow, windowOf, zoom } from './scope.ts';

/** A pointer that moves less has clicked, CSS pixels. */
const CLICK = 4;
/** Factor of the width for one notch of a wheel or one key. */
const CLOSER = 0.8;
/** Part of the width that a key moves. */
const STRIDE = 0.1;

/** A drag that is under way, in parts of the width: to a stretch, or along the time from the window that it began with. */
interface Drag {
  readonly begin: number;
  readonly window: TimeWindow;
  readonly pans: boolean;
}

/** What lies over plots that share their time: marks moments, looks closer, and moves along. */
export function Hand({ page }: { page: Page }) {
  const { scope, course } = page.state;
  const area = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag>(undefined);
  const clicked = useRef(false);
  /** Cursors before the click that may become a double click. */
  const former = useRef<readonly number[]>(undefined);
  const now = () => course.value?.now ?? 0;
  const window = () => windowOf(scope, now());
  const partAt = (event: MouseEvent) => {
    const { left, width } = area.current!.getBoundingClientRect();
    return (event.clientX - left) / width;
  };
  const timeAt = (part: number, { from, to } = window()) => from + part * (to - from);

  const press = (event: PointerEvent) => {
    if (event.button !== 0) return;
    area.current!.setPointerCapture(event.pointerId);
    drag.current = { begin: partAt(event), window: window(), pans: event.shiftKey };
  };
  const move = (event: PointerEvent) => {
    if (!drag.current) return;
    const { begin, window: old, pans } = drag.current;
    const part = partAt(event);
    if (!pans) show(frame.current!, begin, part);
    else {
      const shift = (begin - part) * (old.to - old.from);
      lookAt(scope, { from: old.from + shift, to: old.to + shift }, now());
    }
  };
  const release = (event: PointerEvent) => {
    if (!drag.current) return;
    const { begin, pans } = drag.current;
    drag.current = undefined;
    frame.current!.hidden = true;
    const [low, high] = [begin, partAt(event)].sort((a, b) => a - b) as [number, number];
    clicked.current = (high - low) * area.current!.clientWidth < CLICK;
    if (!clicked.current && !pans) lookAt(scope, { from: timeAt(low), to: timeAt(high) }, now());
  };
  const click = (event: MouseEvent) => {
    // The second of a double click meets the cursor that the first has placed.
    if (event.detail > 1) return;
    former.current = undefined;
    if (!clicked.current || event.target !== area.current) return;
    former.current = scope.cursors.value;
    mark(scope, timeAt(partAt(event)));
  };
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const along = event.shiftKey ? event.deltaY : event.deltaX;
    if (Math.abs(along) > 0) pan(scope, Math.sign(along) * STRIDE, now());
    else zoom(scope, timeAt(partAt(event)), event.deltaY < 0 ? CLOSER : 1 / CLOSER, now());
  };
  const keys: Record<string, () => void> = {
    ArrowLeft: () => pan(scope, -STRIDE, now()),
    ArrowRight: () => pan(scope, STRIDE, now()),
    '+': () => zoom(scope, timeAt(0.5), CLOSER, now()),
    '-': () => zoom(scope, timeAt(0.5), 1 / CLOSER, now()),
    Home: () => follow(scope),
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of sliders over a plot
    <div
      class="hand"
      ref={area}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move it through the time
      tabIndex={0}
      aria-label={texts.value.scope.hand}
      title={texts.value.scope.handHint}
      style={{ left: `${ORDINATE_ROOM}px`, right: `${MARGIN}px`, bottom: `${ABSCISSA_ROOM}px` }}
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={release}
      onClick={click}
      onDblClick={() => {
        if (former.current) scope.cursors.value = former.current;
        follow(scope);
      }}
      onWheel={wheel}
      onKeyDown={(event) => {
        const command = event.target === area.current && !event.ctrlKey ? keys[event.key] : undefined;
        if (!command) return;
        event.preventDefault();
        event.stopPropagation();
        command();
      }}
    >
      <div class="frame" ref={frame} hidden />
      {scope.cursors.value.map((time, i) => (
        <Cursor key={cursorNames[i]} scope={scope} index={i} time={time} window={window()} partAt={partAt} />
      ))}
    </div>
  );
}

/** The stretch that a drag has come over. */
function show(frame: HTMLElement, begin: number, part: number): void {
  const [low, high] = [begin, part].map((one) => 100 * Math.min(1, Math.max(0, one))).sort((a, b) => a - b);
  frame.hidden = false;
  frame.style.left = `${low}%`;
  frame.style.right = `${100 - high!}%`;
}
