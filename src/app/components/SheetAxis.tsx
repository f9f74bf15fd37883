import { type Axis, axisLength, axisValue } from '../../protocol/sweep.ts';
import { type Arrangement, type Point, placeOf } from '../../view/arrangement.ts';
import { plain, unit } from '../format.ts';
import type { Page } from '../page.ts';
import { ends, quantityOf } from '../quantities.ts';
import { roundTicks } from '../ticks.ts';

/** Least distance between two numbers on the axis, CSS pixels. */
const TICK_DISTANCE = 64;

interface Tick {
  readonly at: Point;
  readonly text: string;
}

/** What the sheet varies, in words and numbers where the cells are. It follows the camera. */
export function SheetAxis({ page: { state } }: { page: Page }) {
  const view = state.view.value;
  const arrangement = state.arrangement.value;
  const experiment = state.experiment.value;
  // Read so that the axis follows the camera.
  state.camera.value;
  const axis = experiment?.sweep.x;
  if (!view || !arrangement || !experiment || !axis) return null;

  const { columns, rows } = arrangement;
  const project = (column: number) => view.project({ x: column - columns / 2, y: -rows / 2 });
  const [left, right] = [project(0), project(columns)];
  const varied = quantityOf(experiment, axis.vary);
  const ticks = ticksOf(axis, unit(varied.unit), arrangement, right.x - left.x).map(({ column, text }) => ({
    at: project(column),
    text,
  }));
  return <Labels ticks={ticks} left={left} right={right} title={varied.name} />;
}

function Labels(props: { ticks: readonly Tick[]; left: Point; right: Point; title: string }) {
  const { ticks, left, right, title } = props;
  return (
    <div class="axis">
      {ticks.map(({ at, text }) => (
        <span class="tick" key={text} style={{ transform: `translate(${at.x}px, ${at.y}px)` }}>
          <span>{text}</span>
        </span>
      ))}
      <span class="tick title" style={{ transform: `translate(${(left.x + right.x) / 2}px, ${left.y}px)` }}>
        <span>{title}</span>
      </span>
    </div>
  );
}

/** Round values of the varied quantity, and the columns where they are. */
function ticksOf(
  axis: Axis,
  unitText: string,
  arrangement: Arrangement,
  width: number,
): { column: number; text: string }[] {
  const [from, to] = ends(axis);
  const last = axisLength(axis) - 1;
  if (last < 1 || from === to) return [{ column: arrangement.columns / 2, text: plain(axisValue(axis, 0)) }];
  const most = Math.max(1, Math.floor(width / TICK_DISTANCE));
  const round = roundTicks(from, to, most);
  return round.map((value) => {
    const cell = Math.round(((value - from) / (to - from)) * last);
    const outermost = value === round[0] || value === round.at(-1);
    return {
      column: placeOf(arrangement, cell).x + arrangement.columns / 2,
      text: outermost ? `${plain(value)} ${unitText}` : plain(value),
    };
  });
}
