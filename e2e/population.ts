import { expect, type Person, test } from './person.ts';

/** What must work on every engine. */
export function itShowsAPopulation(open: (person: Person) => Promise<void>): void {
  test('runs by itself: sheet, curve and trace move', async ({ person }) => {
    await open(person);
    const empty = await person.plot('Firing rate of the population');
    await expect.poll(() => person.summary()).toBeTruthy();
    const summary = await person.summary();
    expect(summary?.firing).toBeGreaterThan(0.8 * (summary?.cells ?? 0));
    expect(summary?.highest).toBeGreaterThan(100);
    expect((await person.plot('Firing rate of the population')).print).not.toBe(empty.print);

    for (const draw of [() => person.sheet(), () => person.plot('Selected cell')]) {
      const before = await draw();
      expect(before.colours).toBeGreaterThan(4);
      await expect.poll(async () => (await draw()).print).not.toBe(before.print);
    }
  });

  test('pausing stops time, a step takes one step, reset goes back to 0', async ({ person }) => {
    await open(person);
    await person.button('Pause').click();
    await expect(person.button('Run')).toBeVisible();
    // The step that is under way may still end.
    let before = -1;
    await expect
      .poll(async () => {
        const last = before;
        before = await person.time();
        return before === last;
      })
      .toBe(true);
    const still = await person.sheet();

    for (let i = 0; i < 8; i++) await person.button('Step').click();
    // The clock shows tenths of a millisecond, so each of the two readings may be off by half of one.
    const after = before + 8 * (await person.step());
    await expect.poll(async () => Math.abs((await person.time()) - after)).toBeLessThan(0.11);
    expect((await person.sheet()).colours).toBeGreaterThan(still.colours / 4);

    await person.button('Reset').click();
    await expect.poll(() => person.time()).toBe(0);
    await person.button('Run').click();
    await expect.poll(() => person.time()).toBeGreaterThan(0);
  });

  test('another current range moves the curve', async ({ person }) => {
    await open(person);
    await expect.poll(async () => (await person.summary())?.highest).toBeGreaterThan(100);
    await person.page.getByRole('group', { name: 'Population' }).getByLabel('To').fill('20');
    await person.page.keyboard.press('Tab');
    await expect.poll(async () => (await person.summary())?.highest ?? 999).toBeLessThan(95);
    await expect(person.page.locator('.axis .tick:not(.title)').last()).toHaveText('20');
  });

  test('a click on a cell gives its trace', async ({ person }) => {
    await open(person);
    const before = await person.cell();
    const { x, y } = await person.point(0.03, 0.5);
    await person.page.mouse.click(x, y);
    await expect.poll(() => person.cell()).toMatch(/^Cell [\d,]+ at [0-5]\.\d+ µA\/cm²$/);
    expect(await person.cell()).not.toBe(before);
    expect((await person.plot('Selected cell')).colours).toBeGreaterThan(4);
  });
}
