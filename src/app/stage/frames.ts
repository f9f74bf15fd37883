import type { Insets, Size } from '../../view/camera-rig.ts';
import type { Frame } from '../../view/population-view.ts';
import type { Point } from '../../view/sheet.ts';
import type { Layout } from '../frame/layout.ts';

/** Free space between the cells and what covers the window, CSS pixels; above, what stands upwards, and below, their axis. */
const margins: Insets = { top: 28, right: 32, bottom: 56, left: 48 };
/** The same inside one of several views: above it what it is called, at the left numbers along its side. */
const inside: Insets = { top: 92, right: 20, bottom: 52, left: 44 };
/** Where that is on a line more, since choices have no room beside the name: stage.css knows the same width. */
const NARROW = 300;
const narrow: Insets = { ...inside, top: 120 };

const insetsOf = (width: number): Insets => (width < NARROW ? narrow : inside);

/** The part of the window that nothing covers. */
export const uncovered = ({ window, insets }: Layout): Point & Size =>
  without({ x: 0, y: 0, ...window }, insets);

/** Where each of so many views is in the window: they share what nothing covers, in rows. */
export function framesOf(layout: Layout, count: number): readonly Frame[] {
  const free = uncovered(layout);
  if (count === 1) return [{ ...free, insets: margins }];
  const rows = rowsFor(free, count);
  const height = free.height / rows;
  return Array.from({ length: count }, (_, i) => {
    // Rows above have as many as the last one, or one less.
    const row = Math.floor((i * rows) / count);
    const [first, next] = [row, row + 1].map((r) => Math.ceil((r * count) / rows)) as [number, number];
    const width = free.width / (next - first);
    return {
      x: free.x + (i - first) * width,
      y: free.y + row * height,
      width,
      height,
      insets: insetsOf(width),
    };
  });
}

/** The part of a frame that nothing covers. */
export const freePart = ({ insets, ...all }: Frame): Point & Size => without(all, insets);

/** As many rows as make the places of cells in the views the most like squares. */
function rowsFor({ width, height }: Size, count: number): number {
  const unlike = (rows: number) => {
    const across = width / Math.ceil(count / rows);
    const free = without({ x: 0, y: 0, width: across, height: height / rows }, insetsOf(across));
    return Math.abs(Math.log(free.width / free.height));
  };
  return Array.from({ length: count }, (_, i) => i + 1).reduce((best, rows) =>
    unlike(rows) < unlike(best) ? rows : best,
  );
}

function without({ x, y, width, height }: Point & Size, { top, right, bottom, left }: Insets) {
  return {
    x: x + left,
    y: y + top,
    width: Math.max(1, width - left - right),
    height: Math.max(1, height - top - bottom),
  };
}
