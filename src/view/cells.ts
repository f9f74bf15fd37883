import {
  dot,
  Fn,
  If,
  int,
  mix,
  positionGeometry,
  select,
  smoothstep,
  uniform,
  varying,
  vec2,
  vec3,
} from 'three/tsl';
import { Mesh, MeshBasicNodeMaterial, type Node, PlaneGeometry, Vector2, Vector3 } from 'three/webgpu';
import { rgb } from './colours.ts';
import { type Paint, valueIn } from './paint.ts';
import { quotient } from './quotient.ts';
import type { Rows } from './rows.ts';
import { blocksOf, type Sheet, strides } from './sheet.ts';

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
/** Parts of the range of colours from which on, and at which fully, a cell gives light. */
const LIT = [0.25, 0.78] as const;
/** Width of a pixel, in halves of a cell, from which on cells become a field, and at which they are one: their outlines would flicker. */
const FIELD = [0.5, 1] as const;
/** How much of the field is cells; the rest is ground, as it is between them. */
const COVERED = 0.86;

/**
 * All cells of the sheet as one rectangle: every pixel looks up the cell that it is of. So a sheet costs as much as it has
 * pixels, however many cells there are.
 */
export class Cells {
  readonly mesh: Mesh<PlaneGeometry, MeshBasicNodeMaterial>;
  /** Columns and rows, and how far it is in the order of the cells to the next column and to the next row. */
  readonly #size = uniform(new Vector2(1, 1));
  readonly #strides = uniform(new Vector2(1, 1));
  readonly #cells = uniform(1, 'int');
  readonly #blockCells = uniform(1, 'int');
  /** Rows of a block, and from one block to the next. */
  readonly #blockRows = uniform(new Vector2(1, 1));
  readonly #ground = uniform(new Vector3());
  readonly #glow = uniform(0);

  constructor(rows: Rows, paint: Paint) {
    const material = new MeshBasicNodeMaterial({ depthTest: false, depthWrite: false });
    material.colorNode = this.#colour(rows, paint);
    this.mesh = new Mesh(new PlaneGeometry(1, 1), material);
  }

  arrange(sheet: Sheet): void {
    const { cells, columns, rows } = sheet;
    const { column, row } = strides(sheet);
    this.#size.value.set(columns, rows);
    this.#strides.value.set(column, row);
    this.#cells.value = cells;
    const block = blocksOf(sheet);
    this.#blockCells.value = block.cells;
    this.#blockRows.value.set(block.rows, block.rows + block.gap);
    this.mesh.scale.set(columns, rows, 1);
  }

  setGround({ colour, glow }: Ground): void {
    this.#ground.value.fromArray(rgb(colour)).divideScalar(255);
    this.#glow.value = glow;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }

  /** Colour of a pixel of the sheet. */
  #colour({ textures }: Rows, paint: Paint) {
    const last = this.#size.sub(1);
    const [columnStride, rowStride] = [int(this.#strides.x), int(this.#strides.y)];
    const blockRows = int(this.#blockRows.x);
    /** How far a column is in the order of the cells of a block. */
    const columnAt = (column: Node<'float'>) => int(column).mul(columnStride).toVar();
    /** The first cell of the block of a row, how far the row is in the order of its cells, and whether it is between two blocks. */
    const rowAt = (row: Node<'float'>) => {
      const block = quotient(row, this.#blockRows.y).toVar();
      const up = int(row.sub(block.mul(this.#blockRows.y))).toVar();
      return {
        first: int(block).mul(this.#blockCells).toVar(),
        along: up.mul(rowStride).toVar(),
        isGap: up.greaterThanEqual(blockRows).toVar(),
      };
    };
    /** The cell in a column and a row; beyond the last one where a place is empty. */
    const cellIn = (column: Node<'int'>, { first, along, isGap }: ReturnType<typeof rowAt>) => {
      const inBlock = column.add(along).toVar();
      const isEmpty = isGap.or(inBlock.greaterThanEqual(this.#blockCells));
      return select(isEmpty, this.#cells, first.add(inBlock)).toVar();
    };
    const value = (cell: Node<'int'>) => valueIn(textures.colour, cell);

    return Fn(() => {
      /** The point of the sheet, in cells from its lower left corner, and how much of it the pixel covers. */
      const at = varying(positionGeometry.xy.add(0.5).mul(this.#size)).toVar();
      const footprint = at.fwidth().toVar();
      const pixel = footprint.x.max(footprint.y).mul(2).toVar();
      const place = at.floor().clamp(vec2(0), last).toVar();
      const [column, row] = [columnAt(place.x), rowAt(place.y)];
      const cell = cellIn(column, row);
      const result = vec3(this.#ground).toVar();

      If(cell.lessThan(this.#cells), () => {
        const own = value(cell).toVar();
        const fraction = paint.fraction(own).toVar();
        If(pixel.lessThan(FIELD[1]), () => {
          const point = at.sub(place).mul(2).sub(1);
          result.assign(this.#near(point, pixel, fraction, paint.of(own, fraction)));
        });
        If(pixel.greaterThan(FIELD[0]), () => {
          // What the pixel covers besides of a neighbouring column and row, and how much; where it is larger than a cell, two samples each way.
          const half = footprint.mul(0.5);
          const upper = at.add(half).floor().clamp(vec2(0), last).toVar();
          const isAbove = vec2(upper.notEqual(place)).toVar();
          const other = mix(at.sub(half).floor().clamp(vec2(0), last), upper, isAbove).toVar();
          const beyond = at.add(half).sub(place.max(other)).div(footprint).clamp(0, 1).toVar();
          const covered = mix(beyond.oneMinus(), beyond, isAbove);
          const part = mix(covered, vec2(0.5), vec2(footprint.greaterThan(1))).toVar();
          const fractionIn = (column: Node<'int'>, row: ReturnType<typeof rowAt>) => {
            const found = cellIn(column, row);
            // Beside an empty place the cell fills what is left of the pixel.
            return paint.fraction(value(select(found.lessThan(this.#cells), found, cell)));
          };
          const [otherColumn, otherRow] = [columnAt(other.x), rowAt(other.y)];
          const mixed = mix(
            mix(fraction, fractionIn(otherColumn, row), part.x),
            mix(fractionIn(column, otherRow), fractionIn(otherColumn, otherRow), part.x),
            part.y,
          );
          const field = mix(this.#ground, paint.at(mixed), COVERED);
          result.assign(mix(result, field, smoothstep(...FIELD, pixel)));
        });
      });
      return result;
    })();
  }

  /** A round cell in the light, and the light that it gives. @param point of its place, which reaches from -1 to 1 */
  #near(point: Node<'vec2'>, pixel: Node<'float'>, fraction: Node<'float'>, colour: Node<'vec3'>) {
    const distance = point.length();
    const radius = mix(RADIUS, SMALL_RADIUS, smoothstep(0.1, 0.4, pixel));
    const inside = radius.sub(distance).div(pixel).add(0.5).clamp(0, 1);
    const height = distance.div(radius).pow2().oneMinus().max(0).sqrt();
    const lit = dot(vec3(point.div(radius), height), vec3(...LIGHT)).max(0);
    const shaded = colour.mul(lit.mul(0.42).add(0.66));
    const halo = distance
      .sub(REACH)
      .div(RADIUS - REACH)
      .clamp(0, 1)
      .mul(smoothstep(...LIT, fraction).mul(this.#glow));
    return mix(mix(this.#ground, colour, halo), shaded, inside);
  }
}
