import '../overlays/overlay.css';
import { roundTicks } from '../../analysis/ticks.ts';
import { type Axis, axisLength } from '../../population/sweep.ts';
import type { Frame } from '../../view/population-view.ts';
import { heightOf, type Point, placeOf, type Sheet } from '../../view/sheet.ts';
import { quantityOf } from '../experiment/quantities.ts';
import { plain, unit } from '../numbers/format.ts';
import type { Page } from '../page.ts';
import { tellingPositions } from '../stage/axis-positions.ts';
import { freePart } from '../stage/frames.ts';
import type { StagedAxis } from '../stage/stage.ts';
import type { StageState } from '../stage/stage-state.ts';

/** Least distance between two numbers on an axis, CSS pixels. */
const TICK_DISTANCE = { across: 64, along: 40 } as const;

/** A quantity and its unit. */
interface Title {
  readonly name: string;
  readonly unit: string;
}

/** A side of the stage: what stands along it, and round values with their places, in cells from its beginning. */
interface Side {
  readonly title: Title;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

export interface StageAxesProps {
  readonly page: Page;
  readonly stage: StageState;
  /** Where the view is. */
  readonly frame: Frame;
}

/** What stands along the sides of the stage, in words and numbers where the cells are. It follows the camera but stays in the window. */
export function StageAxes({ page: { state }, stage, frame }: StageAxesProps) {
  const view = stage.view.value;
  const staged = stage.staged.value;
  const experiment = state.experiment.value;
  // Read so that the axes follow the camera.
  stage.camera.value;
  if (!view || !staged || !experiment) return null;

  const { width: columns, height: rows } = staged.extent;
  const free = freePart(frame);
  const [floor, wall] = [free.y + free.height, free.x];
  const place = (column: number, row: number) => view.project({ x: column - columns / 2, y: row - rows / 2 });
  const below = (column: number): Point => {
    const { x, y } = place(column, 0);
    return { x, y: Math.min(y, floor) };
  };
  const beside = (row: number): Point => {
    const { x, y } = place(0, row);
    return { x: Math.max(x, wall), y };
  };
  const [left, right, top, bottom] = [below(0), below(columns), beside(rows), beside(0)];
  const [across, along] = staged.axes
    ? [
        plotSide(staged.axes.x, columns, right.x - left.x, 'across'),
        plotSide(staged.axes.y, rows, bottom.y - top.y, 'along'),
      ]
    : sheetSides(experiment.sweep, experiment, staged.sheet, [right.x - left.x, bottom.y - top.y]);
  const [from, to] = [Math.max(left.x, wall), Math.min(right.x, free.x + free.width)];
  const [high, low] = [Math.max(top.y, free.y), Math.min(bottom.y, floor)];
  return (
    <div class="axis">
      {staged.axes && across && along && (
        <svg class="overlay" aria-hidden="true">
          <path
            class="grid"
            d={[
              ...across.ticks.map(({ at }) => line(place(at, 0), place(at, rows))),
              ...along.ticks.map(({ at }) => line(place(0, at), place(columns, at))),
            ].join('')}
          />
        </svg>
      )}
      {across?.ticks
        .map(({ at, text }) => ({ at: below(at), text }))
        .filter(({ at }) => at.x > from - TICK_DISTANCE.across / 2 && at.x < to + TICK_DISTANCE.across / 2)
        .map(({ at, text }) => (
          <Label key={text} at={at} text={text} />
        ))}
      {across && (
        <SideTitle
          kind="title"
          at={{ x: (from + to) / 2, y: left.y }}
          title={across.title}
          room={to - from}
        />
      )}
      {along?.ticks
        .map(({ at, text }) => ({ at: beside(at), text }))
        .filter(({ at }) => at.y > high - 8 && at.y < low + 8)
        .map(({ at, text }) => (
          <Label kind="beside" key={text} at={at} text={text} />
        ))}
      {along && (
        <SideTitle
          kind="above"
          at={{ x: top.x, y: high }}
          title={along.title}
          room={free.x + free.width - top.x}
        />
      )}
    </div>
  );
}

const line = (from: Point, to: Point) => `M${from.x} ${from.y}L${to.x} ${to.y}`;

interface LabelProps {
  readonly at: Point;
  readonly text: string;
  readonly kind?: 'beside';
}

function Label({ at, text, kind }: LabelProps) {
  return (
    <span class={kind ? `tick ${kind}` : 'tick'} style={{ transform: `translate(${at.x}px, ${at.y}px)` }}>
      <span>{text}</span>
    </span>
  );
}

interface SideTitleProps {
  readonly at: Point;
  readonly title: Title;
  readonly kind: 'title' | 'above';
  /** CSS pixels */
  readonly room: number;
}

/** Where it does not fit, the name is cut, and the unit is still there. */
function SideTitle({ at, title: { name, unit: unitName }, kind, room }: SideTitleProps) {
  return (
    <span class={`tick ${kind}`} style={{ transform: `translate(${at.x}px, ${at.y}px)` }}>
      <span style={{ maxWidth: `${Math.max(room, TICK_DISTANCE.across)}px` }}>
        <span class="quantity">{name}</span>
        {unitName && <span>{` ${unitName}`}</span>}
      </span>
    </span>
  );
}

/** @param places length of the side in cells, and `length` in CSS pixels */
function plotSide(
  { shown, range: [from, to] }: StagedAxis,
  places: number,
  length: number,
  direction: keyof typeof TICK_DISTANCE,
): Side {
  const most = Math.max(2, Math.floor(length / TICK_DISTANCE[direction]) + 1);
  return {
    title: { name: shown.name, unit: unit(shown.unit) },
    ticks: roundTicks(from, to, most).map((value) => ({
      at: (places * (value - from)) / (to - from || 1),
      text: plain(value),
    })),
  };
}

/** The sides of a sheet: what is varied from left to right, and upwards if there are two quantities. */
function sheetSides(
  { x, y }: { readonly x?: Axis | undefined; readonly y?: Axis | undefined },
  experiment: Parameters<typeof quantityOf>[0],
  sheet: Sheet,
  [width, height]: readonly [number, number],
): [Side | undefined, Side | undefined] {
  const titleOf = ({ vary }: Axis) => {
    const { name, unit: unitName } = quantityOf(experiment, vary);
    return { name, unit: unit(unitName) };
  };
  const columnOf = (cell: number) => placeOf(sheet, cell).x + sheet.columns / 2;
  const across = x && {
    title: titleOf(x),
    ticks: axisTicks(x, width, TICK_DISTANCE.across).map(({ position, text }) => ({
      at: axisLength(x) < 2 ? sheet.columns / 2 : columnOf(position),
      text,
    })),
  };
  const heightAt = heightOf(sheet);
  const along = y &&
    heightAt && {
      title: titleOf(y),
      // Of trials, the first one, which stands lowest.
      ticks: axisTicks(y, height, TICK_DISTANCE.along).map(({ position, text }) => ({
        at: heightAt(position),
        text,
      })),
    };
  return [across, along];
}

/** Numbers along an axis, as many as there is room for. */
function axisTicks(axis: Axis, length: number, distance: number): { position: number; text: string }[] {
  const most = Math.max(2, Math.floor(length / distance) + 1);
  return tellingPositions(axis, most).map(({ value, position }) => ({ position, text: plain(value) }));
}
