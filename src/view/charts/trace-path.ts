// Paths through samples, with no more points than there are pixels to show them.

/** What a path is made with; a canvas has it. */
export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
}

interface Points {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

type ToPixels = (value: number) => number;

/**
 * A path through points whose x ascends. Of those within one column of pixels it goes through the lowest, the highest and the last, so
 * that no peak is lost; values that are not finite are gaps.
 * @param ground where there is one, each piece is closed along that height (pixels)
 */
export function traceAlong(pen: Pen, { x, y }: Points, toX: ToPixels, toY: ToPixels, ground?: number): void {
  // Numbers that another function changed as well would be an object after each change, and there are many points.
  let column = Number.NaN;
  let [first, low, high, last, left, right] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i <= x.length; i++) {
    const at = i < x.length ? toX(x[i]!) : Number.NaN;
    const height = i < x.length ? toY(y[i]!) : Number.NaN;
    const isGap = !Number.isFinite(height);
    const next = Math.floor(at);
    if (!isGap && next === column) {
      low = Math.min(low, height);
      high = Math.max(high, height);
      last = height;
      right = at;
      continue;
    }
    const isBegun = !Number.isNaN(column);
    // A line that rises or falls goes straight on: by way of its ends it would be a stair.
    if (isBegun && low < Math.min(first, last)) pen.lineTo(right, low);
    if (isBegun && high > Math.max(first, last)) pen.lineTo(right, high);
    if (isBegun && right > left) pen.lineTo(right, last);
    if (isGap) {
      if (isBegun && ground !== undefined) pen.lineTo(right, ground);
      column = Number.NaN;
      continue;
    }
    if (!isBegun) pen.moveTo(at, ground ?? height);
    pen.lineTo(at, height);
    column = next;
    left = at;
    right = at;
    first = height;
    low = height;
    high = height;
    last = height;
  }
}

/** A path through any points; those that are less than half a pixel away from the one before are left out. @param pixel its length */
export function tracePath(pen: Pen, { x, y }: Points, toX: ToPixels, toY: ToPixels, pixel: number): void {
  let former: readonly [number, number] | undefined;
  for (let i = 0; i < x.length; i++) {
    const [at, height] = [toX(x[i]!), toY(y[i]!)];
    if (!Number.isFinite(at) || !Number.isFinite(height)) {
      former = undefined;
      continue;
    }
    if (former && Math.hypot(at - former[0], height - former[1]) < pixel / 2) continue;
    if (former) pen.lineTo(at, height);
    else pen.moveTo(at, height);
    former = [at, height];
  }
}
