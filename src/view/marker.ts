import { Fn, mix, positionGeometry, uniform, varying, vec3, vec4 } from 'three/tsl';
import { Mesh, MeshBasicNodeMaterial, PlaneGeometry, Vector3 } from 'three/webgpu';
import { rgb } from './colours.ts';
import type { Placing } from './placing.ts';

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
  /** Half the side of the square, in places of a sheet. */
  readonly #reach = uniform(1);
  readonly #cell = uniform(0, 'int');

  /** @param strength opacity, 0..1 */
  constructor(strength: number, placing: Placing) {
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
    material.positionNode = Fn(() => {
      const place = placing.of(this.#cell).toVar();
      return vec3(place.xy.add(positionGeometry.xy.mul(2).mul(this.#reach.mul(place.z))), 0);
    })();
    this.mesh = new Mesh(new PlaneGeometry(1, 1), material);
    this.mesh.frustumCulled = false;
    this.mesh.visible = false;
    this.mesh.renderOrder = 1;
  }

  /** Marks a cell wherever it stands, or none. */
  mark(cell: number | undefined): void {
    this.mesh.visible = cell !== undefined;
    if (cell !== undefined) this.#cell.value = cell;
  }

  setColours(ink: string, ground: string): void {
    this.#ink.value.fromArray(rgb(ink)).divideScalar(255);
    this.#ground.value.fromArray(rgb(ground)).divideScalar(255);
  }

  /**
   * @param cell radius of a cell, in places of a sheet
   * @param pixels width of a place on the screen
   */
  scale(cell: number, pixels: number): void {
    const radius = Math.max(LEAST_RADIUS, pixels * cell + RING + 2 * RIM);
    this.#radius.value = radius;
    this.#reach.value = radius / pixels;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}
