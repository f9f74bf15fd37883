import { Group } from 'three/webgpu';
import { type Arrangement, extentOf } from './arrangement.ts';
import { Cells } from './cells.ts';
import type { Colouring } from './colouring.ts';
import { type Field, Fields } from './field.ts';
import { Marker } from './marker.ts';
import { Paint } from './paint.ts';
import { Placing } from './placing.ts';
import { cellsNearIn } from './plot.ts';
import type { Rows } from './rows.ts';
import type { Point, Sheet } from './sheet.ts';
import { Swarm } from './swarm.ts';
import type { Theme } from './theme.ts';

/** Time that cells take from one arrangement to another, ms. */
const TRAVEL = 700;
/** Radius of a cell on a sheet, in places. */
const ON_SHEET = 0.42;
/** Radius of a cell in a plot, pixels: the more there are the smaller they are, so that four times as many cover twice the pixels. */
const inPlot = (cells: number): number => Math.min(7, Math.max(2, 28 * cells ** -0.23));

/** Cells with rings, by their numbers. */
export interface Marked {
  readonly selected: number | undefined;
  readonly hovered: number | undefined;
  /** Those that are followed besides; at most seven are marked. */
  readonly others: readonly number[];
}

const MOST_OTHERS = 15;

/** What is drawn of a population: a sheet, or a swarm of discs where cells stand elsewhere or are on their way, and rings around some. */
export class Figure {
  readonly group = new Group();
  readonly swarm: Swarm;
  readonly #paint = new Paint();
  readonly #placing: Placing;
  readonly #cells: Cells;
  readonly #fields: Fields;
  #hasField = false;
  readonly #hovered: Marker;
  readonly #selected: Marker;
  /** Of cells that are followed besides the selected one. */
  readonly #others: readonly Marker[];
  #arrangement: Arrangement | undefined;
  /** When the cells left the arrangement before. */
  #left: number | undefined;
  /** The arrangement that they left was a sheet. */
  #fromSheet = true;

  constructor(
    private readonly rows: Rows,
    private readonly count: number,
  ) {
    this.#placing = new Placing(rows);
    this.#cells = new Cells(rows, this.#paint);
    this.#fields = new Fields(this.#paint);
    this.swarm = new Swarm(rows, this.#placing, this.#paint, count);
    this.#hovered = new Marker(0.6, this.#placing);
    this.#selected = new Marker(1, this.#placing);
    this.#others = Array.from({ length: MOST_OTHERS }, () => new Marker(0.8, this.#placing));
    this.group.add(
      this.#cells.mesh,
      this.#fields.mesh,
      this.swarm.mesh,
      ...this.#markers.map(({ mesh }) => mesh),
    );
  }

  /** The sheet, while the cells stand on one. */
  get sheet(): Sheet | undefined {
    const arrangement = this.#arrangement;
    return arrangement?.kind === 'sheet' && this.#placing.progress === 1 ? arrangement : undefined;
  }

  get travels(): boolean {
    return this.#placing.progress < 1;
  }

  get #markers(): readonly Marker[] {
    return [this.#hovered, ...this.#others, this.#selected];
  }

  /** Cells of a plot within a distance of a point, the nearest first, as far as the CPU knows where they stand. */
  near(point: Point, distance: number): number[] | undefined {
    const plot = this.#arrangement;
    const { values } = this.rows;
    if (plot?.kind !== 'plot' || !values) return undefined;
    return cellsNearIn(plot, values.call(this.rows, 'x'), values.call(this.rows, 'y'), point, distance);
  }

  /** How far from a cell of a plot a point may be that means it, in places of a sheet. */
  get reach(): number {
    return (this.#arrangement?.kind === 'plot' && this.#arrangement.reach) || 0;
  }

  get extent(): { readonly width: number; readonly height: number } {
    return this.#arrangement ? extentOf(this.#arrangement) : { width: 1, height: 1 };
  }

  /** @param travels whether cells are to be seen on their way from where they stand */
  prepare(arrangement: Arrangement, travels: boolean): void {
    if (travels) this.rows.leave();
    for (const side of ['x', 'y'] as const)
      this.rows.choose(side, arrangement.kind === 'plot' ? arrangement[side].source : undefined);
  }

  arrange(arrangement: Arrangement, travels: boolean): void {
    const former = this.#arrangement;
    this.#arrangement = arrangement;
    if (arrangement.kind === 'sheet') this.#cells.arrange(arrangement);
    else this.#fields.arrange(arrangement);
    if (travels && former) {
      this.#fromSheet = former.kind === 'sheet';
      this.#placing.leave(arrangement);
      this.#left = undefined;
    } else this.#placing.arrange(arrangement);
    this.#show();
  }

  colour(colouring: Colouring): void {
    this.rows.choose('colour', colouring.source);
    this.#paint.colour(colouring);
  }

  /** Shows what the quantity that colours the cells is around each place of a plot, behind the cells, or no longer. */
  setField(field: Field | undefined): void {
    if (field) this.#fields.show(field);
    this.#hasField = field !== undefined;
    this.#show();
  }

  setTheme(theme: Theme): void {
    this.#cells.setGround(theme);
    this.#paint.setTheme(theme.quiet, theme.alarm);
    for (const marker of this.#markers) marker.setColours(theme.ink, theme.colour);
  }

  mark({ selected, hovered, others }: Marked): void {
    this.#selected.mark(selected);
    this.#hovered.mark(hovered === selected ? undefined : hovered);
    const besides = others.filter((cell) => cell !== selected);
    for (const [i, marker] of this.#others.entries()) marker.mark(besides[i]);
  }

  /** Moves cells that are on their way; true if there are some. @param now time of the frame, ms */
  travel(now: number): boolean {
    if (this.#placing.progress === 1) return false;
    this.#left ??= now;
    this.#placing.progress = Math.min(1, (now - this.#left) / TRAVEL);
    this.#show();
    return true;
  }

  /** @param pixels width of a place of the sheet on the screen */
  scale(pixels: number): void {
    const radiusInPlot = inPlot(this.count) / pixels;
    const from = this.#fromSheet ? ON_SHEET : radiusInPlot;
    const to = this.#arrangement?.kind === 'sheet' ? ON_SHEET : radiusInPlot;
    const radius = from + (to - from) * this.#placing.progress;
    this.swarm.scale(radius);
    for (const marker of this.#markers) marker.scale(this.sheet ? 0.5 : radius, pixels);
  }

  dispose(): void {
    this.#cells.dispose();
    this.#fields.dispose();
    this.swarm.dispose();
    this.#paint.dispose();
    for (const marker of this.#markers) marker.dispose();
  }

  #show(): void {
    this.#cells.mesh.visible = this.sheet !== undefined;
    this.swarm.mesh.visible = this.sheet === undefined;
    this.#fields.mesh.visible = this.#hasField && this.#arrangement?.kind === 'plot' && !this.travels;
    this.swarm.travels = this.travels;
  }
}
