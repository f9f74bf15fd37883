import { Color, LinearSRGBColorSpace, WebGPURenderer } from 'three/webgpu';
import type { Size } from './camera-rig.ts';
import { rgb } from './colours.ts';
import { Picker } from './picker.ts';
import { PopulationView, type ViewOptions } from './population-view.ts';
import type { Point } from './sheet.ts';
import type { Theme } from './theme.ts';

export interface CanvasOptions {
  readonly canvas: HTMLCanvasElement;
  /** The engine's device, which then draws as well; without it three's WebGL 2 draws. */
  readonly device?: GPUDevice | undefined;
  /** Whether cells on their way are drawn with fewer pixels. */
  readonly coarse: boolean;
  /** Avoid motion that the user has not made. */
  readonly still: boolean;
  /** Something went wrong while drawing. */
  onError(message: string): void;
}

/** Part of the pixels along each side that cells on their way are drawn with, where they are coarse. */
const COARSE = 0.5;

/** A canvas, and the views of a population on it. What a browser puts together anew for each frame is not larger than it. */
export class PopulationCanvas {
  readonly #views: PopulationView[] = [];
  readonly #picker: Picker;
  #theme: Theme = { colour: '#000000', glow: 0, ink: '#ffffff', quiet: '#808080', alarm: '#ff0000' };
  /** Where it is in the window, CSS pixels. */
  #part: Point & Size = { x: 0, y: 0, width: 1, height: 1 };
  /** Pixels to a CSS pixel where cells stand. */
  #pixelRatio = 1;
  /** Whether it is there, with so many pixels. */
  #placed = true;
  #stale = true;

  /** @param drawnByCpu whether drawing takes time from what else is computed there, as far as a browser tells */
  private constructor(
    private readonly renderer: WebGPURenderer,
    private readonly options: CanvasOptions,
    readonly drawnByCpu: boolean,
  ) {
    this.#picker = new Picker(renderer);
  }

  static async create(options: CanvasOptions): Promise<PopulationCanvas> {
    const { canvas, device } = options;
    // Black as long as nothing is drawn on it.
    canvas.style.visibility = 'hidden';
    const context = device ? undefined : opaqueContext(canvas);
    const renderer = new WebGPURenderer({
      canvas,
      depth: false,
      // Nothing is seen through the canvas, so that nothing beneath it has to be mixed in.
      alpha: false,
      ...(device ? { device } : { forceWebGL: true, context }),
    });
    // The page owns the device and reports its loss.
    renderer.onDeviceLost = () => {};
    renderer.onError = (info: unknown) => options.onError((info as { message: string }).message);
    // Colours are those of the style sheet, byte for byte; nothing here is light that adds up.
    renderer.outputColorSpace = LinearSRGBColorSpace;
    try {
      await renderer.init();
      return new PopulationCanvas(renderer, options, context ? isSoftware(context) : options.coarse);
    } catch (error) {
      renderer.dispose();
      throw error;
    }
  }

  get element(): HTMLCanvasElement {
    return this.options.canvas;
  }

  /** One more view; end it with `remove`. @param element over the part of the canvas that it is drawn on, which hears the pointer */
  add(element: HTMLElement, options: ViewOptions): PopulationView {
    const view = new PopulationView(
      {
        renderer: this.renderer,
        picker: this.#picker,
        still: this.options.still,
        invalidate: () => this.invalidate(),
        onError: this.options.onError,
      },
      element,
      options,
    );
    view.setTheme(this.#theme);
    this.#views.push(view);
    this.invalidate();
    return view;
  }

  remove(view: PopulationView): void {
    this.#views.splice(this.#views.indexOf(view), 1);
    view.dispose();
    this.invalidate();
  }

  /** Call when rows have changed. */
  invalidate(): void {
    this.#stale = true;
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    const [r, g, b] = rgb(theme.colour);
    this.renderer.setClearColor(new Color().setRGB(r / 255, g / 255, b / 255, LinearSRGBColorSpace), 1);
    for (const view of this.#views) view.setTheme(theme);
  }

  /** Puts the canvas into a part of the window when it is drawn next: with other pixels it is black until then. @param part CSS pixels */
  setFrame(part: Point & Size, pixelRatio: number): void {
    this.#part = part;
    this.#pixelRatio = pixelRatio;
    this.#placed = false;
    this.invalidate();
  }

  #place(): void {
    const { style } = this.element;
    style.left = `${this.#part.x}px`;
    style.top = `${this.#part.y}px`;
    this.renderer.setPixelRatio(this.#pixelRatio);
    this.renderer.setSize(this.#part.width, this.#part.height);
    this.#placed = true;
  }

  /** Whether cells are on their way from one arrangement to another. */
  get travels(): boolean {
    return this.#views.some((view) => view.travels);
  }

  /** Draws and returns true, if anything has changed. @param now time of the frame, ms */
  render(now: number): boolean {
    for (const view of this.#views) view.update(now);
    if (!this.#stale) return false;
    this.#stale = false;
    if (!this.#placed) this.#place();
    const ratio = this.#pixelRatio * (this.options.coarse && this.travels ? COARSE : 1);
    if (ratio !== this.renderer.getPixelRatio()) this.renderer.setPixelRatio(ratio);
    for (const [i, view] of this.#views.entries()) {
      // The first clears the canvas for all: a frame begins empty.
      this.renderer.autoClear = i === 0;
      view.draw(this.#part);
    }
    this.renderer.autoClear = true;
    this.element.style.visibility = '';
    return true;
  }

  get part(): Point & Size {
    return this.#part;
  }

  /** What there is to be seen now, with the pixels of the canvas: it is drawn and copied before this returns. */
  picture(): Promise<ImageBitmap> {
    this.invalidate();
    this.render(performance.now());
    return createImageBitmap(this.renderer.domElement);
  }

  dispose(): void {
    for (const view of this.#views) view.dispose();
    this.#picker.dispose();
    this.renderer.dispose();
  }
}

/** @throws Error if there is no WebGL 2 */
function opaqueContext(canvas: HTMLCanvasElement): WebGL2RenderingContext {
  const context = canvas.getContext('webgl2', {
    alpha: false,
    antialias: false,
    depth: false,
    stencil: false,
  });
  if (!context) throw new Error('there is no WebGL 2');
  return context;
}

function isSoftware(context: WebGL2RenderingContext): boolean {
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const name = context.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(String(name));
}
