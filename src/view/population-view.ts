import { Color, LinearSRGBColorSpace, Scene, WebGPURenderer } from 'three/webgpu';
import type { Arrangement } from './arrangement.ts';
import { CameraRig, type Insets, type Size } from './camera-rig.ts';
import type { Ground } from './cells.ts';
import type { Colouring } from './colouring.ts';
import { rgb } from './colours.ts';
import { Figure, type Marked } from './figure.ts';
import { Picker } from './picker.ts';
import { watchPointer } from './pointer.ts';
import type { Rows } from './rows.ts';
import { cellAt, cellsNear, type Point } from './sheet.ts';

export interface PopulationViewOptions {
  readonly canvas: HTMLCanvasElement;
  /** The engine's device, which then draws as well; without it three's WebGL 2 draws. */
  readonly device?: GPUDevice | undefined;
  /** Avoid motion that the user has not made. */
  readonly still: boolean;
  /** The camera has moved: what `project` answers has changed. @param home true if it still shows the whole sheet */
  onCamera(home: boolean): void;
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
  /** Something went wrong while drawing. */
  onError(message: string): void;
}

/** Colours of a theme as `#rrggbb`. */
export interface Theme extends Ground {
  readonly ink: string;
  /** Of cells without a value, and of those whose value is no number. */
  readonly quiet: string;
  readonly alarm: string;
}

/** A cell so near to the pointer is meant, CSS pixels. */
const REACH = 6;

/** A population as cells on a canvas. */
export class PopulationView {
  readonly #scene = new Scene();
  readonly #rig: CameraRig;
  readonly #picker: Picker;
  readonly #unwatch: () => void;
  #figure: Figure | undefined;
  /** What takes its place when it is arranged. */
  #next: Figure | undefined;
  #theme: Theme = { colour: '#000000', glow: 0, ink: '#ffffff', quiet: '#808080', alarm: '#ff0000' };
  #marked: Marked = { selected: undefined, hovered: undefined, others: [] };
  #window: Size = { width: 1, height: 1 };
  /** Where the pointer is, and whether that is being looked up. */
  #pointer: Point | undefined;
  #picking = false;
  #stale = true;

  private constructor(
    private readonly renderer: WebGPURenderer,
    private readonly options: PopulationViewOptions,
  ) {
    this.#picker = new Picker(renderer);
    this.#rig = new CameraRig(options.canvas, options.still, () => {
      this.#stale = true;
      options.onCamera(this.#rig.home);
    });
    this.#unwatch = watchPointer(options.canvas, {
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

  static async create(options: PopulationViewOptions): Promise<PopulationView> {
    const { canvas, device } = options;
    const renderer = new WebGPURenderer({
      canvas,
      depth: false,
      ...(device ? { device } : { forceWebGL: true }),
    });
    // The page owns the device and reports its loss.
    renderer.onDeviceLost = () => {};
    renderer.onError = (info: unknown) => options.onError((info as { message: string }).message);
    // Colours are those of the style sheet, byte for byte; nothing here is light that adds up.
    renderer.outputColorSpace = LinearSRGBColorSpace;
    try {
      await renderer.init();
      return new PopulationView(renderer, options);
    } catch (error) {
      renderer.dispose();
      throw error;
    }
  }

  /** Shows another population as soon as it is arranged; then the former rows can be disposed of. */
  show(rows: Rows, cells: number): void {
    this.#next?.dispose();
    this.#next = new Figure(rows, cells);
    this.#next.setTheme(this.#theme);
  }

  /** What has to be in the rows before cells can stand in an arrangement, and be seen on their way there: refresh them, then arrange. */
  prepare(arrangement: Arrangement, travels: boolean): void {
    (this.#next ?? this.#figure)?.prepare(arrangement, travels);
  }

  /** Puts the same cells elsewhere. @param travels whether they are seen on their way */
  arrange(arrangement: Arrangement, travels: boolean): void {
    this.#take();
    this.#figure?.arrange(arrangement, travels && !this.options.still);
    const { width, height } = this.#figure?.extent ?? { width: 1, height: 1 };
    this.#rig.setSheet({ width, height });
    this.#stale = true;
  }

  /** Chooses what colours the cells: refresh their rows afterwards. */
  colour(colouring: Colouring): void {
    (this.#next ?? this.#figure)?.colour(colouring);
    this.#stale = true;
  }

  /** Call when the rows have changed. */
  invalidate(): void {
    this.#stale = true;
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    const [r, g, b] = rgb(theme.colour);
    this.#scene.background = new Color().setRGB(r / 255, g / 255, b / 255, LinearSRGBColorSpace);
    this.#figure?.setTheme(theme);
    this.#stale = true;
  }

  setSize(window: Size, insets: Insets, pixelRatio: number): void {
    this.#window = window;
    this.renderer.setPixelRatio(pixelRatio);
    this.renderer.setSize(window.width, window.height, false);
    this.#rig.setWindow(window, insets);
    this.#stale = true;
  }

  mark(marked: Marked): void {
    this.#marked = marked;
    this.#figure?.mark(marked);
    this.#stale = true;
  }

  resetCamera(): void {
    this.#rig.reset();
  }

  zoom(factor: number): void {
    this.#rig.zoom(factor);
  }

  /** Where a point of the sheet is seen in the window, CSS pixels. */
  project(point: Point): Point {
    return this.#rig.project(point);
  }

  /** The cell that is seen at a point of the window, CSS pixels. */
  async cellAt(at: Point): Promise<number | undefined> {
    const figure = this.#figure;
    if (!figure) return undefined;
    const { sheet } = figure;
    if (!sheet) return (await this.#pick(figure, at, REACH))[0];
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

  /** Draws and returns true, if anything has changed. @param now time of the frame, ms */
  render(now: number): boolean {
    this.#rig.update(now);
    const moves = this.#figure?.travel(now) ?? false;
    if (!this.#stale && !moves) return false;
    this.#stale = false;
    this.#figure?.scale(this.#rig.pixelsPerCell);
    this.renderer.render(this.#scene, this.#rig.camera);
    // Cells that move leave the pointer, or come under it.
    if (this.#pointer && this.#figure && !this.#figure.sheet) void this.#hover();
    return true;
  }

  /** What there is to be seen now, with the pixels of the canvas: it is drawn and copied before this returns. */
  picture(): Promise<ImageBitmap> {
    this.#stale = true;
    this.render(performance.now());
    return createImageBitmap(this.renderer.domElement);
  }

  dispose(): void {
    this.#unwatch();
    this.#rig.dispose();
    this.#figure?.dispose();
    this.#next?.dispose();
    this.#picker.dispose();
    this.renderer.dispose();
  }

  /** Cells of a plot around a point of the window, the nearest first; none while they are on their way. */
  async #pick(figure: Figure, at: Point, radius: number): Promise<readonly number[]> {
    if (figure.travels) return [];
    const point = this.#rig.pick(at.x, at.y);
    const known = point && figure.near(point, radius / this.#rig.pixelsPerCell);
    if (known) return known;
    const { swarm } = figure;
    const picked = await this.#picker.pick({
      swarm,
      camera: this.#rig.camera,
      window: this.#window,
      at,
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
      this.options.onError(error instanceof Error ? error.message : String(error));
    } finally {
      this.#picking = false;
    }
  }
}
