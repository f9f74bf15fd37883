import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { english } from '../src/app/texts/english.ts';
import { german } from '../src/app/texts/german.ts';
import { expect, test } from './person.ts';

test.describe.configure({ timeout: 180_000 });

/** Opens the page, in whatever language, and waits until time goes. */
async function open(page: Page, address = '/'): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('timer')).toHaveText(/[1-9]/);
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const languageOf = (page: Page) => page.evaluate(() => document.documentElement.lang);

test.describe('to whom German comes first', () => {
  test.use({ locale: 'de-DE' });

  test('the page speaks German, another language when it is chosen, and keeps that', async ({
    person: { page },
  }) => {
    await open(page);
    expect(await languageOf(page)).toBe('de');
    await expect(page.getByRole('status').first()).toHaveText(
      /^[\d.]+ von (16\.384|4\.096) Zellen feuern, bis zu \d+ Hz\.$|^Keine von (16\.384|4\.096) Zellen feuert\.$/,
    );
    await expect(page.getByRole('timer')).toHaveText(/^\d+,\d ms$/);
    await expect(page.getByLabel('Neurone')).toHaveValue(/^(16384|4096)$/);

    await page.getByLabel('Sprache').selectOption('en');
    await expect(button(page, 'Pause')).toBeVisible();
    await expect(button(page, 'Add a view')).toBeVisible();
    expect(await languageOf(page)).toBe('en');
    await expect(page.getByRole('status').first()).toHaveText(/of (16,384|4,096) cells/);
    await expect(page.getByRole('timer')).toHaveText(/^\d+\.\d ms$/);
    // What a plot is against is written anew as well.
    await expect(page.getByRole('region', { name: 'Firing rate of the population' })).toContainText(
      'Injected current',
    );

    await page.reload();
    await expect(button(page, 'Add a view')).toBeVisible();
    await page.getByLabel('Language').selectOption('de');
    await expect(button(page, 'Neue Ansicht')).toBeVisible();
    await page.reload();
    await expect(button(page, 'Neue Ansicht')).toBeVisible();
  });

  test('a number has a comma or a point, and one that can be read in two ways is refused', async ({
    person: { page },
  }) => {
    await open(page);
    const field = page.getByRole('spinbutton', { name: 'gL' });
    await field.fill('0,4');
    await field.press('Tab');
    await expect(field).toHaveValue('0,4');
    await field.fill('0.5');
    await field.press('Tab');
    await expect(field).toHaveValue('0,5');
    await field.press('ArrowUp');
    await expect(field).toHaveValue('0,51');
    await field.fill('1.000');
    await field.press('Tab');
    await expect(page.getByRole('alert')).toContainText('„1.000“ lässt sich auf zwei Arten lesen');
    await expect(page.getByRole('alert')).toContainText('es bleibt bei 0,51');
    // A file is the same in all languages.
    await button(page, 'JSON').click();
    await expect(page.getByLabel('Experiment als JSON')).toHaveValue(/"gL": 0\.51/);
  });

  test('nothing that is seen, heard or pointed at is English, and axe finds nothing', async ({ person }) => {
    const { page } = person;
    await open(page);
    await expect(page.getByRole('status').first()).toHaveText(/Zellen/);
    await button(page, 'Pause').click();
    await person.bare();
    const found: string[] = [];
    const look = async (state: string) => {
      await expect(page.locator('#drawer:empty, .slot:not(:has(canvas, .own-data))')).toHaveCount(0);
      found.push(...(await saidOn(page)).filter(isEnglish).map((words) => `${state}: ${words}`));
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      found.push(...violations.map(({ id, nodes }) => `${state}: ${id} at ${nodes[0]!.target.join(' ')}`));
    };
    const cell = page.getByLabel('Diagramm der Zelle', { exact: true });
    const population = page.getByLabel('Diagramm der Population', { exact: true });
    const drawers = await page.getByRole('navigation', { name: 'Tafeln links' }).getByRole('button').all();
    for (const [i, drawer] of drawers.entries()) {
      await drawer.click();
      await cell.selectOption({ index: i });
      await population.selectOption({ index: i % 3 });
      await look(await drawer.innerText());
    }
    await drawers[0]!.click();
    await population.selectOption({ index: 0 });
    await cell.selectOption({ index: 0 });
    for (const extra of ['Äste', 'Bifurkationen', 'Fit', 'Eigene Punkte']) await button(page, extra).click();
    for (const more of ['Weiteres', 'Gemerkte Zustände'])
      await page.locator('summary', { hasText: more }).click();
    await page.getByLabel('Variiert').selectOption('drawn');
    await page.getByLabel('Art', { exact: true }).selectOption('synapses');
    await page.getByLabel('Pinsel').selectOption({ index: 1 });
    await button(page, 'Neue Ansicht').click();
    await button(page, 'Marken').click();
    await look('all opened');
    await page.setViewportSize({ width: 390, height: 844 });
    await look('narrow');
    expect(found).toEqual([]);
  });
});

test('a link asks for a language, until another one is chosen', async ({ person: { page } }) => {
  await open(page, '/?lang=de');
  await expect(button(page, 'Neue Ansicht')).toBeVisible();
  await page.goto('/');
  await expect(button(page, 'Add a view')).toBeVisible();
  await page.goto('/?lang=de');
  await page.getByLabel('Sprache').selectOption('en');
  await expect(button(page, 'Add a view')).toBeVisible();
  expect(new URL(page.url()).search).toBe('');
});

test('what is wrong with a link, JSON or an equation is said in the language of the page', async ({
  person: { page },
}) => {
  await open(page, '/?lang=de#v1.abc');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('der Link: ein Teil davon fehlt oder wurde unterwegs geändert');
  // It is said anew where another language is chosen.
  await page.getByLabel('Sprache').selectOption('en');
  await expect(alert).toContainText('the link: a part of it is missing');
  await page.getByLabel('Language').selectOption('de');

  await button(page, 'JSON').click();
  const json = page.getByLabel('Experiment als JSON');
  const text = await json.inputValue();
  await json.fill(text.replace(/"count": \d+/, '"cuont": 512'));
  const state = page.locator('#json-state');
  await expect(state).toContainText('Unbekannter Schlüssel „cuont“; ist „count“ gemeint? (in sweep.x)');
  await json.fill(text.replace(/"count": \d+/, '"count": 512,'));
  await expect(state).toContainText(/^Der Text, Zeile \d+, Spalte \d+: kein JSON: hier muss ein Schlüssel/);
  await button(page, 'Zurück zu dem, was läuft').click();

  await button(page, 'Gleichungen').click();
  const currents = page.getByRole('region', { name: 'Ströme' });
  await button(page, 'Bearbeiten: INa').click();
  await page.getByLabel('Gleichung für INa', { exact: true }).fill('INa = gNa * m^3 * q * (V - ENa)');
  await expect(currents.getByRole('status')).toHaveText(/^unbekanntes Symbol „q“; ist „.*“ gemeint\?$/);
  await expect(currents.locator('.fault')).toHaveText('q');

  await page.getByLabel('Sprache').selectOption('en');
  await expect(page.getByRole('region', { name: 'Currents' }).getByRole('status')).toHaveText(
    /^unknown symbol "q"/,
  );
});

/** All that is read, heard or shown when something is pointed at; what is marked as another language is left out. */
const saidOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const own = (element: Element) => !element.closest('[lang]:not(html), noscript, script, style, textarea');
    const said: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (own(node.parentElement!)) said.push(node.textContent!.trim());
    for (const name of ['title', 'aria-label', 'aria-valuetext', 'placeholder'])
      for (const element of document.querySelectorAll(`[${name}]`))
        if (own(element)) said.push(element.getAttribute(name)!.trim());
    return said.filter(Boolean);
  });

const flat = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(flat)
      : [];
const germanWords = new Set(flat({ ...german, terms: Object.values(german.terms) }));
const englishWords = new Set(
  [...flat(english), ...Object.keys(german.terms)].filter((words) => !germanWords.has(words)),
);

/** Words of the English texts and data, or a sentence with words that German does not have. */
const isEnglish = (words: string): boolean =>
  englishWords.has(words) || /\b(the|of|and|with|is|are|cells?|which|at)\b/i.test(words);
