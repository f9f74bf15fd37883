import {
  cameraProjectionMatrix,
  dot,
  int,
  ivec2,
  mix,
  modelViewMatrix,
  smoothstep,
  textureLoad,
  uint,
  uniform,
  varying,
  vec2,
  vec3,
  vec4,
  vertexIndex,
} from 'three/tsl';
import { BufferGeometry, DataTexture, Mesh, MeshBasicNodeMaterial, Vector3 } from 'three/webgpu';
import { ROW as TEXELS_PER_ROW } from '../engine/webgpu/partitions.ts';
import { type Arrangement, placeOf } from './arrangement.ts';
import { rgb, type VoltageRange, voltageTable } from './colours.ts';
import type { Voltages } from './voltages.ts';

/** How the ground shows and takes part. */
export interface Ground {
  /** `#rrggbb` */
  readonly colour: string;
  /** How much light a depolarised cell gives to the gaps around it, 0..1. */
  readonly glow: number;
}

/** Radius of a cell, whose place reaches from -1 to 1, where it is large and where it is a few pixels wide. */
const RADIUS = 0.84;
const SMALL_RADIUS = 0.96;
/** Where the light of a cell ends. */
const REACH = 1.3;
/** Direction to the light, of length 1: from above, a little from the upper left. */
const LIGHT = [-0.42, 0.51, 0.75] as const;
const TABLE_SIZE = 256;
/** Parts of the range of colours from which on, and at which fully, a cell gives light. */
const LIT = [0.25, 0.78] as const;

/**
 * The square of a cell is two triangles. Its vertices are told apart by their number alone: instances as small as this
 * would be drawn one by one by software and leave most lanes of a GPU empty.
 */
const VERTICES = 6;
const cellIndex = vertexIndex.div(VERTICES);
const corner = vertexIndex.sub(cellIndex.mul(VERTICES));
/** From -1 to 1; the bits say on which side each of the six is. */
const onSquare = vec2(sideOf(0b110010), sideOf(0b101100));

function sideOf(bits: number) {
  return uint(bits).shiftRight(corner).bitAnd(uint(1)).toFloat().mul(2).sub(1);
}

/** All cells of the sheet in one draw: the GPU finds place and colour of each from its number. */
export class Cells {
  readonly mesh: Mesh<BufferGeometry, MeshBasicNodeMaterial>;
  readonly #table = new DataTexture(voltageTable(TABLE_SIZE), TABLE_SIZE, 1);
  readonly #runLength = uniform(1, 'uint');
  /** The step from one cell to the next in a run, from one run to the next, and the first place. */
  readonly #along = uniform(new Vector3());
  readonly #across = uniform(new Vector3());
  readonly #first = uniform(new Vector3());
  readonly #ground = uniform(new Vector3());
  readonly #glow = uniform(0);

  /** @param range of the potentials that colours span */
  constructor(cells: number, voltages: Voltages, range: VoltageRange) {
    this.#table.needsUpdate = true;
    const material = new MeshBasicNodeMaterial({ depthTest: false, depthWrite: false });
    material.vertexNode = cameraProjectionMatrix.mul(modelViewMatrix).mul(vec4(this.#position(), 1));
    material.colorNode = this.#colour(voltages, range);
    const geometry = new BufferGeometry();
    geometry.setDrawRange(0, VERTICES * cells);
    this.mesh = new Mesh(geometry, material);
    this.mesh.frustumCulled = false;
  }

  arrange(arrangement: Arrangement): void {
    const { columns, rows, run } = arrangement;
    const first = placeOf(arrangement, 0);
    this.#runLength.value = run === 'column' ? rows : columns;
    this.#along.value.set(run === 'row' ? 1 : 0, run === 'column' ? 1 : 0, 0);
    this.#across.value.set(run === 'column' ? 1 : 0, run === 'row' ? 1 : 0, 0);
    this.#first.value.set(first.x, first.y, 0);
  }

  setGround({ colour, glow }: Ground): void {
    this.#ground.value.fromArray(rgb(colour)).divideScalar(255);
    this.#glow.value = glow;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.#table.dispose();
  }

  #position() {
    const run = cellIndex.div(this.#runLength);
    const inRun = cellIndex.sub(run.mul(this.#runLength));
    return vec3(onSquare.mul(0.5), 0)
      .add(this.#first)
      .add(this.#along.mul(inRun.toFloat()))
      .add(this.#across.mul(run.toFloat()));
  }

  #colour(voltages: Voltages, [low, high]: VoltageRange) {
    const texel = ivec2(int(cellIndex.mod(TEXELS_PER_ROW)), int(cellIndex.div(TEXELS_PER_ROW)));
    const V = textureLoad(voltages.texture, texel).r;
    const fraction = V.sub(low)
      .div(high - low)
      .clamp(0, 1);
    const entry = ivec2(int(fraction.mul(TABLE_SIZE - 1).add(0.5)), int(0));
    const colour = varying(textureLoad(this.#table, entry).rgb);
    const light = varying(smoothstep(...LIT, fraction).mul(this.#glow));

    const point = varying(onSquare);
    const distance = point.length();
    const pixel = point.x.fwidth().max(point.y.fwidth());
    const radius = mix(RADIUS, SMALL_RADIUS, smoothstep(0.1, 0.4, pixel));
    const inside = radius.sub(distance).div(pixel).add(0.5).clamp(0, 1);
    const height = distance.div(radius).pow2().oneMinus().max(0).sqrt();
    const lit = dot(vec3(point.div(radius), height), vec3(...LIGHT)).max(0);
    const shaded = colour.mul(lit.mul(0.42).add(0.66));
    const halo = distance
      .sub(REACH)
      .div(RADIUS - REACH)
      .clamp(0, 1)
      .mul(light);
    const near = mix(mix(this.#ground, colour, halo), shaded, inside);
    // Where a cell is only a few pixels wide its outline would flicker: cells become one field.
    const far = mix(this.#ground, colour, 0.86);
    return mix(near, far, smoothstep(0.5, 1, pixel));
  }
}
