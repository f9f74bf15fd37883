import './overlay.css';
import type { Page } from '../page.ts';
import type { StagedAxis } from '../stage/stage.ts';
import type { StageState } from '../stage/stage-state.ts';

export interface OverlayProps {
  readonly page: Page;
  /** The view over which it lies. */
  readonly stage: StageState;
}

/** Where a point of the plane of the stage is seen, CSS pixels; nothing while there is no plane. */
export function projection({
  page,
  stage,
}: OverlayProps): ((x: number, y: number) => readonly [number, number]) | undefined {
  const view = stage.view.value;
  const staged = stage.staged.value;
  // Read so that what is drawn follows the camera and the window.
  stage.camera.value;
  page.state.layout.value;
  if (!view || !staged?.axes) return undefined;
  const { axes, extent } = staged;
  return (x, y) => {
    const place = { x: along(axes.x, x, extent.width), y: along(axes.y, y, extent.height) };
    const at = view.project(place);
    return [at.x, at.y];
  };
}

/** Where a value lies on a side that has so many places, from its middle. */
const along = ({ range: [from, to] }: StagedAxis, value: number, places: number): number =>
  places * ((value - from) / (to - from) - 0.5);
