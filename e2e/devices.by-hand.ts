import { loseDevice, rememberDevices } from './devices.ts';
import { expect, test } from './person.ts';

// What is left of a population whose device is lost again and again? Prints a line for every tenth loss.

const LOSSES = Number(process.env.LOLIGO_LOSSES ?? 50);
/** A device that is lost sooner after it was rebuilt is given up, ms. */
const RELIABLE = 5200;

test(`${LOSSES} lost devices`, { tag: '@webgpu' }, async ({ person }) => {
  test.setTimeout(60_000 + LOSSES * 20_000);
  const { page } = person;
  await rememberDevices(page);
  await person.open();
  const conductance = page.getByLabel('gNa', { exact: true });
  await conductance.fill('110');
  await conductance.press('Enter');
  await person.button('Add a view').click();
  await page.getByLabel('Arrangement').nth(1).selectOption('phase');
  const cell = await person.cell();
  for (let loss = 1; loss <= LOSSES; loss++) {
    await page.waitForTimeout(RELIABLE);
    const before = await person.time();
    const begun = performance.now();
    await loseDevice(page);
    const news = page.getByText(/device was lost and has been rebuilt; the population goes on from/);
    await expect(news).toBeVisible();
    const took = performance.now() - begun;
    const from = Number(/from ([\d.]+) ms/.exec(await news.innerText())?.[1]);
    await news.getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => person.time()).toBeGreaterThan(before);
    expect(before - from).toBeLessThan(1000);
    expect(await person.cell()).toBe(cell);
    await expect(conductance).toHaveValue('110');
    await expect(page.getByLabel('Arrangement')).toHaveCount(2);
    await expect(page.locator('.overlay .nullcline').first()).toBeVisible();
    expect((await person.sheet()).colours).toBeGreaterThan(20);
    if (loss % 10 === 0 || loss === LOSSES)
      console.log(
        `${loss} lost: back after ${took.toFixed(0)} ms, ${(before - from).toFixed(0)} ms of time simulated again, ${before.toFixed(0)} ms`,
      );
  }
});
