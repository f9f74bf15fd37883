import { Color, LinearSRGBColorSpace, Scene, WebGPURenderer } from 'three/webgpu';
import { type Arrangement, cellAt, type Point, placeOf } from './arrangement.ts';
import { CameraRig, type Insets, type Size } from './camera-rig.ts';
import { Cells, type Ground } from './cells.ts';
import { rgb, type VoltageRange } from './colours.ts';
import { Marker } from './marker.ts';
import { watchPointer } from './pointer.ts';
import type { Voltages } from './voltages.ts';

export interface PopulationViewOptions {
  readonly canvas: HTMLCanvasElement;
  /** The engine's device, which then draws as well; without it three's WebGL 2 draws. */
  readonly device?: GPUDevice | undefined;
  /** Avoid motion that the user has not made. */
  readonly still: boolean;
  /** The camera has moved: what `project` answers has changed. @param home true if it still shows the whole sheet */
  onCamera(home: boolean): void;
  /** The pointer is over a cell, or over none; with its place in the window, CSS pixels. */
  onHover(cell: number | undefined, at: Point): void;
  onSelect(cell: number): void;
  /** Something went wrong while drawing. */
  onError(message: string): void;
}

/** Colours of a theme as `#rrggbb`. */
export interface Theme extends Ground {
  readonly ink: string;
}

/** The population as a sheet of cells on a canvas. */
export class PopulationView {
  readonly #scene = new Scene();
  readonly #hovered = new Marker(0.6);
  readonly #selected = new Marker(1);
  readonly #rig: CameraRig;
  readonly #unwatch: () => void;
  #cells: Cells | undefined;
  #arrangement: Arrangement | undefined;
  #theme: Theme = { colour: '#000000', glow: 0, ink: '#ffffff' };
  #marked: { selected?: number | undefined; hovered?: number | undefined } = {};
  #stale = true;

  private constructor(
    private readonly renderer: WebGPURenderer,
    options: PopulationViewOptions,
  ) {
    this.#scene.add(this.#hovered.mesh, this.#selected.mesh);
    this.#rig = new CameraRig(options.canvas, options.still, () => {
      this.#stale = true;
      options.onCamera(this.#rig.home);
    });
    this.#unwatch = watchPointer(options.canvas, {
      move: (at) => options.onHover(at && this.#cellAt(at), at ?? { x: 0, y: 0 }),
      click: (at) => {
        const cell = this.#cellAt(at);
        if (cell !== undefined) options.onSelect(cell);
      },
      doubleClick: () => this.#rig.reset(),
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

  /** Shows another population in the colours of a range; the former voltages can then be disposed of. */
  show(arrangement: Arrangement, voltages: Voltages, range: VoltageRange): void {
    if (this.#cells) {
      this.#scene.remove(this.#cells.mesh);
      this.#cells.dispose();
    }
    this.#cells = new Cells(voltages, range);
    this.#cells.setGround(this.#theme);
    this.#scene.add(this.#cells.mesh);
    this.arrange(arrangement);
  }

  /** Puts the same cells elsewhere. */
  arrange(arrangement: Arrangement): void {
    this.#arrangement = arrangement;
    this.#cells?.arrange(arrangement);
    this.#rig.setSheet({ width: arrangement.columns, height: arrangement.rows });
    this.mark(this.#marked.selected, this.#marked.hovered);
  }

  /** Call when the voltages have changed. */
  invalidate(): void {
    this.#stale = true;
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    const [r, g, b] = rgb(theme.colour);
    this.#scene.background = new Color().setRGB(r / 255, g / 255, b / 255, LinearSRGBColorSpace);
    this.#cells?.setGround(theme);
    this.#hovered.setColours(theme.ink, theme.colour);
    this.#selected.setColours(theme.ink, theme.colour);
    this.#stale = true;
  }

  setSize(window: Size, insets: Insets, pixelRatio: number): void {
    this.renderer.setPixelRatio(pixelRatio);
    this.renderer.setSize(window.width, window.height, false);
    this.#rig.setWindow(window, insets);
    this.#stale = true;
  }

  mark(selected: number | undefined, hovered: number | undefined): void {
    this.#marked = { selected, hovered };
    this.#selected.place(this.#placeOf(selected));
    this.#hovered.place(this.#placeOf(hovered === selected ? undefined : hovered));
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

  /** Draws and returns true, if anything has changed. @param now time of the frame, ms */
  render(now: number): boolean {
    this.#rig.update(now);
    if (!this.#stale) return false;
    this.#stale = false;
    this.#selected.scale(this.#rig.pixelsPerCell);
    this.#hovered.scale(this.#rig.pixelsPerCell);
    this.renderer.render(this.#scene, this.#rig.camera);
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
    this.#cells?.dispose();
    this.#selected.dispose();
    this.#hovered.dispose();
    this.renderer.dispose();
  }

  #placeOf(cell: number | undefined): Point | undefined {
    return cell === undefined || !this.#arrangement ? undefined : placeOf(this.#arrangement, cell);
  }

  #cellAt(at: Point): number | undefined {
    const point = this.#rig.pick(at.x, at.y);
    return point && this.#arrangement && cellAt(this.#arrangement, point);
  }
}
