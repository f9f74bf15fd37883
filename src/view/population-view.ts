import { Scene, type WebGPURenderer } from 'three/webgpu';
import type { Arrangement } from './arrangement.ts';
import { CameraRig, type Insets, type Size } from './camera-rig.ts';
import type { Colouring } from './colouring.ts';
import type { Field } from './field.ts';
import { Figure, type Marked } from './figure.ts';
import type { Picker } from './picker.ts';
import { watchPointer } from './pointer.ts';
import type { Rows } from './rows.ts';
import { cellAt, cellsNear, type Point } from './sheet.ts';
import type { Theme } from './theme.ts';

/** The part of the window that a view is drawn on, and what covers its edges, CSS pixels. */
export interface Frame extends Point, Size {
  readonly insets: Insets;
}

export interface ViewOptions {
  /** The camera has moved: what `project` answers has changed. @param home true if it still shows all cells */
  onCamera(home: boolean): void;
  /** Cells leave for another arrangement, or have arrived. */
  onTravel(travels: boolean): void;
  /** The pointer is at a point of the window, or has left. */
  onPointer(at: Point | undefined): void;
  /** It is over a cell, or over none; with its place in the window, CSS pixels. */
  onHover(cell: number | undefined, at: Point): void;
  /** @param more whether it is to be followed besides others */
  onSelect(cell: number, more: boolean): void;
  /** The pointer is pressed. @returns whether it paints */
  onPress(): boolean;
  /** It is at a point of the window while it paints, or is no longer pressed. */
  onStroke(at: Point | undefined): void;
}

/** What views have in common. */
export interface Drawing {
  readonly renderer: WebGPURenderer;
  readonly picker: Picker;
  readonly still: boolean;
  /** Has all views drawn anew. */
  invalidate(): void;
  onError(message: string): void;
}

/** A cell so near to the pointer is meant, CSS pixels. */
const REACH = 6;

/** A population as cells on a part of a canvas. */
export class PopulationView {
  readonly #scene = new Scene();
  readonly #rig: CameraRig;
  readonly #unwatch: () => void;
  #figure: Figure | undefined;
  /** What takes its place when it is arranged. */
  #next: Figure | undefined;
  #theme: Theme | undefined;
  #marked: Marked = { selected: undefined, hovered: undefined, others: [] };
  #frame: Frame = { x: 0, y: 0, width: 1, height: 1, insets: { top: 0, right: 0, bottom: 0, left: 0 } };
  /** Where the pointer is, and whether that is being looked up. */
  #pointer: Point | undefined;
  #picking = false;

  constructor(
    private readonly drawing: Drawing,
    element: HTMLElement,
    private readonly options: ViewOptions,
  ) {
    this.#rig = new CameraRig(element, drawing.still, () => {
      drawing.invalidate();
      options.onCamera(this.#rig.home);
    });
    this.#unwatch = watchPointer(element, {
      move: (at) => {
        this.#pointer = at;
        options.onPointer(at);
        void this.#hover();
      },
      click: async (at, more) => {
        const cell = await this.cellAt(at);
        if (cell !== undefined) options.onSelect(cell, more);
      },
      doubleClick: () => this.#rig.reset(),
      press: () => options.onPress(),
      stroke: (at) => options.onStroke(at),
    });
  }

  /** Shows another population as soon as it is arranged; then the former rows can be disposed of. */
  show(rows: Rows, cells: number): void {
    this.#next?.dispose();
    this.#next = new Figure(rows, cells);
    if (this.#theme) this.#next.setTheme(this.#theme);
  }

  /** What has to be in the rows before cells can stand in an arrangement, and be seen on their way there: refresh them, then arrange. */
  prepare(arrangement: Arrangement, travels: boolean): void {
    (this.#next ?? this.#figure)?.prepare(arrangement, travels);
  }

  /** Puts the same cells elsewhere. @param travels whether they are seen on their way */
  arrange(arrangement: Arrangement, travels: boolean): void {
    this.#take();
    this.#figure?.arrange(arrangement, travels && !this.drawing.still);
    this.options.onTravel(this.travels);
    const { width, height } = this.#figure?.extent ?? { width: 1, height: 1 };
    this.#rig.setSheet({ width, height });
    this.drawing.invalidate();
  }

  /** Chooses what colours the cells: refresh their rows afterwards. */
  colour(colouring: Colouring): void {
    (this.#next ?? this.#figure)?.colour(colouring);
    this.drawing.invalidate();
  }

  /** Shows what the quantity that colours the cells is around each place of a plot, behind the cells, or no longer. */
  setField(field: Field | undefined): void {
    this.#figure?.setField(field);
    this.drawing.invalidate();
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    this.#figure?.setTheme(theme);
    this.drawing.invalidate();
  }

  setFrame(frame: Frame): void {
    this.#frame = frame;
    this.#rig.setWindow(frame, frame.insets);
    this.drawing.invalidate();
  }

  mark(marked: Marked): void {
    this.#marked = marked;
    this.#figure?.mark(marked);
    this.drawing.invalidate();
  }

  resetCamera(): void {
    this.#rig.reset();
  }

  zoom(factor: number): void {
    this.#rig.zoom(factor);
  }

  /** Where a point of the sheet is seen in the window, CSS pixels. */
  project(point: Point): Point {
    const { x, y } = this.#rig.project(point);
    return { x: x + this.#frame.x, y: y + this.#frame.y };
  }

  /** The cell that is seen at a point of the window, CSS pixels. */
  async cellAt(at: Point): Promise<number | undefined> {
    const figure = this.#figure;
    if (!figure) return undefined;
    const { sheet } = figure;
    if (!sheet) {
      const reach = Math.max(REACH, figure.reach * this.#rig.pixelsPerCell);
      return (await this.#pick(figure, at, reach))[0];
    }
    const point = this.#rig.pick(at.x, at.y);
    return point && cellAt(sheet, point);
  }

  /** The cells that are seen around a point of the window. @param radius CSS pixels */
  async cellsNear(at: Point, radius: number): Promise<readonly number[]> {
    const figure = this.#figure;
    if (!figure) return [];
    const { sheet } = figure;
    if (!sheet) return this.#pick(figure, at, radius);
    const point = this.#rig.pick(at.x, at.y);
    return point ? cellsNear(sheet, point, radius / this.#rig.pixelsPerCell) : [];
  }

  /** Whether a drag paints instead of moving the camera. */
  set painting(paints: boolean) {
    this.#rig.held = paints;
  }

  /** Whether cells are on their way from one arrangement to another. */
  get travels(): boolean {
    return this.#figure?.travels ?? false;
  }

  /** Moves camera and cells that are on their way. @param now time of the frame, ms */
  update(now: number): void {
    this.#rig.update(now);
    if (!this.#figure?.travel(now)) return;
    this.drawing.invalidate();
    if (!this.travels) this.options.onTravel(false);
  }

  /** Draws its part of the canvas. @param canvas where that is in the window */
  draw(canvas: Point): void {
    const { x, y, width, height } = this.#frame;
    this.#figure?.scale(this.#rig.pixelsPerCell);
    this.drawing.renderer.setViewport(x - canvas.x, y - canvas.y, width, height);
    this.drawing.renderer.render(this.#scene, this.#rig.camera);
    // Cells that move leave the pointer, or come under it.
    if (this.#pointer && this.#figure && !this.#figure.sheet) void this.#hover();
  }

  dispose(): void {
    this.#unwatch();
    this.#rig.dispose();
    this.#figure?.dispose();
    this.#next?.dispose();
  }

  /** Cells of a plot around a point of the window, the nearest first; none while they are on their way. */
  async #pick(figure: Figure, at: Point, radius: number): Promise<readonly number[]> {
    if (figure.travels) return [];
    const point = this.#rig.pick(at.x, at.y);
    const known = point && figure.near(point, radius / this.#rig.pixelsPerCell);
    if (known) return known;
    const picked = await this.drawing.picker.pick({
      swarm: figure.swarm,
      camera: this.#rig.camera,
      window: this.#frame,
      at: { x: at.x - this.#frame.x, y: at.y - this.#frame.y },
      radius,
    });
    return picked.map(({ cell }) => cell);
  }

  #take(): void {
    if (!this.#next) return;
    if (this.#figure) {
      this.#scene.remove(this.#figure.group);
      this.#figure.dispose();
    }
    this.#figure = this.#next;
    this.#next = undefined;
    this.#scene.add(this.#figure.group);
    this.mark(this.#marked);
  }

  /** Says which cell is under the pointer; one look at a time, the last one where the pointer is at its end. */
  async #hover(): Promise<void> {
    if (this.#picking) return;
    this.#picking = true;
    try {
      for (;;) {
        const at = this.#pointer;
        this.options.onHover(at && (await this.cellAt(at)), at ?? { x: 0, y: 0 });
        if (at === this.#pointer) return;
      }
    } catch (error) {
      this.drawing.onError(error instanceof Error ? error.message : String(error));
    } finally {
      this.#picking = false;
    }
  }
}
