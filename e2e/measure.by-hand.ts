import type { Page } from 'playwright/test';
import { enginesOfRuns } from './engines.ts';
import { expect, test } from './person.ts';

// How soon is the page there, and how smooth is it? Prints a line for each engine and arrangement.

/** What a page has drawn on the canvas of the cells, and when it could have, on its clock, ms. */
interface Watched {
  readonly drawn: number[];
  readonly frames: number[];
}

const watched = (page: Page): Promise<Watched> =>
  page.evaluate(() => (globalThis as unknown as { watched: Watched }).watched);

/** Notes from the beginning when the cells are drawn. */
const watch = (page: Page) =>
  page.addInitScript(() => {
    const notes: Watched = { drawn: [], frames: [] };
    Object.assign(globalThis, { watched: notes });
    const frame = (now: number) => {
      notes.frames.push(now);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    const note = () => {
      // Views share a canvas.
      if (performance.now() > (notes.drawn.at(-1) ?? 0) + 2) notes.drawn.push(performance.now());
    };
    const { getCurrentTexture } = GPUCanvasContext.prototype;
    GPUCanvasContext.prototype.getCurrentTexture = function () {
      note();
      return getCurrentTexture.call(this);
    };
    const { clear } = WebGL2RenderingContext.prototype;
    WebGL2RenderingContext.prototype.clear = function (mask) {
      note();
      clear.call(this, mask);
    };
  });

/** How late a word about a cell followed the pointer. */
interface Followed {
  /** Frames of the page from the one in which the pointer came to the one in which the word did. */
  readonly frames: number;
  /** Time between the two, ms. */
  readonly time: number;
}

/** Notes from now on how late the word about the cell under the pointer comes. */
const watchPointer = (page: Page) =>
  page.evaluate(() => {
    const followed: Followed[] = [];
    Object.assign(globalThis, { followed });
    let frame = 0;
    const count = () => {
      frame++;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    let moved: { y: number; frame: number; at: number } | undefined;
    addEventListener(
      'pointermove',
      ({ clientY }) => {
        moved = { y: clientY, frame, at: performance.now() };
      },
      { capture: true },
    );
    new MutationObserver(() => {
      const word = document.querySelector<HTMLElement>('.hover');
      // It stands 14 px below the pointer to which it belongs.
      const y = Number(/, (-?[\d.]+)px\)/.exec(word?.style.transform ?? '')?.[1]) - 14;
      if (!moved || Math.abs(y - moved.y) > 0.01) return;
      followed.push({ frames: frame - moved.frame, time: performance.now() - moved.at });
      moved = undefined;
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  });

/** How many a second between two times. */
const rate = (times: readonly number[], from: number, to: number): string =>
  ((1000 * times.filter((time) => time >= from && time < to).length) / (to - from)).toFixed(0);

/** Cells begin to move when their shader is there, and move for 0.7 s; this lies within, ms after the choice. */
const MOVING = [150, 750] as const;

for (const engine of enginesOfRuns) {
  const tag = `@${engine}`;
  test(`first paint and first spike, ${engine}`, { tag }, async ({ person }) => {
    const begun = Date.now();
    const { page } = person;
    await page.goto('/');
    await expect.poll(() => person.time(), { intervals: [10] }).toBeGreaterThan(5);
    const spike = Date.now() - begun;
    const paint = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    );
    console.log(`${engine}: first paint ${paint.toFixed(0)} ms, 5 ms simulated after ${spike} ms`);
  });

  test(`frames a second, ${engine}`, { tag }, async ({ person }) => {
    test.setTimeout(180_000);
    await watch(person.page);
    // At 40 ms a second, twice what the page opens with.
    await person.open();
    const { page } = person;
    await page.getByLabel('Neurons').selectOption('16,384');
    await expect.poll(() => person.cells()).toBe(16_384);
    await page.waitForTimeout(3000);
    for (const arrangement of ['curve', 'phase', 'raster', 'quantities', 'sheet']) {
      const before = await person.time();
      const begin = await page.evaluate(() => performance.now());
      await page.getByLabel('Arrangement').selectOption(arrangement);
      await page.waitForTimeout(3900);
      const speed = (await person.time()) - before;
      const { drawn, frames } = await watched(page);
      const [from, to] = MOVING.map((time) => begin + time) as [number, number];
      const during = frames.filter((time) => time >= from && time < to);
      const longest = Math.max(...during.slice(1).map((time, i) => time - during[i]!));
      console.log(
        `${engine}, 16,384 cells, ${arrangement}: ${rate(frames, from, to)} frames/s of the page and ${rate(drawn, from, to)} drawn on the way (longest gap ${longest.toFixed(0)} ms), ${rate(drawn, begin + 1900, begin + 3900)} drawn/s there, ${(speed / 3.9).toFixed(0)} ms simulated a second`,
      );
    }
  });

  test(`hover, ${engine}`, { tag }, async ({ person }) => {
    test.setTimeout(120_000);
    await person.open();
    const { page } = person;
    await page.getByLabel('Neurons').selectOption('65,536');
    await expect.poll(() => person.cells()).toBe(65_536);
    await watchPointer(page);
    for (const arrangement of ['sheet', 'quantities']) {
      await page.getByLabel('Arrangement').selectOption(arrangement);
      await page.waitForTimeout(4000);
      await page.evaluate(() => (globalThis as unknown as { followed: Followed[] }).followed.splice(0));
      const [from, to] = [await person.point(0.2, 0.05), await person.point(0.8, 0.95)];
      const moves = 100;
      for (let i = 0; i < moves; i++) {
        // To and fro over the cells, never twice at a height.
        const x = i % 2 === 0 ? from.x : to.x;
        await page.mouse.move(x, from.y + ((to.y - from.y) * i) / moves);
        await page.waitForTimeout(50);
      }
      const followed = await page.evaluate(
        () => (globalThis as unknown as { followed: Followed[] }).followed,
      );
      const most = (key: keyof Followed) => Math.max(...followed.map((one) => one[key])).toFixed(0);
      console.log(
        `${engine}, 65,536 cells, ${arrangement}: the word about the cell under the pointer comes at most ${most('frames')} frames and ${most('time')} ms after it (${followed.length} of ${moves} places had a cell)`,
      );
    }
  });
}
