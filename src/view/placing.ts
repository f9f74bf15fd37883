import { Fn, If, int, mix, select, uniform, vec2, vec3 } from 'three/tsl';
import { type Node, type Texture, type UniformNode, Vector2 } from 'three/webgpu';
import { type Arrangement, extentOf } from './arrangement.ts';
import { isValue, valueIn } from './paint.ts';
import { quotient } from './quotient.ts';
import type { Rows } from './rows.ts';
import { blocksOf, strides } from './sheet.ts';

/** One of the two arrangements between which cells move, as uniforms. */
class End {
  readonly #isPlot = uniform(0, 'int');
  /** Of a sheet: cells of a run, and 1 if runs are columns. */
  readonly #run = uniform(1);
  readonly #isColumns = uniform(0, 'int');
  /** Cells of a block, and rows from one block to the next. */
  readonly #blockCells = uniform(1);
  readonly #pitch = uniform(0);
  readonly #extent: UniformNode<'vec2', Vector2> = uniform(new Vector2(1, 1));
  /** Of a plot: what the sides span. */
  readonly #x: UniformNode<'vec2', Vector2> = uniform(new Vector2(0, 1));
  readonly #y: UniformNode<'vec2', Vector2> = uniform(new Vector2(0, 1));

  arrange(arrangement: Arrangement): void {
    const { width, height } = extentOf(arrangement);
    this.#extent.value.set(width, height);
    this.#isPlot.value = arrangement.kind === 'plot' ? 1 : 0;
    if (arrangement.kind === 'plot') {
      this.#x.value.set(...arrangement.x.range);
      this.#y.value.set(...arrangement.y.range);
      return;
    }
    const { column, row } = strides(arrangement);
    this.#run.value = Math.max(column, row);
    this.#isColumns.value = arrangement.run === 'column' ? 1 : 0;
    const block = blocksOf(arrangement);
    this.#blockCells.value = block.cells;
    this.#pitch.value = block.rows + block.gap;
  }

  /** Like another one. */
  copy(other: End): void {
    this.#isPlot.value = other.#isPlot.value;
    this.#run.value = other.#run.value;
    this.#isColumns.value = other.#isColumns.value;
    this.#blockCells.value = other.#blockCells.value;
    this.#pitch.value = other.#pitch.value;
    this.#extent.value.copy(other.#extent.value);
    this.#x.value.copy(other.#x.value);
    this.#y.value.copy(other.#y.value);
  }

  /** Where a cell stands on a sheet or in a plot, whichever it is; as `inPlot`. */
  place(cell: Node<'int'>, x: Texture, y: Texture): Node<'vec3'> {
    return Fn(() => {
      const found = vec3(0, 0, 1).toVar();
      If(this.#isPlot.equal(int(1)), () => {
        found.assign(this.inPlot(cell, x, y));
      }).Else(() => {
        const block = quotient(cell, this.#blockCells).toVar();
        const inBlock = cell.toFloat().sub(block.mul(this.#blockCells)).toVar();
        const across = quotient(inBlock, this.#run).toVar();
        const along = inBlock.sub(across.mul(this.#run));
        const isColumns = this.#isColumns.equal(int(1));
        const below = vec2(0, block.mul(this.#pitch));
        found.xy.assign(
          select(isColumns, vec2(across, along), vec2(along, across))
            .add(below)
            .add(0.5)
            .sub(this.#extent.mul(0.5)),
        );
      });
      return found;
    })();
  }

  /**
   * Where a cell stands in a plot; the third number is 0 where it stands nowhere: one without a value has no place.
   * @param x texture of the values along the plot, and `y` upwards
   */
  inPlot(cell: Node<'int'>, x: Texture, y: Texture): Node<'vec3'> {
    return Fn(() => {
      const [right, up] = [valueIn(x, cell).toVar(), valueIn(y, cell).toVar()];
      const part = (value: Node<'float'>, range: Node<'vec2'>) =>
        value.sub(range.x).div(range.y.sub(range.x)).clamp(0, 1).sub(0.5);
      const found = vec2(part(right, this.#x), part(up, this.#y)).mul(this.#extent);
      return vec3(found, select(isValue(right).and(isValue(up)), 1, 0));
    })();
  }
}

/** Where all cells stand, computed where they are drawn, in an arrangement or on the way from one to another. */
export class Placing {
  readonly #from = new End();
  readonly #to = new End();
  readonly #progress = uniform(1);

  constructor(private readonly rows: Rows) {}

  /** How far the cells are on their way, 0..1. */
  get progress(): number {
    return this.#progress.value;
  }

  set progress(part: number) {
    this.#progress.value = part;
  }

  /** Puts cells where an arrangement has them. The channels of rows have to be chosen by the caller. */
  arrange(arrangement: Arrangement): void {
    this.#to.arrange(arrangement);
    this.#progress.value = 1;
  }

  /** Lets them move there from where they are. */
  leave(arrangement: Arrangement): void {
    this.#from.copy(this.#to);
    this.#to.arrange(arrangement);
    this.#progress.value = 0;
  }

  /** Place of a cell that stands in a plot. A software GPU goes through all branches, so what is not needed there is left out. */
  inPlot(cell: Node<'int'>): Node<'vec3'> {
    const { x, y } = this.rows.textures;
    return this.#to.inPlot(cell, x, y);
  }

  /** Place of a cell wherever it is; the third number is 0 where it has none. What it does not depend on at present is not looked up. */
  of(cell: Node<'int'>): Node<'vec3'> {
    const { x, y, formerX, formerY } = this.rows.textures;
    return Fn(() => {
      const place = vec3(this.#to.place(cell, x, y)).toVar();
      If(this.#progress.lessThan(1), () => {
        const from = vec3(this.#from.place(cell, formerX, formerY)).toVar();
        place.xy.assign(mix(from.xy, place.xy, this.#progress.smoothstep(0, 1)));
        place.z.mulAssign(from.z);
      });
      return place;
    })();
  }
}
