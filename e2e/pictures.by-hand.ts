import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Person, test } from './person.ts';

// Takes pictures of every arrangement and of views side by side, in both themes, as a phone, a laptop and a large screen show them; of the
// panels; and the icon of public/ in pixels, for what takes no SVG. Those that the documents show are in docs/pictures. The others, which
// would make the repository large, are in test-results/pictures, for those who look what the page looks like.

const documents = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
const others = fileURLToPath(new URL('../test-results/pictures/', import.meta.url));
const served = fileURLToPath(new URL('../public/', import.meta.url));
for (const folder of [documents, others]) mkdirSync(folder, { recursive: true });

/** Lets the population be seen for a while, the pointer away. */
async function take(person: Person, path: string, part?: string): Promise<void> {
  // Of a large screen software draws a frame a second.
  await expect.poll(() => person.time(), { timeout: 150_000 }).toBeGreaterThan(220);
  await person.page.waitForTimeout(1500);
  await (part ? person.page.locator(part).screenshot({ path }) : person.page.screenshot({ path }));
}

const arrangements = ['sheet', 'map', 'curve', 'phase', 'raster', 'quantities'] as const;
type Arrangement = (typeof arrangements)[number];
const themes = ['light', 'dark'] as const;
const windows = { narrow: [390, 844], usual: [1280, 800], wide: [3840, 2160] } as const;
type Window = keyof typeof windows;

/** Where a picture goes. The documents have arrangements as a laptop shows them, those of many colours in one theme, and two on a phone. */
function pathOf(arrangement: Arrangement | 'views', window: Window, theme: (typeof themes)[number]): string {
  const isColourful = arrangement === 'sheet' || arrangement === 'map';
  if (window === 'usual' && arrangement !== 'views' && !(isColourful && theme === 'dark'))
    return `${documents}${arrangement}-${theme}.png`;
  if (window === 'narrow' && theme === 'light' && (arrangement === 'sheet' || arrangement === 'curve'))
    return `${documents}${arrangement}-narrow.png`;
  return `${others}${arrangement}-${window}-${theme}.png`;
}

test.describe('icon', () => {
  for (const side of [192, 512])
    test(`${side} by ${side}`, async ({ page }) => {
      const svg = readFileSync(`${served}icon.svg`, 'utf8');
      await page.setViewportSize({ width: side, height: side });
      await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
      await page.screenshot({ path: `${served}icon-${side}.png` });
    });
});

for (const theme of themes) {
  for (const [window, [width, height]] of Object.entries(windows) as [Window, readonly [number, number]][]) {
    test.describe(`${theme}, ${window}`, () => {
      test.use({ colorScheme: theme, viewport: { width, height } });
      test.setTimeout(180_000);

      for (const arrangement of arrangements)
        test(arrangement, async ({ person }) => {
          const { page } = person;
          await person.open();
          if (arrangement === 'map') {
            if (window === 'narrow') await person.button('Controls').click();
            await page.getByLabel('Differ in').selectOption({ label: 'two quantities' });
          }
          if (window === 'narrow') await person.button('Cells').click();
          await page.getByLabel('Arrangement').selectOption(arrangement);
          if (window === 'wide') await person.hurry();
          await take(person, pathOf(arrangement, window, theme));
        });

      test('views', async ({ person }) => {
        await person.open();
        if (window === 'narrow') await person.button('Cells').click();
        await addViews(person);
        if (window === 'wide') await person.hurry();
        await take(person, pathOf('views', window, theme));
      });
    });
  }
}

/** Has four views side by side, the last with a name of its own. */
async function addViews({ page }: Person): Promise<void> {
  for (const [i, arrangement] of ['phase', 'curve', 'sheet'].entries()) {
    await page.keyboard.press('v');
    await expect(page.getByLabel('Arrangement')).toHaveCount(i + 2);
    await page
      .getByLabel('Arrangement')
      .nth(i + 1)
      .selectOption(arrangement);
  }
  const colours = page.getByLabel('Colour', { exact: true });
  await expect(colours).toHaveCount(4);
  await colours.last().selectOption('n');
  const name = page.getByLabel('Name of the view').last();
  await name.fill('Potassium');
  await name.blur();
}

test.describe('views in the documents', () => {
  test.use({ colorScheme: 'dark', viewport: { width: 1440, height: 900 } });
  test.setTimeout(120_000);
  test('side by side', async ({ person }) => {
    await person.open();
    await addViews(person);
    await take(person, `${documents}views-dark.png`);
  });
});

test.describe('panels', () => {
  test.use({ colorScheme: 'light', viewport: { width: 1280, height: 800 } });
  test.setTimeout(120_000);
  for (const panel of ['Share', 'Equations', 'JSON', '?']) {
    test(panel, async ({ person }) => {
      await person.open();
      await person.button(panel).click();
      await take(person, `${documents}panel-${panel === '?' ? 'help' : panel.toLowerCase()}.png`, '.drawer');
    });
  }
  for (const plot of ['conductances', 'currents', 'phase', 'raster']) {
    test(`cell: ${plot}`, async ({ person }) => {
      await person.open();
      await person.page.getByLabel('Plot of the cell').selectOption(plot);
      await take(person, `${documents}cell-${plot}.png`, '.slot:last-child');
    });
  }
});
