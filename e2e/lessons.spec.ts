import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { changed } from '../src/lessons/changes.ts';
import type { ExperimentInput } from '../src/protocol/experiment.ts';
import { expect, test } from './person.ts';

test.describe.configure({ timeout: 120_000 });

/** The header of every lesson that is shipped. */
const folder = new URL('../src/lessons/texts/', import.meta.url);
const lessons = readdirSync(folder).map((file) => {
  const [, header] = readFileSync(new URL(file, folder), 'utf8').split('---');
  return parse(header!) as { readonly title: string; readonly solution: Record<string, unknown> };
});

for (const { title, solution } of lessons) {
  test(`from the first line to the goal by keyboard alone: ${title}`, async ({ person }) => {
    const { page } = person;
    await page.addInitScript(() => (localStorage['loligo engine'] ??= 'cpu'));
    await page.goto('/#lesson=none');
    await expect(page.getByText(/there is no lesson "none"/)).toBeVisible();
    await page.getByRole('button', { name: 'Lessons', exact: true }).press('Enter');
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

    const speed = page.getByRole('slider', { name: 'Speed' });
    await speed.press('End');
    const goals = lesson.locator('.goals');
    // Judged as it begins: not all of it is reached.
    await expect(goals.getByText(/^Not (yet|now): /).first()).toBeVisible({ timeout: 60_000 });
    await expect(goals.getByText('Goal reached.')).toHaveCount(0);

    await page.getByRole('button', { name: 'Show controls' }).press('Enter');
    await page.getByRole('button', { name: 'JSON', exact: true }).press('Enter');
    const text = page.getByLabel('Experiment as JSON');
    const document = JSON.parse(await text.inputValue()) as ExperimentInput;
    await text.press('Control+a');
    await page.keyboard.insertText(JSON.stringify(changed(document, solution)));
    await expect(goals.getByText('Goal reached.')).toBeVisible({ timeout: 60_000 });
    await lesson.getByRole('button', { name: 'All lessons' }).press('Enter');
    await expect(lesson.getByRole('listitem').filter({ hasText: title }).first()).toContainText(
      'goal reached',
    );
  });
}
