import { expect, test } from './person.ts';

// How soon is the page there, and how smooth is it? Prints a line for each engine and arrangement.

/** Frames a second while something is done, and the longest time without one, ms. */
const watch = `new Promise((resolve) => {
  const times = [];
  const begin = performance.now();
  const frame = (now) => {
    times.push(now);
    if (now - begin < DURATION) requestAnimationFrame(frame);
    else {
      const gaps = times.slice(1).map((time, i) => time - times[i]);
      resolve({ frames: (1000 * gaps.length) / (times.at(-1) - times[0]), longest: Math.max(...gaps) });
    }
  };
  requestAnimationFrame(frame);
})`;

const watched = (duration: number) => watch.replace('DURATION', String(duration));

for (const engine of ['cpu', 'webgpu'] as const) {
  test(`first paint and first spike, ${engine}`, async ({ person }) => {
    const begun = Date.now();
    const { page } = person;
    await page.addInitScript((choice) => {
      localStorage['loligo engine'] ??= choice;
    }, engine);
    await page.goto('/');
    await expect.poll(() => person.time(), { intervals: [10] }).toBeGreaterThan(5);
    const spike = Date.now() - begun;
    const paint = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    );
    console.log(`${engine}: first paint ${paint.toFixed(0)} ms, 5 ms simulated after ${spike} ms`);
  });

  test(`frames a second, ${engine}`, async ({ person }) => {
    test.setTimeout(180_000);
    // At 40 ms a second, twice what the page opens with.
    await person.open(engine);
    const { page } = person;
    await page.getByLabel('Neurons').selectOption('16,384');
    await expect.poll(() => person.cells()).toBe(16_384);
    await page.waitForTimeout(3000);
    const shown = page.getByRole('contentinfo').getByRole('definition');
    for (const arrangement of ['curve', 'phase', 'raster', 'quantities', 'sheet']) {
      const before = await person.time();
      const moving = page.evaluate(watched(900)) as Promise<{ frames: number; longest: number }>;
      await page.getByLabel('Arrangement').selectOption(arrangement);
      const { frames, longest } = await moving;
      const moved = await shown.nth(2).innerText();
      await page.waitForTimeout(3000);
      const drawn = await shown.nth(2).innerText();
      const speed = (await person.time()) - before;
      console.log(
        `${engine}, 16,384 cells, ${arrangement}: ${frames.toFixed(0)} frames/s of the page and ${moved} drawn on the way (longest gap ${longest.toFixed(0)} ms), ${drawn} drawn/s there, ${(speed / 3.9).toFixed(0)} ms simulated a second`,
      );
    }
  });
}
