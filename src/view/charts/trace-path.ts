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
  let column = Number.NaN;
  let [low, high, last, left, right] = [0, 0, 0, 0, 0];
  const finishColumn = () => {
    if (low < high) {
      pen.lineTo(right, low);
      pen.lineTo(right, high);
    }
    if (right > left) pen.lineTo(right, last);
  };
  const lift = () => {
    if (Number.isNaN(column)) return;
    finishColumn();
    if (ground !== undefined) pen.lineTo(right, ground);
    column = Number.NaN;
  };
  for (let i = 0; i < x.length; i++) {
    const at = toX(x[i]!);
    const height = toY(y[i]!);
    if (!Number.isFinite(height)) {
      lift();
      continue;
    }
    const next = Math.floor(at);
    if (next === column) {
      low = Math.min(low, height);
      high = Math.max(high, height);
    } else {
      if (!Number.isNaN(column)) finishColumn();
      else if (ground === undefined) pen.moveTo(at, height);
      else pen.moveTo(at, ground);
      pen.lineTo(at, height);
      column = next;
      left = at;
      low = height;
      high = height;
    }
    last = height;
    right = at;
  }
  lift();
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
