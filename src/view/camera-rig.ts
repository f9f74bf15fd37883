import { MapControls } from 'three/addons/controls/MapControls.js';
import { MOUSE, PerspectiveCamera, Plane, Raycaster, TOUCH, Vector2, Vector3 } from 'three/webgpu';
import type { Point } from './sheet.ts';

/** Width and height of a window in CSS pixels, or of a sheet in cells. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What covers the edges of the window, CSS pixels. */
export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

const FIELD_OF_VIEW = 30;
const TRAVEL_TIME = 260;
const groundPlane = new Plane(new Vector3(0, 0, 1), 0);

/** The camera over the sheet: in the hand of the user, and able to find back to the whole sheet. */
export class CameraRig {
  readonly camera = new PerspectiveCamera(FIELD_OF_VIEW, 1, 0.1, 1e6);
  readonly #controls: MapControls;
  readonly #raycaster = new Raycaster();
  #window: Size = { width: 1, height: 1 };
  #insets: Insets = { top: 0, right: 0, bottom: 0, left: 0 };
  #sheet: Size = { width: 1, height: 1 };
  /** True until the user takes the camera. */
  #home = true;
  #travel: { from: Vector3; to: Vector3; fromTarget: Vector3; toTarget: Vector3; start: number } | undefined;

  /** @param onChange the camera has moved */
  constructor(
    private readonly element: HTMLElement,
    private readonly still: boolean,
    onChange: () => void,
  ) {
    this.camera.up.set(0, 0, 1);
    this.#controls = new MapControls(this.camera, element);
    this.#controls.zoomToCursor = true;
    this.#controls.enableDamping = !still;
    this.#controls.dampingFactor = 0.16;
    this.#controls.maxPolarAngle = (70 * Math.PI) / 180;
    this.#controls.addEventListener('change', onChange);
    this.#controls.addEventListener('start', () => {
      this.#home = false;
      this.#travel = undefined;
    });
  }

  /** True while the whole sheet is in view and the user has not taken the camera. */
  get home(): boolean {
    return this.#home;
  }

  /** Whether a drag moves the camera: not while it paints. */
  set held(held: boolean) {
    const { PAN } = MOUSE;
    this.#controls.mouseButtons.LEFT = held ? null : PAN;
    this.#controls.touches.ONE = held ? null : TOUCH.PAN;
  }

  /** Width of a cell in the middle of the window, CSS pixels. */
  get pixelsPerCell(): number {
    return this.#window.height / (2 * this.#controls.getDistance() * halfTangent);
  }

  setSheet(sheet: Size): void {
    this.#sheet = sheet;
    this.#controls.minDistance = 8;
    this.#stayHome(false);
  }

  setWindow(window: Size, insets: Insets): void {
    const resized = window.width !== this.#window.width || window.height !== this.#window.height;
    this.#window = window;
    this.#insets = insets;
    this.camera.aspect = window.width / window.height;
    this.camera.updateProjectionMatrix();
    this.#stayHome(!resized);
  }

  /** Shows the whole sheet in the part of the window that nothing covers. */
  reset(): void {
    this.#home = true;
    this.#stayHome(true);
  }

  /** Moves the camera closer (factor below 1) or away. */
  zoom(factor: number): void {
    const { target } = this.#controls;
    this.#home = false;
    this.camera.position.sub(target).multiplyScalar(factor).add(target);
    this.#controls.update();
  }

  /** Call once for each frame, with its time in ms. */
  update(now: number): void {
    if (this.#travel) {
      const { from, to, fromTarget, toTarget, start } = this.#travel;
      const progress = Math.min(1, (now - start) / TRAVEL_TIME);
      const eased = 1 - (1 - progress) ** 3;
      this.camera.position.lerpVectors(from, to, eased);
      this.#controls.target.lerpVectors(fromTarget, toTarget, eased);
      if (progress === 1) this.#travel = undefined;
    }
    this.#controls.update();
  }

  /** The point of the sheet under a point of the window, CSS pixels. */
  pick(x: number, y: number): Point | undefined {
    const { left, top, width, height } = this.element.getBoundingClientRect();
    const device = new Vector2(((x - left) / width) * 2 - 1, 1 - ((y - top) / height) * 2);
    this.#raycaster.setFromCamera(device, this.camera);
    return this.#raycaster.ray.intersectPlane(groundPlane, new Vector3()) ?? undefined;
  }

  /** Where a point of the sheet is seen in the window, CSS pixels. */
  project(point: Point): Point {
    this.camera.updateMatrixWorld();
    const { x, y } = new Vector3(point.x, point.y, 0).project(this.camera);
    return { x: ((x + 1) / 2) * this.#window.width, y: ((1 - y) / 2) * this.#window.height };
  }

  dispose(): void {
    this.#controls.dispose();
  }

  #stayHome(travel: boolean): void {
    if (!this.#home) return;
    const { top, right, bottom, left } = this.#insets;
    const free = {
      width: Math.max(64, this.#window.width - left - right),
      height: Math.max(64, this.#window.height - top - bottom),
    };
    const perPixel = Math.max(this.#sheet.width / free.width, this.#sheet.height / free.height);
    const distance = (perPixel * this.#window.height) / (2 * halfTangent);
    const target = new Vector3(((right - left) / 2) * perPixel, ((top - bottom) / 2) * perPixel, 0);
    // Not exactly above: there the direction to the north would be lost.
    const position = target.clone().add(new Vector3(0, -distance * 1e-5, distance));
    this.#controls.maxDistance = distance * 6;
    if (travel && !this.still) {
      const fromTarget = this.#controls.target.clone();
      const start = performance.now();
      this.#travel = {
        from: this.camera.position.clone(),
        to: position,
        fromTarget,
        toTarget: target,
        start,
      };
      return;
    }
    this.#travel = undefined;
    this.camera.position.copy(position);
    this.#controls.target.copy(target);
    this.#controls.update();
  }
}

const halfTangent = Math.tan((FIELD_OF_VIEW / 2) * (Math.PI / 180));
