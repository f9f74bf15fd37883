import { float, int, mix, select, uniform, vec2 } from 'three/tsl';
import { type Node, type UniformNode, Vector2 } from 'three/webgpu';
import { type Arrangement, extentOf } from './arrangement.ts';
import { isValue, valueIn } from './paint.ts';
import type { Rows } from './rows.ts';
import { strides } from './sheet.ts';

/** One of the two arrangements between which cells move, as uniforms. */
class End {
  readonly #isPlot = uniform(0, 'int');
  /** Of a sheet: cells of a run, and 1 if runs are columns. */
  readonly #run = uniform(1, 'int');
  readonly #isColumns = uniform(0, 'int');
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
  }

  /** Like another one. */
  copy(other: End): void {
    this.#isPlot.value = other.#isPlot.value;
    this.#run.value = other.#run.value;
    this.#isColumns.value = other.#isColumns.value;
    this.#extent.value.copy(other.#extent.value);
    this.#x.value.copy(other.#x.value);
    this.#y.value.copy(other.#y.value);
  }

  /** Where a cell stands, by the values of its quantities. */
  place(cell: Node<'int'>, x: Node<'float'>, y: Node<'float'>): Node<'vec2'> {
    const along = float(cell.mod(this.#run));
    const across = float(cell.div(this.#run));
    const isColumns = this.#isColumns.equal(int(1));
    const onSheet = vec2(select(isColumns, across, along), select(isColumns, along, across))
      .add(0.5)
      .sub(this.#extent.mul(0.5));
    const part = (value: Node<'float'>, range: Node<'vec2'>) =>
      value.sub(range.x).div(range.y.sub(range.x)).clamp(0, 1).sub(0.5);
    const inPlot = vec2(part(x, this.#x), part(y, this.#y)).mul(this.#extent);
    return select(this.#isPlot.equal(int(1)), inPlot, onSheet);
  }

  /** Whether a cell stands anywhere: one without a value has no place in a plot. */
  has(x: Node<'float'>, y: Node<'float'>): Node<'bool'> {
    return this.#isPlot.equal(int(0)).or(isValue(x).and(isValue(y)));
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

  /** Place of a cell, and whether it has one. */
  of(cell: Node<'int'>): { readonly place: Node<'vec2'>; readonly exists: Node<'bool'> } {
    const { x, y, formerX, formerY } = this.rows.textures;
    const [toX, toY] = [valueIn(x, cell).toVar(), valueIn(y, cell).toVar()];
    const [fromX, fromY] = [valueIn(formerX, cell).toVar(), valueIn(formerY, cell).toVar()];
    const eased = this.#progress.smoothstep(0, 1);
    const from = this.#from.place(cell, fromX, fromY);
    const to = this.#to.place(cell, toX, toY);
    const isThere = this.#progress.greaterThanEqual(1);
    return {
      place: select(isThere, to, mix(from, to, eased)),
      exists: this.#to.has(toX, toY).and(isThere.or(this.#from.has(fromX, fromY))),
    };
  }
}
