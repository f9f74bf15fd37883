import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { framesOf, freePart } from '../../../src/app/stage/frames.ts';
import { MOST_STAGES } from '../../../src/app/stage/stage-state.ts';

const none = { top: 0, right: 0, bottom: 0, left: 0 };
const wide = { window: { width: 1600, height: 600 }, insets: none };

describe('where views are in the window', () => {
  it('is all that nothing covers for one', () => {
    const [frame] = framesOf({ ...wide, insets: { top: 100, right: 300, bottom: 80, left: 200 } }, 1);
    expect(frame).toMatchObject({ x: 200, y: 100, width: 1100, height: 420 });
    const free = freePart(frame!);
    expect(free.x).toBeGreaterThanOrEqual(200);
    expect(free.y).toBeGreaterThanOrEqual(100);
    expect(free.x + free.width).toBeLessThanOrEqual(1300);
    expect(free.y + free.height).toBeLessThanOrEqual(520);
  });

  it('is side by side where there is more width, above one another where there is more height', () => {
    expect(framesOf(wide, 2).map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [800, 0],
    ]);
    const tall = { window: { width: 390, height: 800 }, insets: none };
    expect(framesOf(tall, 2).map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [0, 400],
    ]);
  });

  it('is two by two on a phone, with a line more above each', () => {
    const phone = { window: { width: 390, height: 844 }, insets: { ...none, top: 160, bottom: 108 } };
    const frames = framesOf(phone, 4);
    expect(frames.map(({ x, y }) => [x, y])).toEqual([
      [0, 160],
      [195, 160],
      [0, 448],
      [195, 448],
    ]);
    // Above the cells are name, choices, colours and what stands upwards, below numbers and a title.
    for (const frame of frames) expect(freePart(frame).height).toBe(288 - 120 - 52);
  });

  it('leaves nothing free and lets no two overlap', () => {
    const side = fc.integer({ min: 200, max: 4000 });
    fc.assert(
      fc.property(side, side, fc.integer({ min: 2, max: MOST_STAGES }), (width, height, count) => {
        const frames = framesOf({ window: { width, height }, insets: none }, count);
        const area = frames.reduce((sum, frame) => sum + frame.width * frame.height, 0);
        expect(area).toBeCloseTo(width * height, 3);
        for (const [i, a] of frames.entries()) {
          for (const b of frames.slice(i + 1)) {
            const apart =
              a.x + a.width <= b.x + 1e-9 ||
              b.x + b.width <= a.x + 1e-9 ||
              a.y + a.height <= b.y + 1e-9 ||
              b.y + b.height <= a.y + 1e-9;
            expect(apart).toBe(true);
          }
        }
      }),
    );
  });
});
