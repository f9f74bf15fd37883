import { useComputed, useSignalEffect } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { type GridPoint, isolines } from '../../analysis/isolines.ts';
import { roundTicks } from '../../analysis/ticks.ts';
import { plain, unit } from '../numbers/format.ts';
import type { Staged } from '../stage/stage.ts';
import { texts } from '../texts/language.ts';
import { localMap, type MapGrid, sheetMap } from './map-grid.ts';
import type { OverlayProps } from './overlay.ts';
import './overlay.css';

/** Lines of equal values at most. */
const MOST_LINES = 6;
/** A line is named where it is at least so long, in points. */
const LONG = 12;
/** Room for a name, CSS pixels. */
const NAME = [56, 16] as const;

/** Lines of equal values of what colours the cells in the plane of two quantities, and the border between those that fire and those that do not. */
export function MapOverlay({ page: { state }, stage }: OverlayProps) {
  const local = useMemo(() => localMap(), []);
  const found = useComputed((): MapGrid | undefined => {
    const staged = stage.staged.value;
    const mapped = staged && state.mapped.value.get(staged.colour.shown.key);
    if (staged?.kind.id !== 'map' || mapped?.length !== staged.sheet.cells) return undefined;
    const rates = state.rates.value;
    const known = { mapped, rates: rates?.length === mapped.length ? rates : undefined };
    return staged.axes
      ? local(staged, staged.axes, known)
      : sheetMap(staged.sheet, state.experiment.value!, known);
  });
  useSignalEffect(() => {
    const view = stage.view.value;
    const isPlot = stage.staged.value?.axes !== undefined;
    view?.setField(isPlot ? found.value : undefined);
    return () => view?.setField(undefined);
  });
  const view = stage.view.value;
  // Read so that the lines follow the camera and the window.
  stage.camera.value;
  state.layout.value;
  const grid = found.value;
  if (!view || !grid) return null;
  const staged = stage.staged.value!;
  const { width, height } = staged.extent;
  const seen = ([column, row]: GridPoint) => {
    const { x, y } = view.project({
      x: width * ((column + 0.5) / grid.columns - 0.5),
      y: height * ((row + 0.5) / grid.rows - 0.5),
    });
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  };
  return <Lines grid={grid} staged={staged} seen={seen} />;
}

/** Whether a name at a place is clear of another one, or of a point where `part` is a half. */
const isClear = (
  [x, y]: readonly [number, number],
  [left, top]: readonly [number, number],
  part: number,
): boolean => Math.abs(left - x) >= part * NAME[0] || Math.abs(top - y) >= part * NAME[1];

interface LinesProps {
  readonly grid: MapGrid;
  readonly staged: Staged;
  /** Where a point of the grid is in the window, as paths of SVG write it. */
  seen(point: GridPoint): string;
}

function Lines({ grid: { columns, values, fires }, staged: { axes, colour }, seen }: LinesProps) {
  const path = (lines: readonly (readonly GridPoint[])[]) =>
    lines.map((points) => `M${points.map(seen).join('L')}`).join('');
  const levels = roundTicks(...colour.range, MOST_LINES + 2).slice(1, -1);
  const words = unit(colour.shown.unit);
  const place = (point: GridPoint) => seen(point).split(' ').map(Number) as [number, number];
  const border = fires ? isolines(fires, columns, 0.5) : [];
  /** Middles of names so far, and the border, on which none may lie. */
  const names: (readonly [number, number])[] = [];
  const edge = border.flat().map(place);
  const fits = (at: readonly [number, number]) =>
    names.every((name) => isClear(at, name, 1)) && edge.every((point) => isClear(at, point, 0.5));
  /** The place for the name of a line that is next to its middle. */
  const placeFor = (line: readonly GridPoint[]) => {
    const middle = Math.floor(line.length / 2);
    const inOrder = line.map((_, i) => line[middle + (i % 2 === 0 ? i : -i - 1) / 2]!);
    const at = inOrder.map(place).find(fits);
    if (at) names.push(at);
    return at;
  };
  return (
    <svg class="overlay" role="img" aria-label={texts.value.stage.mapLines}>
      {levels.map((level) => {
        const lines = isolines(values, columns, level);
        const longest = lines.reduce<readonly GridPoint[]>(
          (best, line) => (line.length > best.length ? line : best),
          [],
        );
        const at = longest.length >= LONG ? placeFor(longest) : undefined;
        return (
          <g key={level}>
            <path class="contour" d={path(lines)} />
            {at && (
              <text x={at[0]} y={at[1]} text-anchor="middle" dy="4">
                {`${plain(level)} ${words}`.trim()}
              </text>
            )}
          </g>
        );
      })}
      {fires && (
        <path class="border" d={path(border)}>
          <title>{axes ? texts.value.stage.borderOfHalf : texts.value.stage.border}</title>
        </path>
      )}
    </svg>
  );
}
