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
          ...summaryOf(clicks, 'line', 'ms to the line about a clicked cell'),
          ...summaryOf(clicks, 'screen', 'ms to the screen'),
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

function summaryOf(clicks: readonly Click[], of: keyof Click, name: string): Record<string, string> {
  const times = clicks.map((click) => click[of]);
  return { [`${name}, median and longest`]: `${digits(median(times))}, ${digits(Math.max(...times))}` };
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

/** What a click took, ms from when the hand made it. */
interface Click {
  /** Until the line about the selected cell was another one. */
  readonly line: number;
  /** Until it was on the screen, in steps of 8 ms. */
  readonly screen: number;
}

/** Clicks on cells. */
async function clicksOn(tab: Page): Promise<Click[]> {
  await tab.evaluate(() => {
    const lines: number[] = [];
    const screens: number[] = [];
    let clicked = 0;
    addEventListener('pointerup', ({ timeStamp }) => (clicked = timeStamp), { capture: true });
    new MutationObserver(() => lines.push(performance.now() - clicked)).observe(
      document.querySelector('.trace .reading')!,
      { characterData: true, childList: true, subtree: true },
    );
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === 'pointerup') screens.push(duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
    Object.assign(globalThis, { lines, screens });
  });
  const { width, height } = tab.viewportSize()!;
  const clicks: Click[] = [];
  for (let i = 0; i < CLICKS; i++) {
    // Another cell every time, at another moment of what the page does.
    await tab.mouse.click(width * (0.35 + 0.02 * i), height * (0.35 + 0.015 * i));
    await tab.waitForTimeout(600 + 37 * i);
    const click = await tab.evaluate(() => {
      const { lines, screens } = globalThis as unknown as { lines: number[]; screens: number[] };
      // What is faster than is reported counts as 16 ms; a line that has not changed, for ever.
      return {
        line: lines.splice(0)[0] ?? Number.POSITIVE_INFINITY,
        screen: Math.max(16, ...screens.splice(0)),
      };
    });
    clicks.push(click);
  }
  return clicks;
}
