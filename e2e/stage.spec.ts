import { inflateRawSync } from 'node:zlib';
import { enginesOfRuns } from './engines.ts';
import { expect, type Person, test } from './person.ts';

test.describe.configure({ timeout: 90_000 });

/** The numbers along the sides of the plot that the cells stand in, and where they are, CSS pixels. */
const ticksOf = ({ page }: Person) =>
  page.locator('.axis .tick:not(.title, .above) > span').evaluateAll((spans) =>
    spans.map((span) => {
      const box = span.getBoundingClientRect();
      return {
        beside: span.parentElement!.classList.contains('beside'),
        value: Number(span.textContent),
        x: box.x + box.width / 2,
        y: box.y + box.height / 2,
      };
    }),
  );

/** Where two values are in that plot. */
async function placeIn(person: Person, x: number, y: number): Promise<{ x: number; y: number }> {
  const ticks = await ticksOf(person);
  const along = (beside: boolean, key: 'x' | 'y', value: number) => {
    const [first, ...others] = ticks.filter((tick) => tick.beside === beside);
    const last = others.at(-1)!;
    return first![key] + ((last[key] - first![key]) * (value - first!.value)) / (last.value - first!.value);
  };
  return { x: along(false, 'x', x), y: along(true, 'y', y) };
}

/** The values of a side, from its first number to its last one. */
async function spanOf(person: Person, beside: boolean): Promise<[number, number]> {
  const values = (await ticksOf(person)).filter((tick) => tick.beside === beside).map(({ value }) => value);
  return [Math.min(...values), Math.max(...values)];
}

const arrange = (person: Person, title: string) =>
  person.page.getByLabel('Arrangement').selectOption({ label: title });

for (const engine of enginesOfRuns) {
  const tag = `@${engine}`;
  test(`cells make the firing rate curve, and the one under the pointer is picked, ${engine}`, {
    tag,
  }, async ({ person }) => {
    const { page } = person;
    await person.open();
    const reading = page.getByRole('region', { name: 'Firing rate of the population' }).locator('.reading');
    await expect(reading).toHaveText(/^68\.\d Hz.* at 10/);
    await arrange(person, 'Firing rate curve');
    await expect(page.locator('.axis .above')).toHaveText('Firing rate Hz');
    await expect(page.getByRole('banner')).toContainText(
      'Each stands at its own injected current and firing rate.',
    );
    let [x, y] = [0, 0];
    await expect
      .poll(async () => {
        // Rates settle, and what the side spans with them.
        ({ x, y } = await placeIn(person, 30, 98.5));
        await page.mouse.move(x + 30, y + 200);
        await page.mouse.move(x, y);
        await page.waitForTimeout(100);
        return (await page.locator('.hover').allTextContents()).join();
      })
      .toMatch(/^(29|30|31)(\.\d+)? µA\/cm², (9\d|100) Hz$/);
    await expect
      .poll(async () => {
        ({ x, y } = await placeIn(person, 30, 98.5));
        await page.mouse.click(x, y);
        await page.waitForTimeout(100);
        return person.cell();
      })
      .toMatch(/ at (29|30|31)(\.\d+)? µA/);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => person.cell()).toMatch(/ at (29|30|31)(\.\d+)? µA/);
    // Where no cell is there is none.
    await page.mouse.move(x, y + 200);
    await expect(page.locator('.hover')).toBeHidden();
  });
}

/** Clicks at the first place with a cell on a line through the plot. @param at a value along one side @param beside whether that is the left one */
async function pickAlong(person: Person, at: number, beside: boolean): Promise<void> {
  const { page } = person;
  // Cells that are on their way are not picked.
  await expect(async () => {
    const [low, high] = await spanOf(person, !beside);
    // A little beyond the outermost numbers as well.
    for (let part = -0.14; part <= 1.1; part += 0.02) {
      const other = high - part * (high - low);
      const { x, y } = await placeIn(person, ...((beside ? [other, at] : [at, other]) as [number, number]));
      await page.mouse.move(x, y);
      await page.waitForTimeout(30);
      if (await page.locator('.hover').isVisible()) return page.mouse.click(x, y);
    }
    throw new Error(`There is no cell at ${at}.`);
  }).toPass();
}

test('in the phase plane, at last spikes and at two quantities a cell is picked where it stands', async ({
  person,
}) => {
  const { page } = person;
  await person.open();
  await expect.poll(() => person.summary()).toBeTruthy();
  await person.button('Pause').click();
  const current = async () => Number(/ at ([\d.]+) µA/.exec(await person.cell())?.[1]);
  const potential = async () =>
    Number.parseFloat(
      await page.getByRole('region', { name: 'Selected cell' }).locator('h2 small').first().innerText(),
    );

  await arrange(person, 'Phase plane');
  await expect(page.locator('.axis .title')).toContainText('Membrane potential');
  await pickAlong(person, -60, false);
  // A cell is meant from some pixels away, and a pixel is some 0.3 mV.
  await expect.poll(async () => Math.abs((await potential()) + 60)).toBeLessThan(5);

  await arrange(person, 'Last spikes');
  await expect(page.locator('.axis .above')).toContainText('Injected current');
  await pickAlong(person, 30, true);
  await expect.poll(async () => Math.abs((await current()) - 30)).toBeLessThan(2);

  await arrange(person, 'Two quantities');
  await expect(page.locator('.axis .title')).toContainText('Injected current');
  await pickAlong(person, 45, false);
  await expect.poll(async () => Math.abs((await current()) - 45)).toBeLessThan(2);
  const cell = await person.cell();
  await page.getByRole('application').press('ArrowLeft');
  await expect.poll(() => person.cell()).not.toBe(cell);
  expect(Math.abs((await current()) - 45)).toBeLessThan(3);
});

test('the phase plane has nullclines that meet at the equilibrium, and follows the selected cell', async ({
  person,
}) => {
  const { page } = person;
  await person.open();
  await arrange(person, 'Phase plane');
  const overlay = page.getByRole('img', { name: 'Nullclines and equilibria of the selected cell' });
  await expect(overlay.locator('.nullcline')).toHaveCount(2);
  // At 10 uA/cm2, above the Hopf point at 9.78 where V is -59.65 mV.
  await expect(overlay.locator('.equilibrium')).toContainText(/Unstable equilibrium at -59\.\d+ mV/);
  await page.getByLabel('Upwards').selectOption({ label: 'Sodium inactivation (1 is not inactivated) h' });
  await expect(overlay).toContainText('dh/dt = 0');
  await page.getByRole('group', { name: 'Population' }).getByLabel('To', { exact: true }).fill('20');
  await page.keyboard.press('Tab');
  await expect(overlay.locator('.equilibrium')).toContainText(/[Ss]table equilibrium at -6\d\.\d+ mV/);
});

test('what colours the cells can be chosen, spans what is set, and is in the link', async ({
  person,
  context,
}) => {
  const { page } = person;
  await person.open();
  const before = await person.sheet();
  await page.getByLabel('Colour', { exact: true }).selectOption('n');
  await expect(page.getByRole('figure', { name: 'Potassium activation n by colour, 0 to 1' })).toBeVisible();
  await expect(page).toHaveURL(/#v2\./);
  const linked = page.url();
  await page.getByLabel('Range of the colours').click();
  await page.locator('.colour-range').getByLabel('To', { exact: true }).fill('0.9');
  await page.keyboard.press('Tab');
  const set = page.getByRole('figure', { name: 'Potassium activation n by colour, 0 to 0.9' });
  await expect(set).toBeVisible();
  expect((await person.sheet()).print).not.toBe(before.print);
  // The link follows a little later.
  await expect.poll(() => page.url()).not.toBe(linked);
  const again = await context.newPage();
  await again.goto(page.url());
  await expect(
    again.getByRole('figure', { name: 'Potassium activation n by colour, 0 to 0.9' }),
  ).toBeVisible();
  await again.close();
  // What the cells have at this moment, in round numbers from 0 on.
  await person.button('Fit to the cells').click();
  const fitted = page.getByRole('figure', { name: 'Potassium activation n by colour, 0 to 0.8' });
  await expect(fitted).toBeVisible();
  await person.button('As usual').click();
  await expect(fitted).toBeHidden();
});

/** What was painted, in a link. */
function paintedIn(url: string): unknown {
  const packed = Buffer.from(new URL(url).hash.replace(/^#v2\./, ''), 'base64url').subarray(4);
  return JSON.parse(inflateRawSync(packed).toString()).painted;
}

test('painted cells fall silent, are in the link, and fire again when they are washed', async ({
  person,
  context,
}) => {
  const { page } = person;
  await person.open();
  await person.hurry();
  const cells = await person.cells();
  await expect.poll(async () => (await person.summary())?.firing).toBeGreaterThan(0.85 * cells);
  const all = (await person.summary())!.firing;
  const above = page.getByRole('banner');
  const place = await above.boundingBox();
  await page.getByLabel('Brush', { exact: true }).selectOption({ label: 'TTX (gNa down)' });
  await expect(page.getByText('Size', { exact: true })).toBeVisible();
  // The cells have as much room as before.
  expect(await above.boundingBox()).toEqual(place);
  const [from, to] = [await person.point(0.3, 0.5), await person.point(0.9, 0.5)];
  const stroke = async () => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 20 });
    await page.mouse.up();
  };
  await stroke();
  await expect.poll(async () => (await person.summary())?.firing ?? all).toBeLessThan(all - 0.03 * cells);
  await expect
    .poll(() => JSON.stringify(paintedIn(page.url())))
    .toContain('"of":"parameters.gNa","changes":[[0.5,0,[');
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole('button', { name: 'Wash all' })).toBeVisible();
  await other.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(() => paintedIn(other.url())).toEqual(paintedIn(page.url()));
  // What a link holds is where its page begins, no step from another place.
  await expect(other.getByRole('button', { name: 'Undo' })).toBeDisabled();
  await other.close();
  const painted = paintedIn(page.url());
  await page.keyboard.press('Control+z');
  await expect.poll(() => paintedIn(page.url())).toBeUndefined();
  await page.keyboard.press('Control+Shift+Z');
  await expect.poll(() => paintedIn(page.url())).toEqual(painted);
  // Water takes away what it goes over.
  await page.getByLabel('Brush', { exact: true }).selectOption({ label: 'Wash' });
  await stroke();
  await expect.poll(() => paintedIn(page.url())).toBeUndefined();
  await person.button('Undo').click();
  await expect.poll(() => paintedIn(page.url())).toEqual(painted);
  await person.button('Wash all').click();
  // Those that would rest as well as fire may stay at rest.
  await expect.poll(async () => (await person.summary())?.firing ?? 0).toBeGreaterThan(all - 0.012 * cells);
});

test.describe('with fingers', () => {
  test.use({ hasTouch: true });

  test('a tap selects a cell, one finger moves the population and paints with a brush, two come nearer', async ({
    person,
  }) => {
    const { page } = person;
    await person.open();
    await expect.poll(() => person.summary()).toBeTruthy();
    const { x, y } = await person.point(0.8, 0.5);
    await page.touchscreen.tap(x, y);
    await expect.poll(() => person.cell()).toMatch(/ at 4\d(\.\d+)? µA/);

    const protocol = await page.context().newCDPSession(page);
    /** Moves fingers from where they are put down to where they are lifted. */
    const draw = async (
      from: readonly { x: number; y: number }[],
      to: readonly { x: number; y: number }[],
    ) => {
      await protocol.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [...from] });
      for (let part = 0.1; part < 1.05; part += 0.1) {
        const touchPoints = from.map((one, i) => ({
          x: one.x + part * (to[i]!.x - one.x),
          y: one.y + part * (to[i]!.y - one.y),
        }));
        await protocol.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints });
        await page.waitForTimeout(20);
      }
      await protocol.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    /** The currents at the ends of the axis that are seen. */
    const seen = async () => spanOf(person, false);
    const whole = await seen();
    await draw([{ x, y }], [{ x: x - 200, y }]);
    await expect.poll(async () => (await seen())[0]).toBeGreaterThan(whole[0]);
    await page.keyboard.press('0');
    await expect.poll(seen).toEqual(whole);
    const middle = await person.point(0.5, 0.5);
    const beside = (by: number) => [
      { x: middle.x - by, y: middle.y },
      { x: middle.x + by, y: middle.y },
    ];
    await draw(beside(40), beside(160));
    await expect.poll(async () => (await seen())[1] - (await seen())[0]).toBeLessThan(whole[1] - whole[0]);
    await page.keyboard.press('0');
    await expect.poll(seen).toEqual(whole);

    await page.getByLabel('Brush', { exact: true }).selectOption({ label: 'TEA (gK down)' });
    await draw([await person.point(0.3, 0.5)], [await person.point(0.9, 0.5)]);
    await expect
      .poll(() => JSON.stringify(paintedIn(page.url())))
      .toContain('"of":"parameters.gK","changes":[[0.5,0,[');
  });
});

test('a current flows into the selected cell as long as the space bar is held', async ({ person }) => {
  const { page } = person;
  await person.open();
  const { x, y } = await person.point(0.03, 0.5);
  await page.mouse.click(x, y);
  await expect.poll(() => person.cell()).toMatch(/ at [0-5]\.\d+ µA/);
  const potential = async () =>
    Number.parseFloat(
      (await page.getByRole('region', { name: 'Selected cell' }).locator('h2 small').first().textContent()) ??
        '',
    );
  await expect.poll(potential).toBeLessThan(-55);
  await page.keyboard.down(' ');
  await page.keyboard.down(' ');
  await expect.poll(potential, { intervals: [30] }).toBeGreaterThan(-40);
  await page.keyboard.up(' ');
  // The clock runs on: the key did not pause.
  await expect(person.button('Pause')).toBeVisible();
  await expect.poll(potential).toBeLessThan(-55);
});

test('two quantities make a map with the border of firing', async ({ person }) => {
  const { page } = person;
  await person.open();
  await page.getByLabel('Differ in').selectOption({ label: 'two quantities' });
  await arrange(person, 'Map');
  const map = page.getByRole('img', { name: 'Lines of equal values and the border of firing' });
  await expect(map.locator('.border')).toHaveAttribute('d', /^M[\d.]+ [\d.]+L/);
  await expect(map).toContainText('100 Hz');
  await expect(page.getByRole('figure', { name: /^Firing rate by colour, 0 to \d+ Hz$/ })).toBeVisible();

  // Of cells that are drawn it has the means around each place, and wherever it is pointed at the nearest cell is meant.
  await page.getByLabel('Neurons').selectOption('256');
  await page.getByLabel('Differ in').selectOption('drawn');
  await expect(page.getByRole('banner')).toContainText('have the mean of the cells around each place.');
  await expect(page.getByLabel('Upwards')).toHaveValue('parameters.gNa');
  await expect(map.locator('.border')).toHaveAttribute('d', /^M[\d.]+ [\d.]+L/);
  const { x, y } = await person.point(0.73, 0.5);
  await page.mouse.click(x, y);
  const current = async () => Number(/at ([\d.]+) µA/.exec(await person.cell())?.[1]);
  await expect.poll(async () => Math.abs((await current()) - 0.73 * 60)).toBeLessThan(6);
});

for (const engine of enginesOfRuns) {
  const tag = `@${engine}`;
  test(`views of the same cells stand side by side, and the link has them, ${engine}`, { tag }, async ({
    person,
    context,
  }) => {
    const { page } = person;
    await person.open();
    await person.button('Add a view').click();
    const first = page.getByRole('region', { name: 'Sheet' }).first();
    const second = page.getByRole('region', { name: 'Sheet' }).nth(1);
    await second.getByLabel('Arrangement').selectOption({ label: 'Firing rate curve' });
    const curve = page.getByRole('region', { name: 'Firing rate curve' });
    await curve.getByLabel('Name of the view').fill('Rates');
    await curve.getByLabel('Name of the view').press('Enter');
    const rates = page.getByRole('region', { name: 'Rates', exact: true });
    await expect(rates.locator('.axis .above')).toHaveText('Firing rate Hz');
    await expect(first.locator('.axis .above')).toHaveCount(0);
    // Both are drawn, each in its own half.
    for (const view of [first, rates]) {
      const box = (await view.getByRole('application').boundingBox())!;
      const middle = { x: box.x + box.width * 0.15, y: box.y + 80, width: box.width * 0.7, height: 300 };
      await expect
        .poll(async () => {
          const clip = await page.screenshot({ clip: middle });
          return (await person.look(clip.toString('base64'))).colours;
        })
        .toBeGreaterThan(20);
    }
    // A cell that is picked in one of them is the selected one.
    const sheet = (await first.getByRole('application').boundingBox())!;
    await page.mouse.click(sheet.x + sheet.width * 0.8, sheet.y + sheet.height / 2);
    await expect.poll(() => person.cell()).toMatch(/ at [45]\d(\.\d+)? µA/);
    await rates.getByRole('application').focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => person.cell()).toMatch(/ at [345]\d(\.\d+)? µA/);

    await expect(page).toHaveURL(/#v2\./);
    const again = await context.newPage();
    await again.goto(page.url());
    await expect(
      again.getByRole('region', { name: 'Rates', exact: true }).locator('.axis .above'),
    ).toHaveText('Firing rate Hz');
    await again.close();

    await rates.getByRole('button', { name: 'Close the view Rates' }).click();
    await expect(rates).toHaveCount(0);
    await person.button('Undo').click();
    await expect(rates.locator('.axis .above')).toHaveText('Firing rate Hz');
  });
}
