import { type BrowserContext, test as base, expect, type Page } from 'playwright/test';
import type { EngineChoice } from '../src/app/engines/engines.ts';
import { type EngineOptions, engineNeeded } from './engines.ts';

export { expect };

/** What a person can see and do on the page. */
export class Person {
  /** Errors in the console that belong to the accident that a test is about. */
  expected: RegExp | undefined;

  constructor(readonly page: Page) {}

  /**
   * Opens the page and waits until it runs.
   * @param asItOpens whether time goes as the page lets it: twice as fast there is less to wait for
   */
  async open({ asItOpens = false } = {}): Promise<void> {
    await this.page.goto('/');
    await expect.poll(() => this.time()).toBeGreaterThan(0);
    const speed = this.page.getByLabel('Speed');
    if (asItOpens || !(await speed.isVisible())) return;
    await speed.press('ArrowRight');
    await speed.blur();
  }

  /** Lets the population run as fast as it can, for what is seen only after hundreds of simulated milliseconds. */
  async hurry(): Promise<void> {
    await this.page.getByLabel('Speed').press('End');
  }

  /** Lets all words stand on the ground alone, where axe can tell their colours: it cannot through a veil over a canvas. */
  async bare(): Promise<void> {
    await this.page.evaluate(() => {
      document.documentElement.style.setProperty('--veil', 'var(--ground)');
      for (const canvas of document.querySelectorAll<HTMLElement>('.canvas'))
        canvas.style.visibility = 'hidden';
    });
  }

  /** Simulated time as the page shows it, ms. */
  async time(): Promise<number> {
    return Number.parseFloat(await this.text(this.page.getByLabel('Simulated time')));
  }

  /** The line that says what happens, in numbers. */
  async summary(): Promise<{ firing: number; cells: number; highest: number } | undefined> {
    const line = await this.text(this.page.getByRole('banner'));
    const parts = /([\d,]+) of ([\d,]+) cells fires?, up to (\d+) Hz/.exec(line);
    if (!parts) return undefined;
    const [firing, cells, highest] = parts.slice(1).map((part) => Number(part.replaceAll(',', '')));
    return { firing: firing ?? 0, cells: cells ?? 0, highest: highest ?? 0 };
  }

  /** The number of cells that the sheet shows. */
  async cells(): Promise<number> {
    const label = await this.page.getByRole('application').first().getAttribute('aria-label');
    return Number(/([\d,]+) cells/.exec(label ?? '')?.[1]?.replaceAll(',', ''));
  }

  /** The line about the selected cell above its trace. */
  cell(): Promise<string> {
    return this.text(this.page.getByRole('region', { name: 'Selected cell' }).getByText(/^Cell/));
  }

  /** The step that is set, ms. */
  async step(): Promise<number> {
    return Number.parseFloat(await this.page.getByLabel('dt', { exact: true }).inputValue());
  }

  button(name: string) {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Goes to a place of the sheet, as fractions of the window's free middle. */
  async point(right: number, down: number): Promise<{ x: number; y: number }> {
    const axis = await this.page.locator('.axis .tick:not(.beside, .above) > span').evaluateAll((ticks) =>
      ticks.map((tick) => {
        const { x, y, width } = tick.getBoundingClientRect();
        return { x: x + width / 2, y };
      }),
    );
    const left = Math.min(...axis.map(({ x }) => x));
    const width = Math.max(...axis.map(({ x }) => x)) - left;
    const bottom = Math.min(...axis.map(({ y }) => y)) - 12;
    const top = await this.page
      .getByRole('banner')
      .evaluate((header) => header.getBoundingClientRect().bottom + 12);
    return { x: left + right * width, y: top + down * (bottom - top) };
  }

  /** Drags a file over the page and lets it go. @param content a text, or what is written as JSON @param over what is looked at in between */
  async drop(name: string, content: unknown, over?: () => Promise<void>): Promise<void> {
    const dataTransfer = await this.page.evaluateHandle(
      ([fileName, text]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text!], fileName!));
        return transfer;
      },
      [name, typeof content === 'string' ? content : JSON.stringify(content)],
    );
    const main = this.page.getByRole('main');
    await main.dispatchEvent('dragover', { dataTransfer });
    await over?.();
    await main.dispatchEvent('drop', { dataTransfer });
  }

  /** What is drawn in the middle of the sheet: a print to compare, and how many colours it has. */
  async sheet(): Promise<{ print: string; colours: number }> {
    const from = await this.point(0.3, 0.3);
    const to = await this.point(0.7, 0.7);
    const clip = { x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y };
    return this.look((await this.page.screenshot({ clip })).toString('base64'));
  }

  /** What is drawn in a plot. */
  async plot(name: string): Promise<{ print: string; colours: number }> {
    const plot = this.page.getByRole('region', { name }).locator('canvas').first();
    return this.look((await plot.screenshot()).toString('base64'));
  }

  /** A print of an image, and how many colours it has. @param png in base64 */
  async look(png: string): Promise<{ print: string; colours: number }> {
    const colours = await this.page.evaluate(async (data) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
      context.drawImage(image, 0, 0);
      return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size;
    }, png);
    return { print: png, colours };
  }

  private async text(locator: ReturnType<Page['locator']>): Promise<string> {
    return (await locator.textContent()) ?? '';
  }
}

/** All pages are as if an engine had been chosen at a former visit. With the CPU alone the browser has no WebGPU. */
export async function chooseEngine(context: BrowserContext, engine: EngineChoice): Promise<void> {
  await context.addInitScript((choice) => {
    if (!location.protocol.startsWith('http')) return;
    // Only for the first visit: what is chosen on the page stays chosen.
    localStorage['loligo engine'] ??= choice;
    if (choice === 'cpu') Object.defineProperty(Navigator.prototype, 'gpu', { get: () => undefined });
  }, engine);
}

/** A test by a person, who would also notice an error in the console. */
export const test = base.extend<EngineOptions & { engine: EngineChoice; person: Person }>({
  usualEngine: ['cpu', { option: true }],
  engineOfRun: [undefined, { option: true }],
  engine: async ({ usualEngine, engineOfRun }, use, { tags }) => {
    await use(engineNeeded(tags) ?? engineOfRun ?? usualEngine);
  },
  person: async ({ page, context, engine, usualEngine }, use, testInfo) => {
    // Its time is for the engine that it usually has. A software GPU is slower than the CPU alone, up to three times with the cells of a lesson.
    if (engine === 'webgpu' && usualEngine === 'cpu') testInfo.setTimeout(3 * testInfo.timeout);
    await chooseEngine(context, engine);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    const person = new Person(page);
    await use(person);
    // What is still on its way through a route when the test ends is of no interest.
    if (!page.isClosed()) await page.unrouteAll({ behavior: 'ignoreErrors' });
    const unexpected = errors.filter((text) => !person.expected?.test(text));
    expect(unexpected, 'errors in the console').toEqual([]);
  },
});
