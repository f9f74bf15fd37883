import { mix, positionGeometry, uniform, varying, vec4 } from 'three/tsl';
import { Mesh, MeshBasicNodeMaterial, PlaneGeometry, Vector3 } from 'three/webgpu';
import type { Point } from './arrangement.ts';
import { rgb } from './colours.ts';

/** Width of the ring and of the rim of ground colour on both sides, device-independent pixels. */
const RING = 2;
const RIM = 1.5;
/** Smallest outer radius, pixels. */
const LEAST_RADIUS = 9;

/** A ring around a cell. It stays visible when cells are smaller than pixels. */
export class Marker {
  readonly mesh: Mesh<PlaneGeometry, MeshBasicNodeMaterial>;
  readonly #ink = uniform(new Vector3());
  readonly #ground = uniform(new Vector3());
  /** Half the side of the square, pixels. */
  readonly #radius = uniform(LEAST_RADIUS);
  #place: Point | undefined;

  /** @param strength opacity, 0..1 */
  constructor(strength: number) {
    const material = new MeshBasicNodeMaterial({ depthTest: false, depthWrite: false, transparent: true });
    const distance = varying(positionGeometry.xy.mul(2)).length().mul(this.#radius);
    const fromRing = distance.sub(this.#radius.sub(RIM + RING / 2)).abs();
    const ring = fromRing
      .sub(RING / 2)
      .oneMinus()
      .sub(0.5)
      .clamp(0, 1);
    const rim = fromRing
      .sub(RING / 2 + RIM)
      .oneMinus()
      .sub(0.5)
      .clamp(0, 1);
    material.colorNode = vec4(mix(this.#ground, this.#ink, ring), rim.mul(strength));
    this.mesh = new Mesh(new PlaneGeometry(1, 1), material);
    this.mesh.frustumCulled = false;
    this.mesh.visible = false;
    this.mesh.renderOrder = 1;
  }

  /** Marks the cell that stands there, or none. */
  place(point: Point | undefined): void {
    this.#place = point;
    this.mesh.visible = point !== undefined;
  }

  setColours(ink: string, ground: string): void {
    this.#ink.value.fromArray(rgb(ink)).divideScalar(255);
    this.#ground.value.fromArray(rgb(ground)).divideScalar(255);
  }

  /** @param pixels width of a cell on the screen */
  scale(pixels: number): void {
    if (!this.#place) return;
    const radius = Math.max(LEAST_RADIUS, pixels * 0.5 + RING + 2 * RIM);
    this.#radius.value = radius;
    this.mesh.position.set(this.#place.x, this.#place.y, 0);
    this.mesh.scale.setScalar((2 * radius) / pixels);
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}
