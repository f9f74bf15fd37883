// How many frames and neuron-steps does the page make in a second, and how soon does it answer a click?
import { chromium, type Page } from 'playwright';
import { build, preview } from 'vite';
import { findBrowser } from '../test/support/machine.ts';
import { conditions, digits, median, report } from './machine.ts';

const engines = ['cpu', 'webgpu'] as const;
const sizes = [16_384, 65_536, 262_144, 1_048_576];

/** Wall time for which the page runs before it is measured, ms: rates are read, and code has been compiled. */
const WARMING = 6000;
const MEASURED = 10_000;
const CLICKS = 12;

/** @param chosen engines and sizes; all where none is named. `--built` takes the page as it was built before. */
export default async function page(chosen: readonly string[]): Promise<void> {
  const among = <Choice extends string | number>(all: readonly Choice[]) => {
    const named = all.filter((one) => chosen.includes(String(one)));
    return named.length > 0 ? named : all;
  };
  if (!chosen.includes('--built')) await build({ logLevel: 'warn' });
  const server = await preview({ preview: { port: 4175 }, logLevel: 'warn' });
  const browser = await chromium.launch(findBrowser());
  const rows: Record<string, string | number>[] = [];
  try {
    for (const engine of among(engines)) {
      for (const cells of among(sizes)) {
        const tab = await browser.newPage({ viewport: { width: 1280, height: 720 } });
        tab.setDefaultTimeout(120_000);
        await open(tab, server.resolvedUrls!.local[0]!, engine, cells);
        await tab.waitForTimeout(WARMING);
        const pace = await paceOf(tab);
        const clicks = await clicksOn(tab);
        rows.push({
          engine,
          neurons: cells,
          'frames/s': digits(pace.frames),
          'million neuron-steps/s': digits(pace.neuronSteps),
          'median ms from a click to the line about the cell': digits(median(clicks)),
          'longest ms': digits(Math.max(...clicks)),
        });
        console.log(JSON.stringify(rows.at(-1)));
        await tab.close();
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
  report('page', conditions(), rows);
}

/** Opens the page with so many neurons, and lets them go as fast as they can. */
async function open(tab: Page, url: string, engine: string, cells: number): Promise<void> {
  await tab.addInitScript((choice) => {
    localStorage['loligo engine'] = choice;
  }, engine);
  await tab.goto(url);
  const sheet = tab.getByRole('application');
  await sheet.and(tab.getByLabel(/cells/)).waitFor();
  await tab.getByLabel('Speed').press('End');
  await tab.getByLabel('Neurons').selectOption(String(cells));
  await sheet.and(tab.getByLabel(`${cells.toLocaleString('en')} cells`)).waitFor();
}

/** Frames/s and million neuron-steps/s as the page shows them, on average. */
function paceOf(tab: Page) {
  return tab.evaluate(async (duration) => {
    const shown = () =>
      [...document.querySelectorAll('.pace dd')]
        .slice(1)
        .map(
          ({ textContent }) => Number.parseFloat(textContent!) * (/billion/.test(textContent!) ? 1000 : 1),
        );
    const [neuronSteps, frames] = [[] as number[], [] as number[]];
    const begin = performance.now();
    while (performance.now() < begin + duration) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const [steps, drawn] = shown();
      neuronSteps.push(steps!);
      frames.push(drawn!);
    }
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    return { neuronSteps: mean(neuronSteps), frames: mean(frames) };
  }, MEASURED);
}

/** Wall times from clicks on cells, when the hand makes them, to the next frame after the line about the cell has changed, ms. */
async function clicksOn(tab: Page): Promise<number[]> {
  await tab.evaluate(() => {
    const times: number[] = [];
    let clicked: number | undefined;
    addEventListener('pointerup', ({ timeStamp }) => (clicked = timeStamp), { capture: true });
    new MutationObserver(() => {
      const since = clicked;
      clicked = undefined;
      if (since !== undefined) requestAnimationFrame(() => times.push(performance.now() - since));
    }).observe(document.querySelector('.trace .reading')!, {
      characterData: true,
      childList: true,
      subtree: true,
    });
    Object.assign(globalThis, { times });
  });
  const { width, height } = tab.viewportSize()!;
  for (let i = 0; i < CLICKS; i++) {
    // Another cell every time, at another moment of what the page does.
    await tab.mouse.click(width * (0.35 + 0.02 * i), height * (0.35 + 0.015 * i));
    await tab.waitForTimeout(600 + 37 * i);
  }
  return tab.evaluate(() => (globalThis as unknown as { times: number[] }).times);
}
