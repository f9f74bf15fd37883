import { type GridPoint, isolines } from '../../analysis/isolines.ts';
import { roundTicks } from '../../analysis/ticks.ts';
import { populationOf, repeatsOf } from '../../population/columns.ts';
import { plain, unit } from '../format.ts';
import { texts } from '../texts/language.ts';
import type { OverlayProps } from './overlay.ts';
import './overlay.css';

/** Lines of equal values at most. */
const MOST_LINES = 6;
/** A line is named where it is at least so long, in points. */
const LONG = 12;
/** Room for a name, CSS pixels. */
const NAME = [56, 16] as const;

/** Lines of equal values of what colours a sheet of two quantities, and the border between cells that fire and those that do not. */
export function MapOverlay({ page: { state }, stage }: OverlayProps) {
  const view = stage.view.value;
  const staged = stage.staged.value;
  const mapped = staged && state.mapped.value.get(staged.colour.shown.key);
  // Read so that the lines follow the camera and the window.
  stage.camera.value;
  state.layout.value;
  if (!view || !mapped || staged?.sheet.run !== 'row') return null;
  const { columns, rows, cells } = staged.sheet;
  const experiment = state.experiment.value!;
  // Trials and bands stand above one another: lines from one to the next would mean nothing.
  const repeats = repeatsOf(populationOf(experiment));
  if (mapped.length !== cells || !experiment.sweep.y || repeats > 1) return null;
  const seen = ([column, row]: GridPoint) => {
    const { x, y } = view.project({ x: column + 0.5 - columns / 2, y: row + 0.5 - rows / 2 });
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  };
  const path = (lines: readonly (readonly GridPoint[])[]) =>
    lines.map((points) => `M${points.map(seen).join('L')}`).join('');
  const rates = state.rates.value;
  const fires = rates?.length === cells ? Float64Array.from(rates, (rate) => (rate > 0 ? 1 : 0)) : undefined;
  const levels = roundTicks(...staged.colour.range, MOST_LINES + 2).slice(1, -1);
  const words = unit(staged.colour.shown.unit);
  const named: (readonly [number, number])[] = [];
  /** Whether a name fits at a place: not where another one is. */
  const fits = (at: readonly string[]) => {
    const [x, y] = at.map(Number) as [number, number];
    if (named.some(([left, top]) => Math.abs(left - x) < NAME[0] && Math.abs(top - y) < NAME[1]))
      return false;
    named.push([x, y]);
    return true;
  };
  return (
    <svg class="overlay" role="img" aria-label={texts.value.stage.mapLines}>
      {levels.map((level) => {
        const lines = isolines(mapped, columns, level);
        const longest = lines.reduce<readonly GridPoint[]>(
          (best, line) => (line.length > best.length ? line : best),
          [],
        );
        const middle = longest[Math.floor(longest.length / 2)];
        const at = middle && seen(middle).split(' ');
        return (
          <g key={level}>
            <path class="contour" d={path(lines)} />
            {at && longest.length >= LONG && fits(at) && (
              <text x={at[0]} y={at[1]} text-anchor="middle" dy="4">
                {`${plain(level)} ${words}`.trim()}
              </text>
            )}
          </g>
        );
      })}
      {fires && (
        <path class="border" d={path(isolines(fires, columns, 0.5))}>
          <title>{texts.value.stage.border}</title>
        </path>
      )}
    </svg>
  );
}
