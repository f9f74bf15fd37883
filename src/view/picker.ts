import {
  Color,
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

/** A cell that is seen near a point, and how far from it, CSS pixels. */
export interface Picked {
  readonly cell: number;
  readonly distance: number;
}

/** Where cells are looked for. */
export interface Pictured {
  readonly swarm: Swarm;
  /** That they are seen with. */
  readonly camera: PerspectiveCamera;
  readonly window: Size;
  /** A point of the window, and how far around it, CSS pixels. */
  readonly at: Point;
  readonly radius: number;
}

/** Finds the cells under the pointer where they stand anywhere: in a small picture of their numbers. */
export class Picker {
  readonly #target = new RenderTarget(1, 1, {
    depthBuffer: false,
    minFilter: NearestFilter,
    magFilter: NearestFilter,
  });
  readonly #scene = new Scene();
  /** Pictures are taken one after the other: there is one target. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly renderer: WebGPURenderer) {
    // Where no cell is the number is 0.
    this.#scene.background = new Color(0);
  }

  /** The cells that are seen around a point of the window, the nearest first. */
  pick(picture: Pictured): Promise<readonly Picked[]> {
    const picking = this.#queue.then(() => this.#pick(picture));
    this.#queue = picking.catch(() => undefined);
    return picking;
  }

  dispose(): void {
    this.#target.dispose();
  }

  async #pick({ swarm, camera, window, at, radius: wanted }: Pictured): Promise<readonly Picked[]> {
    // While it waited for its turn another population may have taken the place of its own.
    if (swarm.isDisposed) return [];
    const radius = Math.round(wanted);
    const side = 2 * radius + 1;
    const part = camera.clone();
    const [left, top] = [Math.round(at.x) - radius, Math.round(at.y) - radius];
    part.setViewOffset(window.width, window.height, left, top, side, side);
    this.#target.setSize(side, side);
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
      side,
      side,
    )) as Uint8Array;
    return seenIn(bytes, radius, this.renderer.coordinateSystem === WebGPUCoordinateSystem);
  }
}

/** @param downward whether the first row of the picture is the upper one */
function seenIn(bytes: Uint8Array, radius: number, downward: boolean): Picked[] {
  const side = 2 * radius + 1;
  // Rows may be padded.
  const pitch = Math.max(4 * side, Math.floor(bytes.length / side));
  const found = new Map<number, number>();
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const at = row * pitch + 4 * column;
      const number = bytes[at]! + 256 * bytes[at + 1]! + 65_536 * bytes[at + 2]!;
      const distance = Math.hypot(column - radius, (downward ? row : side - 1 - row) - radius);
      if (number === 0 || distance > radius) continue;
      found.set(number - 1, Math.min(distance, found.get(number - 1) ?? Number.POSITIVE_INFINITY));
    }
  }
  return [...found].map(([cell, distance]) => ({ cell, distance })).sort((a, b) => a.distance - b.distance);
}
