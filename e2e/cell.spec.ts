import { expect, type Person, test } from './person.ts';

test.describe.configure({ timeout: 90_000 });

const region = ({ page }: Person) => page.getByRole('region', { name: 'Selected cell' });
const plotOf = ({ page }: Person) => page.getByLabel('Plot of the cell');

/** What the table at the cursors says of something, at A, at B, and between them. */
async function values({ page }: Person, label: RegExp): Promise<number[]> {
  const row = page.getByRole('region', { name: 'Values at the cursors' }).getByRole('row', { name: label });
  const texts = await row.getByRole('cell').allTextContents();
  return texts.map((text) => Number(text.replace('−', '-')));
}

test('cells stay followed when others are selected, each with its number, and are read at cursors', async ({
  person,
}) => {
  await person.open();
  const { page } = person;
  await person.button('Add as probe').click();
  for (const right of [0.5, 0.9]) {
    const { x, y } = await person.point(right, 0.5);
    await page.mouse.click(x, y);
    await page.keyboard.press('p');
  }
  const probes = page.getByRole('list', { name: 'Cells that are followed' });
  await expect(probes.getByRole('listitem')).toHaveText([/^1 10/, /^2 (2|3)\d\./, /^3 5\d\./]);
  // Long enough for each to have been seen to fire.
  const since = await person.time();
  await expect.poll(() => person.time()).toBeGreaterThan(since + 100);
  await person.button('Pause').click();
  await person.button('Cursors').click();
  const readings = async () =>
    (await Promise.all([1, 2, 3].map((n) => values(person, RegExp(`^V ${n} mV`))))).flat();
  const before = await readings();
  expect(before.every((V) => Number.isFinite(V) && Math.abs(V) < 200)).toBe(true);
  expect(new Set(before).size).toBeGreaterThan(6);

  // By keyboard: B goes on to later times, and its values with it.
  const cursor = page.getByRole('slider', { name: 'Cursor B' });
  const [, b = 0] = await values(person, /^Time/);
  await cursor.press('Shift+ArrowRight');
  const [, later = 0] = await values(person, /^Time/);
  expect(later).toBeCloseTo(b + 5, 1);
  expect(await readings()).not.toEqual(before);

  await probes.getByRole('button', { name: /^Remove probe 2/ }).click();
  await expect(probes.getByRole('listitem')).toHaveText([/^1/, /^3/]);
  await probes.getByRole('button', { name: /^Select probe 1/ }).click();
  await expect.poll(() => person.cell()).toMatch(/at 10(\.0\d)? µA\/cm²$/);
});

test('the currents at a cursor add up to what is injected', async ({ person }) => {
  await person.open();
  await expect.poll(() => person.time()).toBeGreaterThan(100);
  await person.button('Pause').click();
  await plotOf(person).selectOption('Currents');
  // What was recorded before is there in another plot.
  await person.button('Cursors').click();
  const of = (label: RegExp) => values(person, label);
  const [INa, IK, IL] = [await of(/^INa/), await of(/^IK/), await of(/^IL/)];
  const [sum, capacitive, stimulus] = [await of(/^sum/), await of(/^C dV/), await of(/^stimulus/)];
  for (const i of [0, 1]) {
    // Each is rounded to a hundredth.
    expect(Math.abs(INa[i]! + IK[i]! + IL[i]! - sum[i]!)).toBeLessThan(0.021);
    expect(Math.abs(sum[i]! + capacitive[i]! - stimulus[i]!)).toBeLessThan(0.016);
    // The first cell that is selected is the nearest to 10 µA/cm², among 4,096 to a hundredth.
    expect(Math.abs(stimulus[i]! - 10)).toBeLessThan(0.016);
    expect(INa[i]).toBeLessThan(0);
    expect(IK[i]).toBeGreaterThan(0);
  }
});

test('intervals between spikes tell the rate that the page shows', async ({ person }) => {
  await person.open();
  await person.hurry();
  await plotOf(person).selectOption('Raster and intervals');
  const cell = region(person);
  await expect(cell.getByText(/n = \d{2}, mean/)).toBeVisible();
  await expect(async () => {
    const [, mean] = /mean ([\d.]+) ms/.exec((await cell.textContent()) ?? '')!;
    const [, rate] = /rate in all steps is ([\d.]+) Hz/.exec((await cell.textContent()) ?? '')!;
    expect(Math.abs(1000 / Number(mean) / Number(rate) - 1)).toBeLessThan(0.002);
  }).toPass();
});

test('traces are held, a stretch of time is looked at, and a double click goes back to now', async ({
  person,
}) => {
  await person.open();
  const { page } = person;
  await expect.poll(() => person.time()).toBeGreaterThan(100);
  await person.button('Pause').click();
  const live = await person.plot('Selected cell');
  const hand = region(person).getByRole('group', { name: /^Plots over time/ });
  const { x, y, width, height } = (await hand.boundingBox())!;
  const at = (right: number) => [x + right * width, y + height / 4] as const;

  await page.mouse.move(...at(0.4));
  await page.mouse.down();
  await page.mouse.move(...at(0.5), { steps: 3 });
  await page.mouse.up();
  await expect(person.button('Live')).toBeVisible();
  expect((await person.plot('Selected cell')).print).not.toBe(live.print);
  await page.mouse.dblclick(...at(0.6));
  await expect(person.button('Live')).toBeHidden();
  await expect(page.getByRole('slider', { name: /^Cursor/ })).toHaveCount(0);

  await person.button('Hold').click();
  await person.button('Run').click();
  await page.waitForTimeout(300);
  await person.button('Pause').click();
  await expect(person.button('Run')).toBeVisible();
  const held = await person.plot('Selected cell');
  await person.button('Clear').click();
  await expect(person.button('Hold')).toBeVisible();
  await expect.poll(async () => (await person.plot('Selected cell')).print).not.toBe(held.print);
});
