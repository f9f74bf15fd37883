import type { Size } from '../../view/camera-rig.ts';
import type { PopulationCanvas } from '../../view/canvas.ts';
import type { Paper } from '../../view/figures/figure.ts';
import type { Frame, PopulationView } from '../../view/population-view.ts';
import type { Point } from '../../view/sheet.ts';
import { sheetTheme } from '../browser/theme.ts';
import type { Page } from '../page.ts';
import { framesOf, freePart } from '../stage/frames.ts';
import { texts } from '../texts/language.ts';
import { askOnce } from '../threads/answerer.ts';

/** The part of the sheet that can be seen, on a paper. */
export interface StagePicture {
  /** A `data:` address of a PNG. */
  readonly address: string;
  /** Width as a multiple of the height. */
  readonly aspect: number;
  /** Where a point of the sheet is in it, from 0 at the left and below to 1. */
  place(point: Point): Point;
}

/** Glow of cells on paper, where light does not spread. */
const GLOW = 0.12;

/** The view in hand. @throws Error if there is nothing to be seen */
export async function stagePicture({ state, canvas }: Page, paper: Paper): Promise<StagePicture> {
  const { front, all } = state.stages;
  const view = front.value.view.value;
  const extent = front.value.staged.value?.extent;
  if (!canvas || !view || !extent) throw new Error(texts.value.share.notDrawn);
  const layout = state.layout.value;
  const frame = framesOf(layout, all.value.length)[all.value.indexOf(front.value)]!;
  const seen = visiblePart(view, extent, frame);
  const places = (point: Point): Point => {
    const { x, y } = view.project(point);
    return { x: (x - seen.x) / seen.width, y: 1 - (y - seen.y) / seen.height };
  };
  // The camera may move while the picture is written.
  const [origin, unit] = [places({ x: 0, y: 0 }), places({ x: 1, y: 1 })];
  const address = await cropped(await pictureOn(canvas, paper), canvas.part, seen);
  return {
    address,
    aspect: seen.width / seen.height,
    place: ({ x, y }) => ({
      x: origin.x + x * (unit.x - origin.x),
      y: origin.y + y * (unit.y - origin.y),
    }),
  };
}

/** The cells in the colours of a paper; the window shows nothing of it, for its own colours are drawn in the same frame. */
function pictureOn(canvas: PopulationCanvas, { ground, ink }: Paper): Promise<ImageBitmap> {
  canvas.setTheme({ ...sheetTheme(), colour: ground, ink, glow: GLOW });
  const picture = canvas.picture();
  canvas.setTheme(sheetTheme());
  canvas.render(performance.now());
  return picture;
}

/** A part of the window, CSS pixels. */
interface Part extends Point {
  readonly width: number;
  readonly height: number;
}

/** Where the sheet is in the window, without what panels cover or the window leaves out. */
function visiblePart(view: PopulationView, { width: columns, height: rows }: Size, frame: Frame): Part {
  const from = view.project({ x: -columns / 2, y: rows / 2 });
  const to = view.project({ x: columns / 2, y: -rows / 2 });
  const free = freePart(frame);
  const x = Math.max(from.x, free.x);
  const y = Math.max(from.y, free.y);
  const width = Math.min(to.x, free.x + free.width) - x;
  const height = Math.min(to.y, free.y + free.height) - y;
  if (width < 1 || height < 1) throw new Error(texts.value.share.nothingSeen);
  return { x, y, width, height };
}

/** What is cut out of a picture of the window, pixels. */
export interface Cut {
  readonly picture: ImageBitmap;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The address of a part of the window. A thread of its own waits for the pixels, which may come after all that is still to be drawn.
 * @param of where the picture is in the window
 */
async function cropped(picture: ImageBitmap, of: Point & Size, part: Part): Promise<string> {
  const pixels = (length: number) => Math.round((length * picture.width) / of.width);
  const cut: Cut = {
    picture,
    x: pixels(part.x - of.x),
    y: pixels(part.y - of.y),
    width: Math.max(1, pixels(part.width)),
    height: Math.max(1, pixels(part.height)),
  };
  const open = () => new Worker(new URL('./picture-worker.ts', import.meta.url), { type: 'module' });
  return askOnce<Cut, string>(open, cut, { handed: [picture] });
}
