import { roundTicks } from '../../analysis/ticks.ts';
import { type Axis, axisLength } from '../../population/sweep.ts';
import { type Arrangement, type Point, placeOf } from '../../view/arrangement.ts';
import { plain, unit } from '../format.ts';
import type { Page } from '../page.ts';
import { ends, quantityOf } from '../quantities.ts';

/** Least distance between two numbers on the axis, CSS pixels. */
const TICK_DISTANCE = 64;

/** What the sheet varies, in words and numbers where the cells are. It follows the camera but stays in the window. */
export function SheetAxis({ page: { state } }: { page: Page }) {
  const view = state.view.value;
  const arrangement = state.arrangement.value;
  const experiment = state.experiment.value;
  const { window, insets } = state.layout.value;
  // Read so that the axis follows the camera.
  state.camera.value;
  const axis = experiment?.sweep.x;
  if (!view || !arrangement || !experiment || !axis) return null;

  const { columns, rows } = arrangement;
  const floor = window.height - insets.bottom;
  const project = (column: number): Point => {
    const { x, y } = view.project({ x: column - columns / 2, y: -rows / 2 });
    return { x, y: Math.min(y, floor) };
  };
  const [left, right] = [project(0), project(columns)];
  const visible = [Math.max(left.x, insets.left), Math.min(right.x, window.width - insets.right)] as const;
  const varied = quantityOf(experiment, axis.vary);
  const ticks = ticksOf(axis, arrangement, right.x - left.x)
    .map(({ column, value }) => ({ at: project(column), value }))
    .filter(({ at }) => at.x > visible[0] - TICK_DISTANCE / 2 && at.x < visible[1] + TICK_DISTANCE / 2);
  return (
    <div class="axis">
      {ticks.map(({ at, value }) => (
        <Label key={value} at={at} text={plain(value)} />
      ))}
      <Label
        title
        at={{ x: (visible[0] + visible[1]) / 2, y: left.y }}
        text={`${varied.name} ${unit(varied.unit)}`}
      />
    </div>
  );
}

function Label({ at, text, title }: { at: Point; text: string; title?: boolean }) {
  return (
    <span class={title ? 'tick title' : 'tick'} style={{ transform: `translate(${at.x}px, ${at.y}px)` }}>
      <span>{text}</span>
    </span>
  );
}

/** Round values of the varied quantity, and the columns where they are. */
function ticksOf(axis: Axis, arrangement: Arrangement, width: number): { column: number; value: number }[] {
  const [from, to] = ends(axis);
  const last = axisLength(axis) - 1;
  if (last < 1 || from === to) return [{ column: arrangement.columns / 2, value: from }];
  const most = Math.floor(width / TICK_DISTANCE) + 1;
  return roundTicks(from, to, most).map((value) => {
    const cell = Math.round(((value - from) / (to - from)) * last);
    return { column: placeOf(arrangement, cell).x + arrangement.columns / 2, value };
  });
}
