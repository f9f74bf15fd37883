import { floatBitsToInt, If, int, ivec2, textureLoad, uniform, vec3 } from 'three/tsl';
import { DataTexture, type Node, type Texture, Vector2, Vector3 } from 'three/webgpu';
import { NO_VALUE } from '../engine/present.ts';
import { ROW as TEXELS_PER_ROW } from '../engine/webgpu/partitions.ts';
import type { Colouring } from './colouring.ts';
import { rgb, tableOf, voltageMap } from './colours.ts';

const TABLE_SIZE = 256;
/** Bits of a float32 from which on, without the sign, it is no number. */
const INFINITE = 0x7f800000;

/** The value of a cell in a texture of rows. */
export const valueIn = (texture: Texture, cell: Node<'int'>): Node<'float'> =>
  textureLoad(texture, ivec2(cell.bitAnd(TEXELS_PER_ROW - 1), cell.shiftRight(Math.log2(TEXELS_PER_ROW)))).r;

/** Whether there is a value: neither NO_VALUE nor NaN. */
export const isValue = (value: Node<'float'>): Node<'bool'> =>
  isNumber(value).and(value.greaterThan(NO_VALUE / 2));

/** By the bits, since shaders may take for granted that there is no NaN. */
const isNumber = (value: Node<'float'>): Node<'bool'> =>
  (floatBitsToInt(value) as unknown as Node<'int'>).bitAnd(0x7fffffff).lessThan(INFINITE);

/** What colours cells, as uniforms: it changes without another shader. */
export class Paint {
  readonly #table = new DataTexture(tableOf(voltageMap, TABLE_SIZE), TABLE_SIZE, 1);
  readonly #range = uniform(new Vector2(0, 1));
  /** Of cells that have no value, and of those whose value is no number. */
  readonly #nothing = uniform(new Vector3());
  readonly #alarm = uniform(new Vector3());

  constructor() {
    this.#table.needsUpdate = true;
  }

  colour({ range, map }: Colouring): void {
    this.#range.value.set(...range);
    (this.#table.image.data as Uint8Array).set(tableOf(map, TABLE_SIZE));
    this.#table.needsUpdate = true;
  }

  setTheme(nothing: string, alarm: string): void {
    this.#nothing.value.fromArray(rgb(nothing)).divideScalar(255);
    this.#alarm.value.fromArray(rgb(alarm)).divideScalar(255);
  }

  dispose(): void {
    this.#table.dispose();
  }

  /** Where a value is in the range of colours, 0..1. */
  fraction(value: Node<'float'>): Node<'float'> {
    return value.sub(this.#range.x).div(this.#range.y.sub(this.#range.x)).clamp(0, 1);
  }

  /** Colour of a value. @param fraction of it */
  of(value: Node<'float'>, fraction: Node<'float'>): Node<'vec3'> {
    const colour = vec3(this.at(fraction)).toVar();
    If(isValue(value).not(), () => {
      colour.assign(this.#nothing);
    });
    If(isNumber(value).not(), () => {
      colour.assign(this.#alarm);
    });
    return colour;
  }

  /** Colour of a place in the range. */
  at(fraction: Node<'float'>): Node<'vec3'> {
    return textureLoad(this.#table, ivec2(int(fraction.mul(TABLE_SIZE - 1).add(0.5)), int(0))).rgb;
  }
}
