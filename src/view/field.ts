import { Fn, ivec2, positionGeometry, select, textureLoad, uniform, varying, vec2, vec4 } from 'three/tsl';
import {
  DataTexture,
  FloatType,
  Mesh,
  MeshBasicNodeMaterial,
  PlaneGeometry,
  RedFormat,
  Vector2,
} from 'three/webgpu';
import { NO_VALUE } from '../engine/present.ts';
import { isValue, type Paint } from './paint.ts';

/** What a quantity is around each place of a plot, in rows from below; NaN where it is nothing. */
export interface Field {
  readonly columns: number;
  readonly rows: number;
  readonly values: ArrayLike<number>;
}

/** Places along a side at most. */
const MOST = 128;

/** A field behind the cells of a plot, in their colours. */
export class Fields {
  readonly mesh: Mesh<PlaneGeometry, MeshBasicNodeMaterial>;
  readonly #values = new Float32Array(MOST * MOST);
  readonly #texture = new DataTexture(this.#values, MOST, MOST, RedFormat, FloatType);
  readonly #size = uniform(new Vector2(1, 1));

  constructor(paint: Paint) {
    const material = new MeshBasicNodeMaterial({ depthTest: false, depthWrite: false, transparent: true });
    material.colorNode = Fn(() => {
      const at = varying(positionGeometry.xy.add(0.5).mul(this.#size));
      const place = at.floor().clamp(vec2(0), this.#size.sub(1)).toVar();
      const value = textureLoad(this.#texture, ivec2(place)).r.toVar();
      return vec4(paint.of(value, paint.fraction(value)), select(isValue(value), 1, 0));
    })();
    this.mesh = new Mesh(new PlaneGeometry(1, 1), material);
    // Behind all cells.
    this.mesh.renderOrder = -1;
    this.#texture.needsUpdate = true;
  }

  /** @throws RangeError if it has more places along a side than there can be */
  show({ columns, rows, values }: Field): void {
    if (columns > MOST || rows > MOST)
      throw new RangeError(`a field has at most ${MOST} places along a side, not ${columns} x ${rows}`);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const value = values[row * columns + column]!;
        this.#values[row * MOST + column] = Number.isNaN(value) ? NO_VALUE : value;
      }
    }
    this.#size.value.set(columns, rows);
    this.#texture.needsUpdate = true;
  }

  /** @param extent of the plot, in places of a sheet */
  arrange({ width, height }: { readonly width: number; readonly height: number }): void {
    this.mesh.scale.set(width, height, 1);
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.#texture.dispose();
  }
}
