import { expect, type Person, test } from './person.ts';

test.describe.configure({ timeout: 90_000 });

const heading = (person: Person) =>
  person.page.getByRole('region', { name: 'Selected cell' }).getByRole('heading').first();

/** Opens the page with few cells, which are fast to keep, and pauses. */
async function openPaused(person: Person): Promise<void> {
  await person.open();
  await person.page.getByLabel('Neurons').selectOption('256');
  await expect.poll(() => person.cells()).toBe(256);
  await expect.poll(() => person.time()).toBeGreaterThan(20);
  await person.page.keyboard.press('Space');
  await expect(person.button('Run')).toBeVisible();
}

/** The clock when it stands. */
async function standing(person: Person): Promise<number> {
  let last = Number.NaN;
  await expect
    .poll(
      async () => {
        const before = last;
        last = await person.time();
        return last === before;
      },
      { intervals: [200] },
    )
    .toBe(true);
  return last;
}

/** What the sheet and the plots show of this moment. */
const moment = async (person: Person) => [(await person.sheet()).print, await heading(person).textContent()];

/** The same when it stands: cells and plots follow the clock a little later. */
async function settled(person: Person): Promise<(string | null)[]> {
  let last: (string | null)[] = [];
  await expect
    .poll(
      async () => {
        const before = last;
        last = await moment(person);
        return last.join() === before.join();
      },
      { intervals: [200] },
    )
    .toBe(true);
  return last;
}

/** Puts the slider over the past at a part of it. */
async function scrub({ page }: Person, part: number): Promise<void> {
  const box = (await page.getByLabel('Moment').boundingBox())!;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width - 6, y);
  await page.mouse.down();
  for (const at of [0.9, part]) await page.mouse.move(box.x + 6 + at * (box.width - 12), y);
  await page.mouse.up();
}

test('slow motion: the clock goes a tenth of a millisecond a second, step by step', async ({ person }) => {
  const { page } = person;
  await openPaused(person);
  const dt = await person.step();
  await page.getByLabel('Speed').focus();
  await page.keyboard.press('Home');
  await expect(page.getByText('0.1 ms/s')).toBeVisible();
  const before = await standing(person);
  // A key of the page works where a slider has the focus.
  await page.keyboard.press('Space');
  await expect(person.button('Pause')).toBeVisible();
  const times = new Set<number>();
  const began = Date.now();
  while (Date.now() - began < 2000) times.add(await person.time());
  await page.keyboard.press('Space');
  const seconds = (Date.now() - began) / 1000;
  const passed = (await standing(person)) - before;
  // Whole steps at either end, and the time that the two keys take.
  expect(Math.abs(passed - 0.1 * seconds)).toBeLessThanOrEqual(2 * dt);
  const steps = [...times].map((time) => (time - before) / dt);
  for (const [i, step] of steps.entries()) {
    expect(step).toBeCloseTo(Math.round(step), 3);
    if (i > 0) expect(Math.round(step - steps[i - 1]!)).toBe(1);
  }
});

test('a step back shows what was, and so does the slider; going on from there drops what was after', async ({
  person,
}) => {
  const { page } = person;
  await openPaused(person);
  const end = await standing(person);
  const dt = await person.step();
  const seen = [await settled(person)];
  for (let i = 1; i <= 3; i++) {
    await page.keyboard.press('.');
    await expect.poll(() => person.time()).toBeCloseTo(end + i * dt, 3);
    seen.push(await settled(person));
  }
  for (let i = 2; i >= 0; i--) {
    await page.keyboard.press(',');
    await expect.poll(() => person.time()).toBeCloseTo(end + i * dt, 3);
    await expect.poll(() => moment(person)).toEqual(seen[i]);
  }
  const slider = page.getByLabel('Moment');
  await scrub(person, 0.5);
  const middle = await standing(person);
  expect(middle).toBeGreaterThan(0.3 * end);
  expect(middle).toBeLessThan(0.7 * end);
  expect(await moment(person)).not.toEqual(seen[0]);
  expect((await person.plot('Selected cell')).colours).toBeGreaterThan(4);
  // What is later is still there.
  expect(Number(await slider.getAttribute('max'))).toBeCloseTo(end + 3 * dt, 3);
  await page.keyboard.press('.');
  await expect.poll(async () => Number(await slider.getAttribute('max'))).toBeCloseTo(middle + dt, 3);
});

test('a state that is kept can be gone back to, with other values and after a reset', async ({ person }) => {
  const { page } = person;
  await openPaused(person);
  const time = await standing(person);
  const kept = await settled(person);
  await person.button('Keep this state').click();
  await page.getByLabel('gNa').fill('100');
  await page.keyboard.press('Tab');
  await person.button('Reset').click();
  await expect.poll(() => person.time()).toBe(0);
  await page.getByText('Kept states').click();
  await page.getByRole('button', { name: /^State 1 at/ }).click();
  await expect.poll(() => person.time()).toBe(time);
  await expect.poll(() => moment(person)).toEqual(kept);

  // Other neurons cannot go on from it, and nothing happens to them.
  await page.getByLabel('Neurons').selectOption('1,024');
  await expect.poll(() => person.cells()).toBe(1024);
  await page.getByText('Kept states').click();
  await page.getByRole('button', { name: /^State 1 at/ }).click();
  await expect(page.getByRole('alert')).toContainText('State 1 has 256 cells');
  await page.getByText('Kept states').click();
  await person.button('Remove State 1').click();
  await expect(page.getByRole('button', { name: /^State/ })).toHaveCount(0);
});

test('steps that are too large turn the error red, and from a cell that diverges there is a way back', async ({
  person,
}) => {
  const { page } = person;
  await person.open();
  const error = page.locator('.honesty dd');
  await expect(error).toHaveText(/^0\.0\d+ %, 0\.\d+ ms$/);
  await expect(error).toHaveAttribute('data-wrong', 'false');
  const set = async (name: string, value: string) => {
    await page.getByLabel(name, { exact: true }).fill(value);
    await page.keyboard.press('Tab');
  };
  await set('dt', '0.4');
  await expect(error).toHaveText(/^[1-9](\.\d)? %/);
  await expect(error).toHaveAttribute('data-wrong', 'true');

  // Where time stands a state is kept however busy the machine is; while it runs, only where that is not felt.
  await person.button('Pause').click();
  const before = await standing(person);
  await page.waitForTimeout(2000);
  await person.button('Run').click();
  await set('dt', '0.5');
  await page.getByLabel('Integrator').selectOption('euler');
  const alarm = page.getByRole('alert');
  await expect(alarm).toContainText(
    /Cell [\d,]+ diverged: V = -?\d+ mV at [\d.]+ ms; dt = 0\.5 ms is too large/,
  );
  const diverged = Number(/at ([\d.]+) ms/.exec(await alarm.innerText())?.[1]);
  const number = /Cell ([\d,]+)/.exec(await alarm.innerText())?.[1];
  await person.button('Show the cell').click();
  await expect.poll(() => person.cell()).toContain(`Cell ${number} at`);
  await person.button('Go back to before').click();
  await expect(alarm).toBeHidden();
  const sound = await standing(person);
  expect(sound).toBeGreaterThan(before - 20);
  expect(sound).toBeLessThan(diverged);
  await expect(page.getByLabel('dt', { exact: true })).toHaveValue('0.5');
  await set('dt', '0.025');
  await person.button('Run').click();
  await expect.poll(() => person.time()).toBeGreaterThan(sound + 5);
  await expect(alarm).toBeHidden();
});

test('the help has every key, and a page that was hidden does not catch up', async ({ person }) => {
  const { page } = person;
  // A page that is hidden gets no frames.
  await page.addInitScript(() => {
    const held: FrameRequestCallback[] = [];
    const request = globalThis.requestAnimationFrame.bind(globalThis);
    let hidden = false;
    globalThis.requestAnimationFrame = (callback) => (hidden ? held.push(callback) : request(callback));
    const hide = (value: boolean) => {
      hidden = value;
      if (!hidden) for (const callback of held.splice(0)) request(callback);
    };
    Object.assign(globalThis, { hide });
  });
  const hide = (value: boolean) =>
    page.evaluate((now) => (globalThis as unknown as { hide(now: boolean): void }).hide(now), value);
  await person.open();
  await page.keyboard.press('?');
  const help = page.getByRole('region', { name: '?' });
  for (const key of ['Space', '.', ',', 'r', 'k', '?'])
    await expect(help.getByText(key, { exact: true })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByLabel('Neurons')).toBeVisible();

  await expect.poll(() => person.time()).toBeGreaterThan(20);
  await hide(true);
  await page.waitForTimeout(200);
  const before = await person.time();
  await page.waitForTimeout(3000);
  expect(await person.time()).toBe(before);
  await hide(false);
  await expect.poll(() => person.time(), { intervals: [20] }).toBeGreaterThan(before);
  // At 40 ms a second three seconds would be 120 ms.
  expect((await person.time()) - before).toBeLessThan(40);
});
