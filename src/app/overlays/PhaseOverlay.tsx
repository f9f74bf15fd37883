import { useSignal, useSignalEffect } from '@preact/signals';
import { type GridPoint, isolines } from '../../analysis/isolines.ts';
import { Flow } from '../../dynamics/flow.ts';
import { type PhasePlane, phasePlane } from '../../dynamics/phase-plane.ts';
import type { System } from '../../system/system.ts';
import { systemOfCell } from '../cells/system-of-cell.ts';
import { fixed } from '../numbers/format.ts';
import { inWords, texts } from '../texts/language.ts';
import { type OverlayProps, projection } from './overlay.ts';

/** Points of the plane along each side, and of these every how many have an arrow. */
const COLUMNS = 81;
const ROWS = 61;
const ARROWS = 6;
/** Length of an arrow, CSS pixels. */
const ARROW = 11;
/** A nullcline is named at least so far below the upper end of the plot that its name is in it, CSS pixels. */
const NAME = 24;
/** Width of a plot in which names have room beside one another, CSS pixels. */
const ROOMY = 280;

interface Drawn {
  readonly plane: PhasePlane;
  readonly nullclines: readonly {
    readonly name: string;
    readonly lines: readonly (readonly GridPoint[])[];
  }[];
  readonly other: number;
  readonly potential: number;
}

/** Nullclines, equilibria and the field of slopes of the selected cell, whose other states stay where they are at each potential. */
export function PhaseOverlay({ page, stage }: OverlayProps) {
  const { state } = page;
  const drawn = useSignal<Drawn | undefined>(undefined);
  const shortcoming = useSignal<string | undefined>(undefined);

  useSignalEffect(() => {
    const experiment = state.experiment.value;
    const axes = stage.staged.value?.axes;
    const cell = state.selected.value;
    const painted = state.painted.value;
    if (!experiment || !axes) return;
    let given = true;
    const { x, y } = axes;
    planeOf(systemOfCell(experiment, painted, cell), y.shown.key, [x.range, y.range], () => given).then(
      (plane) => {
        if (!given) return;
        drawn.value = plane;
        shortcoming.value = undefined;
      },
      (error: unknown) => {
        if (!given) return;
        drawn.value = undefined;
        shortcoming.value = error instanceof Error ? error.message : String(error);
      },
    );
    return () => {
      given = false;
    };
  });

  const project = projection({ page, stage });
  if (shortcoming.value && project)
    return <p class="overlay-word">{texts.value.stage.noNullclines(inWords(shortcoming.value))}</p>;
  if (!drawn.value || !project) return null;
  const { plane, nullclines, potential, other } = drawn.value;
  const { V, y, slopeV, slopeY, equilibria } = plane;
  const at = (column: number, row: number) =>
    project(
      V[0]! + (V.at(-1)! - V[0]!) * (column / (V.length - 1)),
      y[0]! + (y.at(-1)! - y[0]!) * (row / (y.length - 1)),
    );
  const path = (lines: readonly (readonly GridPoint[])[]) =>
    lines.map((points) => `M${points.map(([column, row]) => text(at(column, row))).join('L')}`).join('');
  return (
    <svg class="overlay" role="img" aria-label={texts.value.stage.phaseLines}>
      <path class="field" d={arrows(slopeV, slopeY, V, y, project)} />
      {nullclines.map(({ name, lines }, i) => (
        <path key={name} class={i === 0 ? 'nullcline' : 'nullcline other'} d={path(lines)}>
          <title>{`d${name}/dt = 0`}</title>
        </path>
      ))}
      {nullclines.map(({ name, lines }, i) => {
        const [wall, ceiling] = at(0, ROWS - 1);
        if (at(COLUMNS - 1, 0)[0] - wall < ROOMY) return null;
        const points = lines.flat().filter((point) => at(...point)[1] > ceiling + NAME);
        const place = labelPlace(points, i);
        if (!place) return null;
        const [left, top] = at(...place);
        // On the side from which it falls away, where it does not go through its name.
        const isLeft = i > 0 && rises(points, place);
        return (
          <text key={name} x={left + (isLeft ? -6 : 6)} y={top - 6} text-anchor={isLeft ? 'end' : 'start'}>
            {`d${name}/dt = 0`}
          </text>
        );
      })}
      {equilibria.map(({ state: standing, stable }) => {
        const [cx, cy] = project(standing[potential]!, standing[other]!);
        return (
          <circle key={cx} class={stable ? 'equilibrium stable' : 'equilibrium'} cx={cx} cy={cy} r={5}>
            <title>{texts.value.stage.equilibrium(stable, fixed(standing[potential]!, 2))}</title>
          </circle>
        );
      })}
    </svg>
  );
}

/** @throws Error where slopes depend on time or the other axis is no state */
async function planeOf(
  system: System,
  state: string,
  [V, y]: readonly [readonly [number, number], readonly [number, number]],
  isWanted: () => boolean,
): Promise<Drawn> {
  // While a slider is moved only the last plane is worth the work.
  await pause(60);
  if (!isWanted()) throw new Error('no longer wanted');
  const { path, value } = system.numbers[0]!;
  const flow = new Flow(system, path);
  const plane = await phasePlane(flow, value, { state, V, y, columns: COLUMNS, rows: ROWS }, async () => {
    await pause(0);
    if (!isWanted()) throw new Error('no longer wanted');
  });
  return {
    plane,
    nullclines: [
      { name: system.potential, lines: isolines(plane.slopeV, COLUMNS, 0) },
      { name: state, lines: isolines(plane.slopeY, COLUMNS, 0) },
    ],
    potential: flow.potential,
    other: flow.states.indexOf(state),
  };
}

/** Arrows of one length in the direction in which a cell goes, as it is seen. */
function arrows(
  slopeV: Float64Array,
  slopeY: Float64Array,
  V: readonly number[],
  y: readonly number[],
  project: (x: number, y: number) => readonly [number, number],
): string {
  const lines: string[] = [];
  for (let row = ARROWS / 2; row < y.length; row += ARROWS) {
    for (let column = ARROWS / 2; column < V.length; column += ARROWS) {
      const i = row * V.length + column;
      const from = project(V[column]!, y[row]!);
      const to = project(V[column]! + 1e-3 * slopeV[i]!, y[row]! + 1e-3 * slopeY[i]!);
      const [right, down] = [to[0] - from[0], to[1] - from[1]];
      const length = Math.hypot(right, down);
      if (!(length > 0)) continue;
      const [a, b] = [(ARROW * right) / length, (ARROW * down) / length];
      const tip = [from[0] + a, from[1] + b] as const;
      lines.push(
        `M${text(from)}L${text(tip)}`,
        `M${text([tip[0] - 0.35 * a + 0.25 * b, tip[1] - 0.35 * b - 0.25 * a])}L${text(tip)}`,
        `L${text([tip[0] - 0.35 * a - 0.25 * b, tip[1] - 0.35 * b + 0.25 * a])}`,
      );
    }
  }
  return lines.join('');
}

/** Where a nullcline is named: the first at its upper end, the other at its right one; nowhere if it is not in the plane. */
function labelPlace(points: readonly GridPoint[], which: number): GridPoint | undefined {
  const inside = points.filter(([column]) => column < COLUMNS * 0.85);
  const side = which === 0 ? 1 : 0;
  return inside.reduce<GridPoint | undefined>(
    (best, point) => (best && best[side] >= point[side] ? best : point),
    undefined,
  );
}

/** Whether a nullcline comes from below on the left of a place. */
function rises(points: readonly GridPoint[], [column, row]: GridPoint): boolean {
  const before = points.filter(([other]) => other < column - 2 && other > column - 12);
  return before.every(([, other]) => other < row);
}

const text = ([x, y]: readonly [number, number]): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
const pause = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time));
