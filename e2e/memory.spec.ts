import { chromium } from 'playwright/test';
import { findBrowser } from '../test/support/machine.ts';
import { enginesOfRuns } from './engines.ts';
import { chooseEngine, expect, Person, test } from './person.ts';

/** LOLIGO_CHANGES=360 LOLIGO_INTERVAL=10 watches for an hour, with a change every 10 s. */
const CHANGES = Number(process.env.LOLIGO_CHANGES ?? 4);
/** Least time from one change to the next, s. */
const INTERVAL = Number(process.env.LOLIGO_INTERVAL ?? 0);
const sizes = [256, 1024] as const;
const arrangements = ['sheet', 'curve', 'phase', 'raster'] as const;
/** In a long watch alone: inline caches of what is compiled for each of them take some hundred changes to fill. */
const membranes = INTERVAL > 0 ? ['hodgkin-huxley', 'morris-lecar-hopf', 'wang-buzsaki'] : ['hodgkin-huxley'];
/** Twice as many as there are different ones. */
const WARM_UP = 8 * membranes.length;
/** Part of the heap that may have been added in the end. */
const MOST_GROWTH = 0.05;

// Code that runs often is compiled again, better and larger, for some hundred changes: 5 to 10 KB each that nothing of
// the page holds. With the compilers off the heap shows only what is kept.
const interpretedOnly = '--js-flags=--no-opt --no-maglev --no-sparkplug --no-flush-bytecode';
/**
 * What inline caches and the browser's own lists (an entry of resource timing for each worker) still add, bytes per
 * change; measured -300 to 280 over 48 changes. The potentials of a single population of 1024 cells are 4 KB.
 */
const TOLERANCE = 1000;
/**
 * What comes and goes from one look to the next, bytes: measured -73 to 25 thousand. A population that is kept holds
 * 74 thousand (CPU) to 247 thousand (GPU), and there is one for each change.
 */
const UNSTEADY = 48_000;

/** Objects that stand for memory of the GPU or that hold others. */
const watched = [
  'GPUBuffer',
  'GPUTexture',
  'GPUBindGroup',
  'GPUShaderModule',
  'GPUComputePipeline',
  'Worker',
];

for (const engine of enginesOfRuns) {
  const tag = ['@slow', `@${engine}`];
  test(`nothing of a former population is kept, ${engine}`, { tag }, async ({ baseURL }) => {
    test.setTimeout(60_000 + (4000 + 1000 * INTERVAL) * (CHANGES + WARM_UP));
    const { args, ...launch } = findBrowser();
    const browser = await chromium.launch({ ...launch, args: [...args, interpretedOnly] });
    try {
      const page = await browser.newPage({ baseURL: baseURL! });
      await chooseEngine(page.context(), engine);
      const person = new Person(page);
      await person.open();
      const protocol = await page.context().newCDPSession(page);

      const change = async (times: number) => {
        for (let i = 0; i < times; i++) {
          const begun = performance.now();
          const cells = sizes[i % sizes.length]!;
          // Every other change has a second view, which goes with the next one.
          const close = page.getByRole('button', { name: /^Close the view/ }).last();
          if (i % 2 === 1) await person.button('Add a view').click();
          else if (await close.isVisible()) await close.click();
          const arrangement = page.getByLabel('Arrangement').last();
          await arrangement.selectOption(arrangements[i % arrangements.length]!);
          await page.getByLabel('Membrane', { exact: true }).selectOption(membranes[i % membranes.length]!);
          await page.getByLabel('Neurons').selectOption(String(cells));
          await expect.poll(() => person.cells(), { intervals: [20] }).toBe(cells);
          await page.waitForTimeout(Math.max(0, 1000 * INTERVAL - (performance.now() - begun)));
          const before = await person.time();
          await expect.poll(() => person.time(), { intervals: [20] }).not.toBe(before);
        }
      };
      /** How many objects of a class there are. */
      const count = async (name: string) => {
        const prototype = await protocol.send('Runtime.evaluate', { expression: `${name}.prototype` });
        const { objects } = await protocol.send('Runtime.queryObjects', {
          prototypeObjectId: prototype.result.objectId!,
          objectGroup: 'watched',
        });
        const { result } = await protocol.send('Runtime.getProperties', {
          objectId: objects.objectId!,
          ownProperties: true,
        });
        await protocol.send('Runtime.releaseObjectGroup', { objectGroup: 'watched' });
        return Number(result.find((property) => property.name === 'length')?.value?.value);
      };
      /** What is left when everything that can go has gone. */
      const rest = async () => {
        await person.button('Pause').click();
        // At their first moment, the cells have no past yet, whose length would be in what is measured.
        await page.getByLabel('Neurons').selectOption(String(sizes[0]));
        await expect.poll(() => person.cells(), { intervals: [20] }).toBe(sizes[0]);
        expect(await person.time()).toBe(0);
        const used: number[] = [];
        // What waits for a finaliser goes in the next round, and the page never quite stands still.
        for (let i = 0; i < 5; i++) {
          await page.waitForTimeout(100);
          await protocol.send('HeapProfiler.collectGarbage');
          used.push((await protocol.send('Runtime.getHeapUsage')).usedSize);
        }
        const counts: Record<string, number> = {};
        for (const name of watched) counts[name] = await count(name);
        await person.button('Run').click();
        return { size: Math.min(...used), counts };
      };

      // The thread that estimates errors comes late and stays.
      await expect(page.locator('.honesty dd')).toHaveText(/%/);
      await change(WARM_UP);
      const before = await rest();
      await change(CHANGES);
      const after = await rest();
      expect(after.counts).toEqual(before.counts);
      expect(after.size - before.size).toBeLessThan(UNSTEADY + TOLERANCE * CHANGES);
      expect(after.size / before.size).toBeLessThan(1 + MOST_GROWTH);
    } finally {
      await browser.close();
    }
  });
}
