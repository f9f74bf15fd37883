import { dot, Fn, instanceIndex, int, positionGeometry, uniform, varying, vec3, vec4 } from 'three/tsl';
import {
  Float32BufferAttribute,
  InstancedBufferGeometry,
  Mesh,
  MeshBasicNodeMaterial,
  type Node,
} from 'three/webgpu';
import { type Paint, valueIn } from './paint.ts';
import type { Placing } from './placing.ts';
import type { Rows } from './rows.ts';

/** The triangle around a disc of radius 1: one has less to be set up than the two of a square. */
const triangle = [-Math.sqrt(3), -1, 0, Math.sqrt(3), -1, 0, 0, 2, 0];
/** Direction to the light, of length 1, as on the sheet. */
const LIGHT = [-0.42, 0.51, 0.75] as const;

/** All cells as discs, each where its quantities put it. */
export class Swarm {
  readonly mesh: Mesh<InstancedBufferGeometry, MeshBasicNodeMaterial>;
  /** The same cells, each in the colour that stands for its number: what is under the pointer is read from a picture of it. */
  readonly numbered: Mesh<InstancedBufferGeometry, MeshBasicNodeMaterial>;
  readonly #radius = uniform(1);

  constructor(rows: Rows, placing: Placing, paint: Paint, cells: number) {
    const geometry = new InstancedBufferGeometry();
    geometry.setAttribute('position', new Float32BufferAttribute(triangle, 3));
    geometry.instanceCount = cells;
    const cell = int(instanceIndex);
    /** Corners of the triangle of a cell; of one that has no place all in one point. */
    const corners = Fn(() => {
      const place = placing.of(cell).toVar();
      return vec3(place.xy.add(positionGeometry.xy.mul(this.#radius.mul(place.z))), 0);
    })();
    const material = new MeshBasicNodeMaterial({ depthTest: false, depthWrite: false, transparent: true });
    material.positionNode = corners;
    material.colorNode = this.#colour(rows, paint, cell);
    this.mesh = meshOf(geometry, material);

    const numbers = new MeshBasicNodeMaterial({ depthTest: false, depthWrite: false });
    numbers.positionNode = corners;
    const byte = (shift: number) => cell.add(1).shiftRight(shift).bitAnd(255).toFloat().div(255);
    numbers.colorNode = varying(vec4(byte(0), byte(8), byte(16), 1));
    this.numbered = meshOf(geometry, numbers);
  }

  /** @param radius of a cell, in places of a sheet */
  scale(radius: number): void {
    this.#radius.value = radius;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.numbered.material.dispose();
  }

  #colour(rows: Rows, paint: Paint, cell: Node<'int'>) {
    const value = valueIn(rows.textures.colour, cell);
    const colour = varying(Fn(() => paint.of(value, paint.fraction(value)))());
    return Fn(() => {
      const point = varying(positionGeometry.xy).toVar();
      const distance = point.length().toVar();
      const height = distance.pow2().oneMinus().max(0).sqrt();
      const lit = dot(vec3(point, height), vec3(...LIGHT)).max(0);
      const inside = distance.oneMinus().div(distance.fwidth()).add(0.5).clamp(0, 1);
      return vec4(colour.mul(lit.mul(0.42).add(0.66)), inside);
    })();
  }
}

function meshOf(geometry: InstancedBufferGeometry, material: MeshBasicNodeMaterial) {
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  return mesh;
}
