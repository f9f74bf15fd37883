import {
  cameraProjectionMatrix,
  cameraViewMatrix,
  dot,
  Fn,
  float,
  int,
  select,
  uniform,
  varying,
  vec2,
  vec3,
  vec4,
  vertexIndex,
} from 'three/tsl';
import { BufferGeometry, Mesh, MeshBasicNodeMaterial, type Node } from 'three/webgpu';
import { type Paint, valueIn } from './paint.ts';
import type { Placing } from './placing.ts';
import { quotient } from './quotient.ts';
import type { Rows } from './rows.ts';

/** Part of its radius to which a cell is picked: where cells lie over one another the nearest is meant, not the uppermost. */
const CORE = 0.3;
/** Direction to the light, of length 1, as on the sheet. */
const LIGHT = [-0.42, 0.51, 0.75] as const;

/**
 * All cells as discs, each where its quantities put it: a triangle around each disc, made of the number of the vertex. They are one
 * piece, not instances, which a software GPU would draw one after the other.
 */
export class Swarm {
  readonly mesh: Mesh<BufferGeometry, MeshBasicNodeMaterial>;
  /** The same cells, each in the colour that stands for its number: what is under the pointer is read from a picture of it. */
  readonly numbered: Mesh<BufferGeometry, MeshBasicNodeMaterial>;
  readonly #radius = uniform(1);
  /** Of cells in a plot, and of those on their way from one arrangement to another. */
  #isDisposed = false;
  readonly #standing: MeshBasicNodeMaterial;
  readonly #travelling: MeshBasicNodeMaterial;

  constructor(rows: Rows, placing: Placing, paint: Paint, cells: number) {
    const geometry = new BufferGeometry();
    geometry.setDrawRange(0, 3 * cells);
    const vertex = int(vertexIndex);
    const cell = int(quotient(vertex, 3));
    /** Where a vertex is from the middle of its disc, whose radius is 1. */
    const corner = Fn(() => {
      const number = vertex.sub(cell.mul(3)).toVar();
      const side = select(number.equal(0), float(-1), select(number.equal(1), float(1), float(0)));
      return vec2(side.mul(Math.sqrt(3)), select(number.equal(2), float(2), float(-1)));
    })();
    /** Of a cell that has no place all corners are in one point. */
    const seen = (place: Node<'vec3'>, part: number) =>
      Fn(() => {
        const found = place.toVar();
        const at = vec4(found.xy.add(corner.mul(this.#radius.mul(part).mul(found.z))), 0, 1);
        // Vectors by matrices: a product of matrices would be made for every corner.
        return cameraProjectionMatrix.mul(cameraViewMatrix.mul(at));
      })();

    const coloured = (place: Node<'vec3'>) => {
      const material = new MeshBasicNodeMaterial({ depthTest: false, depthWrite: false, transparent: true });
      material.vertexNode = seen(place, 1);
      material.colorNode = this.#colour(rows, paint, cell, corner);
      return material;
    };
    this.#standing = coloured(placing.inPlot(cell));
    this.#travelling = coloured(placing.of(cell));
    this.mesh = meshOf(geometry, this.#standing);

    const numbers = new MeshBasicNodeMaterial({ depthTest: false, depthWrite: false });
    numbers.vertexNode = seen(placing.inPlot(cell), CORE);
    const byte = (shift: number) => cell.add(1).shiftRight(shift).bitAnd(255).toFloat().div(255);
    numbers.colorNode = varying(vec4(byte(0), byte(8), byte(16), 1));
    this.numbered = meshOf(geometry, numbers);
  }

  /** Whether cells are on their way; if not, they stand in a plot. */
  set travels(travels: boolean) {
    this.mesh.material = travels ? this.#travelling : this.#standing;
  }

  /** @param radius of a cell, in places of a sheet */
  scale(radius: number): void {
    this.#radius.value = radius;
  }

  /** Whether the rows that it reads may be gone. */
  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.mesh.geometry.dispose();
    this.#standing.dispose();
    this.#travelling.dispose();
    this.numbered.material.dispose();
  }

  #colour(rows: Rows, paint: Paint, cell: Node<'int'>, corner: Node<'vec2'>) {
    const value = valueIn(rows.textures.colour, cell);
    const colour = varying(Fn(() => paint.of(value, paint.fraction(value)))());
    return Fn(() => {
      const point = varying(corner).toVar();
      const square = point.dot(point).toVar();
      const distance = square.sqrt().toVar();
      const height = square.oneMinus().max(0).sqrt();
      const lit = dot(vec3(point, height), vec3(...LIGHT)).max(0);
      const inside = distance.oneMinus().div(distance.fwidth()).add(0.5).clamp(0, 1);
      return vec4(colour.mul(lit.mul(0.42).add(0.66)), inside);
    })();
  }
}

function meshOf(geometry: BufferGeometry, material: MeshBasicNodeMaterial) {
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  return mesh;
}
