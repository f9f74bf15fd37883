import {
  NearestFilter,
  type PerspectiveCamera,
  RenderTarget,
  Scene,
  WebGPUCoordinateSystem,
  type WebGPURenderer,
} from 'three/webgpu';
import type { Size } from './camera-rig.ts';
import type { Point } from './sheet.ts';
import type { Swarm } from './swarm.ts';

/** Side of the picture around the pointer, CSS pixels: a cell so near is meant. */
const SIDE = 13;

/** Finds the cell under the pointer where cells stand anywhere: in a small picture of their numbers. */
export class Picker {
  readonly #target = new RenderTarget(SIDE, SIDE, {
    depthBuffer: false,
    minFilter: NearestFilter,
    magFilter: NearestFilter,
  });
  readonly #scene = new Scene();

  constructor(private readonly renderer: WebGPURenderer) {}

  /**
   * The cell nearest to a point of the window, or none.
   * @param camera that the cells are seen with
   */
  async pick(swarm: Swarm, camera: PerspectiveCamera, window: Size, at: Point): Promise<number | undefined> {
    const part = camera.clone();
    const half = (SIDE - 1) / 2;
    part.setViewOffset(
      window.width,
      window.height,
      Math.round(at.x) - half,
      Math.round(at.y) - half,
      SIDE,
      SIDE,
    );
    this.#scene.add(swarm.numbered);
    this.renderer.setRenderTarget(this.#target);
    try {
      this.renderer.render(this.#scene, part);
    } finally {
      this.renderer.setRenderTarget(null);
      this.#scene.remove(swarm.numbered);
    }
    const bytes = (await this.renderer.readRenderTargetPixelsAsync(
      this.#target,
      0,
      0,
      SIDE,
      SIDE,
    )) as Uint8Array;
    return nearest(bytes, half, this.renderer.coordinateSystem === WebGPUCoordinateSystem);
  }

  dispose(): void {
    this.#target.dispose();
  }
}

/** @param downward whether the first row of the picture is the upper one */
function nearest(bytes: Uint8Array, half: number, downward: boolean): number | undefined {
  // Rows may be padded.
  const pitch = bytes.length / SIDE;
  let found: { readonly cell: number; readonly distance: number } | undefined;
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const at = row * pitch + 4 * column;
      const number = bytes[at]! + 256 * bytes[at + 1]! + 65_536 * bytes[at + 2]!;
      const distance = Math.hypot(column - half, (downward ? row : SIDE - 1 - row) - half);
      if (number > 0 && (!found || distance < found.distance)) found = { cell: number - 1, distance };
    }
  }
  return found?.cell;
}
