import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Person, test } from './person.ts';

test.describe.configure({ timeout: 180_000 });

/** What axe finds against the page as it is now: everything in the dark theme, the colours in the light one as well. */
async function findings({ page }: Person, state: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await new AxeBuilder({ page }).setLegacyMode().analyze();
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await new AxeBuilder({ page }).setLegacyMode().withRules('color-contrast').analyze();
  return [...dark.violations, ...light.violations].flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${state}: ${id} at ${target.join(' ')}. ${failureSummary}`),
  );
}

test('axe finds nothing against any part of the page, in both themes, wide and narrow', async ({
  person,
}) => {
  const { page } = person;
  await person.open();
  await expect.poll(() => person.summary()).toBeTruthy();
  await person.button('Pause').click();
  await person.bare();
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
  await look('a lesson, two quantities');
  await lesson.getByRole('radio').first().check();
  await lesson.getByRole('button', { name: 'Predict' }).click();
  await lesson.getByRole('button', { name: 'Free play' }).click();
  await page.getByText('Kept states').click();
  for (let views = 1; views < 4; views++) await person.button('Add a view').click();
  const arrangements = page.getByLabel('Arrangement');
  for (const [i, kind] of ['map', 'curve', 'phase', 'raster'].entries())
    await arrangements.nth(i).selectOption(kind);
  await page.getByLabel('Range of the colours').first().click();
  await look('four views, lists open');
  await page.setViewportSize({ width: 390, height: 844 });
  const tabs = page.getByRole('navigation', { name: 'Panels', exact: true });
  for (const name of ['Lessons', 'Cells', 'Controls', 'Time']) {
    await tabs.getByRole('button', { name }).click();
    await look(`narrow, ${name}`);
  }
  expect(found).toEqual([]);
});

test('a screen reader hears what the population does, which cell is selected, and ears hear its spikes', async ({
  person,
}) => {
  const { page } = person;
  await page.addInitScript(() => {
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      document.documentElement.dataset.clicks = String(
        Number(document.documentElement.dataset.clicks ?? 0) + 1,
      );
      start.call(this, when);
    };
  });
  await person.open();
  const cells = page.getByRole('application');
  await expect(cells).toHaveAccessibleDescription(/^[\d,]+ of (16,384|4,096) cells fire, up to \d+ Hz\.$/);
  const told = page.getByRole('main').getByRole('status');
  await expect(told.nth(1)).toHaveText(/^Cell [\d,]+ at 10(\.0\d)? µA\/cm²/);
  await cells.press('ArrowRight');
  await expect(told.nth(1)).toHaveText(/^Cell [\d,]+ at 1\d(\.\d+)? µA\/cm², \d+ Hz\.$/);
  await expect(told.first()).toHaveText(/^[\d,]+ of (16,384|4,096) cells fire, up to \d+ Hz\.$/);

  const clicks = () => page.evaluate(() => Number(document.documentElement.dataset.clicks ?? 0));
  expect(await clicks()).toBe(0);
  await cells.press('s');
  await expect(person.button('Sound')).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(clicks).toBeGreaterThan(2);
  await person.button('Sound').click();
  await expect(person.button('Sound')).toHaveAttribute('aria-pressed', 'false');
  const heard = await clicks();
  const before = await person.time();
  // The selected cell fires every 15 ms.
  await expect.poll(() => person.time()).toBeGreaterThan(before + 40);
  expect(await clicks()).toBe(heard);

  await person.hurry();
  await page.getByRole('spinbutton', { name: 'gNa', exact: true }).fill('0');
  await page.keyboard.press('Tab');
  await expect(told.first()).toHaveText(/^None of (16,384|4,096) cells fires\.$/);
});

test('the page opens at a speed at which no cell flashes more than three times a second, and says where one does', async ({
  person,
}) => {
  const { page } = person;
  await person.open({ asItOpens: true });
  await expect.poll(() => person.summary()).toBeTruthy();
  const { highest } = (await person.summary())!;
  const speed = page.getByLabel('Speed');
  const asked = async () => Number.parseFloat((await speed.getAttribute('aria-valuetext'))!);
  expect((highest * (await asked())) / 1000).toBeLessThanOrEqual(3);
  const warning = page.getByText(/up to \d+ flashes\/s/);
  await expect(warning).toHaveCount(0);
  const below = page.getByRole('contentinfo');
  const place = await below.boundingBox();
  await speed.press('ArrowRight');
  await expect(warning).toHaveText(/up to [45] flashes\/s/);
  // The cells have as much room as before.
  expect(await below.boundingBox()).toEqual(place);
  await speed.press('ArrowLeft');
  await expect(warning).toHaveCount(0);
  // A membrane that fires faster is slowed down as long as nobody asks for a speed.
  await page.goto('/#model=wang-buzsaki');
  await page.reload();
  await expect.poll(asked).toBeLessThan(20);
  await expect(warning).toHaveCount(0);
  expect(page.url()).toMatch(/#model=wang-buzsaki$/);
  // Who prefers less motion begins at half the speed.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/');
  await expect.poll(asked).toBe(10);
});
