import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Person, test } from './person.ts';

// Takes the pictures of docs/pictures: every arrangement, in both themes where that makes a small file, the panels, and what a
// phone shows; the icon of public/ in pixels, for what takes no SVG; and, for those who look, what a large screen does (not kept: it is large).

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
const served = fileURLToPath(new URL('../public/', import.meta.url));
mkdirSync(folder, { recursive: true });

/** Lets the population be seen for a while, the pointer away. */
async function take(person: Person, name: string, part?: string): Promise<void> {
  await expect.poll(() => person.time()).toBeGreaterThan(220);
  await person.page.waitForTimeout(1500);
  const path = `${folder}${name}.png`;
  await (part ? person.page.locator(part).screenshot({ path }) : person.page.screenshot({ path }));
}

const arrangements = ['sheet', 'map', 'curve', 'phase', 'raster', 'quantities'] as const;

test.describe('icon', () => {
  for (const side of [192, 512])
    test(`${side} by ${side}`, async ({ page }) => {
      const svg = readFileSync(`${served}icon.svg`, 'utf8');
      await page.setViewportSize({ width: side, height: side });
      await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
      await page.screenshot({ path: `${served}icon-${side}.png` });
    });
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme, viewport: { width: 1280, height: 800 } });
    test.setTimeout(120_000);

    for (const arrangement of arrangements) {
      if (theme === 'dark' && ['sheet', 'map'].includes(arrangement)) continue;
      test(arrangement, async ({ person }) => {
        await person.open('cpu');
        if (arrangement === 'map')
          await person.page.getByLabel('Differ in').selectOption({ label: 'two quantities' });
        await person.page.getByLabel('Arrangement').selectOption(arrangement);
        await take(person, `${arrangement}-${theme}`);
      });
    }
  });
}

test.describe('views', () => {
  test.use({ colorScheme: 'dark', viewport: { width: 1440, height: 900 } });
  test.setTimeout(120_000);
  test('side by side', async ({ person }) => {
    const { page } = person;
    await person.open('cpu');
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
    await take(person, 'views-dark');
  });
});

test.describe('panels', () => {
  test.use({ colorScheme: 'light', viewport: { width: 1280, height: 800 } });
  test.setTimeout(120_000);
  for (const panel of ['Share', 'Equations', 'JSON', '?']) {
    test(panel, async ({ person }) => {
      await person.open('cpu');
      await person.button(panel).click();
      await take(person, `panel-${panel === '?' ? 'help' : panel.toLowerCase()}`, '.drawer');
    });
  }
  for (const plot of ['conductances', 'currents', 'phase', 'raster']) {
    test(`cell: ${plot}`, async ({ person }) => {
      await person.open('cpu');
      await person.page.getByLabel('Plot of the cell').selectOption(plot);
      await take(person, `cell-${plot}`, '.slot:last-child');
    });
  }
});

for (const [name, width, height] of [
  ['narrow', 390, 844],
  ['wide', 3840, 2160],
] as const) {
  test.describe(name, () => {
    test.use({ viewport: { width, height } });
    test.setTimeout(180_000);
    for (const arrangement of ['sheet', 'curve'] as const) {
      test(`${name}: ${arrangement}`, async ({ person }) => {
        await person.open('cpu');
        if (name === 'narrow') await person.button('Cells').click();
        await person.page.getByLabel('Arrangement').selectOption(arrangement);
        await take(person, `${arrangement}-${name}`);
      });
    }
  });
}
