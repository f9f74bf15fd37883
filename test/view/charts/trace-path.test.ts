import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { traceAlong, tracePath } from '../../../src/view/charts/trace-path.ts';

/** Notes where it goes; pieces begin with 'moveTo'. */
function recorder() {
  const pieces: [number, number][][] = [];
  return {
    pieces,
    moveTo: (x: number, y: number) => void pieces.push([[x, y]]),
    lineTo: (x: number, y: number) => void pieces.at(-1)!.push([x, y]),
  };
}
const same = (value: number) => value;

describe('a path through samples', () => {
  it('has at most five points in a column of pixels, and loses no extreme', () => {
    const heights = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(heights, fc.double({ min: 0.01, max: 3, noNaN: true }), (y, spacing) => {
        const pen = recorder();
        const x = y.map((_, i) => i * spacing);
        traceAlong(pen, { x, y }, same, same);
        expect(pen.pieces).toHaveLength(1);
        const points = pen.pieces[0]!;
        for (let column = 0; column <= x.at(-1)!; column++) {
          const inside = y.filter((_, i) => Math.floor(x[i]!) === column);
          const drawn = points.filter(([at]) => Math.floor(at) === column).map(([, height]) => height);
          expect(drawn.length).toBeLessThanOrEqual(5);
          if (inside.length === 0) continue;
          expect(Math.max(...drawn)).toBe(Math.max(...inside));
          expect(Math.min(...drawn)).toBe(Math.min(...inside));
        }
        expect(points.at(-1)).toEqual([x.at(-1), y.at(-1)]);
      }),
    );
  });

  it('goes straight on where it only rises or falls', () => {
    const pen = recorder();
    traceAlong(pen, { x: [0, 0.25, 0.5, 0.75, 1, 1.25], y: [0, 1, 3, 7, 8, 2] }, same, same);
    expect(pen.pieces).toEqual([
      [
        [0, 0],
        [0, 0],
        [0.75, 7],
        [1, 8],
        [1.25, 2],
      ],
    ]);
  });

  it('has gaps where there is no value, and is closed along the ground if there is one', () => {
    const samples = { x: [0, 1, 2, 3], y: [5, 6, Number.NaN, 7] };
    const line = recorder();
    traceAlong(line, samples, same, same);
    expect(line.pieces.map((piece) => piece.at(-1))).toEqual([
      [1, 6],
      [3, 7],
    ]);
    const area = recorder();
    traceAlong(area, samples, same, same, 0);
    expect(area.pieces[0]).toEqual([
      [0, 0],
      [0, 5],
      [1, 6],
      [1, 0],
    ]);
  });

  it('leaves out what lies within half a pixel of the point before', () => {
    const pen = recorder();
    tracePath(pen, { x: [0, 0.2, 0.4, 0.7, 3], y: [0, 0, 0, 0, Number.NaN] }, same, same, 1);
    expect(pen.pieces).toEqual([
      [
        [0, 0],
        [0.7, 0],
      ],
    ]);
  });
});
