import { readdirSync, readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright/test';
import { parse } from 'yaml';
import { translated } from '../src/lessons/translation.ts';
import { changed } from '../src/protocol/changes.ts';
import type { ExperimentInput } from '../src/protocol/experiment.ts';
import { expect, type Person, test } from './person.ts';

test.describe.configure({ timeout: 300_000 });

const folder = new URL('../src/lessons/texts/en/', import.meta.url);
/** The headers of all lessons that are shipped. */
const lessons = readdirSync(folder).map((file) => {
  const [, header] = readFileSync(new URL(file, folder), 'utf8').split('---');
  return parse(header!) as { readonly title: string; readonly solution: Record<string, unknown> };
});

/** Hundreds of simulated milliseconds of up to 16,384 cells, which a software GPU on a busy machine advances by a few a second. */
const LONG = 180_000;

/** More places than there are on the page at once. */
const MOST_STOPS = 200;

/** Two pages go through them, each through every other one. */
for (const first of [0, 1]) {
  const some = lessons.filter((_, i) => i % 2 === first);
  test(`lessons from the first line to the goal by keyboard alone, half ${first + 1}`, async ({ person }) => {
    const { page } = person;
    await page.goto('/#lesson=threshold');
    await expect(page.getByRole('heading', { name: 'Threshold', exact: true })).toBeVisible();
    await page.goto('/#lesson=none');
    await expect(page.getByText(/there is no lesson "none"/)).toBeVisible();
    await person.button('All lessons').press('Enter');
    for (const lesson of some) await test.step(lesson.title, () => learn(person, lesson));
  });
}

/** Goes through a lesson, from the list of all back to it. */
async function learn({ page }: Person, { title, solution }: (typeof lessons)[number]): Promise<void> {
  const lesson = page.getByRole('complementary', { name: 'Lesson' });
  await lesson.getByRole('button', { name: title, exact: true }).press('Enter');
  await expect(lesson.getByRole('heading', { name: title, exact: true })).toBeVisible();
  await expect(lesson.getByRole('heading', { name: 'Answer' })).toHaveCount(0);
  const estimate = lesson.getByRole('spinbutton');
  if (await estimate.isVisible()) await estimate.pressSequentially('1');
  else await lesson.getByRole('radio').first().press('Space');
  await lesson.getByRole('button', { name: 'Predict' }).press('Enter');
  await expect(lesson.getByText(/^You predicted: .*(That is right\.|It is: .+)$/)).toBeVisible();
  await expect(lesson.getByRole('heading', { name: 'Answer' })).toBeVisible();
  // What is stated has its number and unit.
  for (const value of await lesson.locator('.value').allTextContents()) expect(value).toMatch(/^[−\d]/);

  await page.getByRole('slider', { name: 'Speed' }).press('End');
  const goals = lesson.locator('.goals');
  // Judged as it begins: not all of it is reached.
  await expect(goals.getByText(/^Not (yet|now): /).first()).toBeVisible({ timeout: LONG });
  await expect(goals.getByText('Goal reached.')).toHaveCount(0);

  const controls = page.getByRole('button', { name: 'Show controls' });
  if (await controls.isVisible()) await controls.press('Enter');
  await page.getByRole('button', { name: 'JSON', exact: true }).press('Enter');
  const text = page.getByLabel('Experiment as JSON');
  const document = JSON.parse(await text.inputValue()) as ExperimentInput;
  await text.press('Control+a');
  await page.keyboard.insertText(JSON.stringify(changed(document, solution)));
  await expect(goals.getByText('Goal reached.')).toBeVisible({ timeout: LONG });
  await lesson.getByRole('button', { name: 'All lessons' }).press('Enter');
  await expect(lesson.getByRole('listitem').filter({ hasText: title }).first()).toContainText('goal reached');
}

test('who is here for the first time does the threshold lesson, makes a figure and sends a link, with Tab and Enter', async ({
  person,
  context,
}) => {
  const { page } = person;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await person.open({ asItOpens: true });
  const lesson = page.getByRole('complementary', { name: 'Lesson' });
  await reach(page, person.button('Lessons'));
  await page.keyboard.press('Enter');
  await reach(page, lesson.getByRole('button', { name: 'Threshold', exact: true }));
  await page.keyboard.press('Enter');
  await reach(page, lesson.getByRole('spinbutton'));
  await page.keyboard.type('6');
  await reach(page, lesson.getByRole('button', { name: 'Predict' }));
  await page.keyboard.press('Enter');
  await expect(lesson.getByText('That is right.')).toBeVisible();

  await reach(page, page.getByRole('slider', { name: 'Speed' }));
  await page.keyboard.press('End');
  await reach(page, page.getByRole('button', { name: 'Show controls' }));
  await page.keyboard.press('Enter');
  await reach(page, page.getByRole('spinbutton', { name: 'EL', exact: true }));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('-46');
  await page.keyboard.press('Enter');
  await expect(lesson.getByText('Goal reached.')).toBeVisible({ timeout: LONG });

  await reach(page, person.button('Share'), 'Shift+Tab');
  await page.keyboard.press('Enter');
  const coming = page.waitForEvent('download');
  await reach(page, person.button('Firing rate, SVG'));
  await page.keyboard.press('Enter');
  expect((await coming).suggestedFilename()).toBe('hodgkin-huxley-f-i-curve.svg');
  await reach(page, person.button('What is shown, Copy'), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The link is in the clipboard.')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await context.newPage();
  await other.goto(link);
  const sent = other.getByRole('complementary', { name: 'Lesson' });
  await expect(sent.getByRole('heading', { name: 'Threshold' })).toBeVisible();
  await expect(sent.getByText('That is right.')).toBeVisible();
});

/** Goes from one element to the next until that one has the focus: it must be among them, and be there soon. */
async function reach(page: Page, wanted: Locator, key = 'Tab'): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let i = 0; i < MOST_STOPS; i++) {
    await page.keyboard.press(key);
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${wanted} is not reached by ${key}`);
}

test('a lesson in German has decimal commas, and a picture with the function that is fitted', async ({
  person,
}) => {
  const [original = '', words = ''] = ['en', 'de'].map((language) =>
    readFileSync(new URL(`../${language}/artificial-unit.md`, folder), 'utf8'),
  );
  await person.open();
  await person.drop('einheit.md', translated(original, words, 'de', 'einheit.md'));
  const lesson = person.page.getByRole('complementary', { name: 'Lesson' });
  await expect(lesson.getByRole('heading', { name: 'Vom Neuron zur künstlichen Einheit' })).toBeVisible();
  await lesson.getByRole('radio', { name: /^Eine Sigmoide/ }).check();
  await lesson.getByRole('button', { name: 'Predict' }).click();
  await expect(lesson.locator('.value').first()).toHaveText('90,5\u00a0Hz');
  const picture = lesson.getByRole('img', { name: /^Eine künstliche Einheit/ });
  await expect(picture.locator('polyline')).toBeVisible({ timeout: LONG });
  // The same function as on the curve, with the same numbers.
  const said = await lesson.locator('figcaption').textContent();
  expect(said).toMatch(/^f = .*, with .*threshold -?[\d.]+ µA\/cm²/);
  const fit = person.page.getByRole('combobox', { name: 'Function' });
  await fit.selectOption('relu');
  await expect(lesson.locator('figcaption')).toHaveText(/^f = gain \[I - threshold\]\+, with gain [\d.]+ Hz/);
});

/** The lesson that the guide writes. */
const [, ownLesson = ''] = /^`{5}markdown\n(.*?)^`{5}$/ms.exec(
  readFileSync(new URL('../docs/guide/lessons.md', import.meta.url), 'utf8'),
)!;

test("a lesson of one's own is dropped, is in the link, and gives a report", async ({ person, context }) => {
  const { page } = person;
  await person.open();
  await person.drop('broken.md', ownLesson.replace('gK: 30', 'gk: 30'));
  await expect(page.getByText(/^broken\.md, line \d+: .*gk/)).toBeVisible();
  const mine = ownLesson
    .replace('predict:', 'hide: [pace]\npredict:')
    .replace('question: ', 'question: I_Na turns. ');
  await person.drop('mine.md', mine);
  const lesson = page.getByRole('complementary', { name: 'Lesson' });
  await expect(lesson.getByRole('heading', { name: 'Anode break' })).toBeVisible();
  await expect(page.locator('.pace')).toBeHidden();
  await expect(lesson.locator('msub')).toHaveText('INa');
  await lesson.getByRole('spinbutton').fill('3');
  await lesson.getByRole('button', { name: 'Predict' }).click();
  await expect(lesson.getByText('That is right.')).toBeVisible();
  await expect(lesson.locator('.goals')).toContainText('Not yet: 145 of 160 cells.');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    lesson.getByRole('button', { name: 'Save a report' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('anode-break-report.html');
  const report = await context.newPage();
  await report.setContent(readFileSync(await download.path(), 'utf8'));
  await expect(report.getByRole('heading', { name: 'Anode break' })).toBeVisible();
  await expect(report.getByText('Predicted: 3 µA/cm² That is right.')).toBeVisible();
  await expect(report.getByText(/Not yet: 145 of 160 cells\./)).toBeVisible();
  await expect(report.locator('msub')).toHaveText('INa');
  await expect(report.locator('figure svg').first()).toBeVisible();
  expect(await report.locator('details pre').textContent()).toMatch(/^stimulus\.amplitude_uA_cm2,.*rate_Hz/);
  expect(JSON.parse(await report.locator('pre').last().innerText())).toMatchObject({
    model: 'hodgkin-huxley',
  });
  const link = await report.getByRole('link').getAttribute('href');
  await report.goto(link!);
  const again = report.getByRole('complementary', { name: 'Lesson' });
  await expect(again.getByText('You predicted: 3 µA/cm²')).toBeVisible();
  await report.close();

  await lesson.getByRole('button', { name: 'Free play' }).click();
  await expect(lesson).toBeHidden();
  await expect(page.locator('.pace')).toBeVisible();
  await person.button('Lessons').click();
  await expect(lesson.getByText('That is right.')).toBeVisible();
});
