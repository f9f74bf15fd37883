import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Person, test } from './person.ts';

test.describe.configure({ timeout: 180_000 });

/** What axe finds against the page as it is now: everything in the dark theme, the colours in the light one as well. */
async function findings({ page }: Person, state: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await new AxeBuilder({ page }).analyze();
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await new AxeBuilder({ page }).withRules('color-contrast').analyze();
  return [...dark.violations, ...light.violations].flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${state}: ${id} at ${target.join(' ')}. ${failureSummary}`),
  );
}

test('axe finds nothing against any part of the page, in both themes, wide and narrow', async ({
  person,
}) => {
  const { page } = person;
  await person.open('cpu');
  await expect.poll(() => person.summary()).toBeTruthy();
  await person.button('Pause').click();
  const found: string[] = [];
  const look = async (state: string) => {
    // The code of what is shown has come.
    await expect(
      page.locator(':is(#drawer, .lesson:not([hidden])):empty, .slot:not(:has(canvas))'),
    ).toHaveCount(0);
    found.push(...(await findings(person, state)));
  };

  const drawers = page.getByRole('navigation', { name: 'Panels at the left' }).getByRole('button');
  const plots = page.getByLabel('Plot of the cell', { exact: true });
  await expect(plots.locator('option')).toHaveCount(await drawers.count());
  for (const [i, drawer] of (await drawers.all()).entries()) {
    await drawer.click();
    await expect(drawer).toHaveAttribute('aria-pressed', 'true');
    await plots.selectOption({ index: i });
    await look(`${await drawer.innerText()} and plot ${i + 1}`);
  }
  await page.getByLabel('Plot of the population', { exact: true }).selectOption('Statistics');
  await person.button('Lessons').click();
  await look('all lessons, statistics');
  const lesson = page.getByRole('complementary', { name: 'Lesson' });
  await lesson.getByRole('listitem').getByRole('button').first().click();
  await expect(lesson.getByRole('button', { name: 'Predict' })).toBeVisible();
  await look('a lesson');
  await lesson.getByRole('button', { name: 'Free play' }).click();
  await page.getByText('Kept states').click();
  await person.button('Add a view').click();
  await person.button('Add a view').click();
  await page.getByLabel('Range of the colours').first().click();
  await look('three views, lists open');
  await page.setViewportSize({ width: 390, height: 844 });
  const tabs = page.getByRole('navigation', { name: 'Panels', exact: true }).getByRole('button');
  for (const tab of await tabs.all()) {
    await tab.click();
    await expect(tab).toHaveAttribute('aria-pressed', 'true');
    await look(`narrow, ${await tab.innerText()}`);
  }
  expect(found).toEqual([]);
});
