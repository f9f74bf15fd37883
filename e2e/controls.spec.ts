import { expect, type Person, test } from './person.ts';

test.describe.configure({ timeout: 90_000 });

const group = ({ page }: Person, name: string) => page.getByRole('group', { name, exact: true });

test('two quantities make a grid, and a number follows the hand that drags its name', async ({ person }) => {
  await person.open();
  const { page } = person;
  const [before, cells] = [await person.sheet(), await person.cells()];
  await page.getByLabel('Differ in').selectOption('two');
  await expect(group(person, 'Upwards').getByLabel('From')).toHaveValue('60');
  await expect.poll(() => person.cell()).toMatch(/at [\d.]+ µA\/cm², [\d.]+ mS\/cm²$/);
  expect((await person.sheet()).print).not.toBe(before.print);
  // As many, in a square.
  expect(await person.cells()).toBe(cells);

  const count = group(person, 'To the right').getByLabel('Count');
  await count.fill('32');
  await page.keyboard.press('Tab');
  await expect.poll(() => person.cells()).toBe(32 * Math.sqrt(cells));

  const gK = page.getByLabel('gK', { exact: true });
  const handle = page.locator('label', { hasText: /^gK$/ });
  await handle.hover();
  await page.mouse.down();
  const box = (await handle.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2 + 90, box.y + 4, { steps: 6 });
  await expect(gK).toHaveValue('42');
  await page.mouse.up();
  await gK.focus();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(gK).toHaveValue('40');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a sine and noise are added to the current, and a wrong number says why in place', async ({
  person,
}) => {
  await person.open();
  const { page } = person;
  await page.getByLabel('Neurons').selectOption('1,024');
  await person.button('Add a stimulus').click();
  await expect(group(person, 'Stimulus 2').getByLabel('Kind')).toHaveValue('sine');
  await person.button('Add a stimulus').click();
  await group(person, 'Stimulus 3').getByLabel('Kind').selectOption({ label: 'Noise' });
  const sigma = group(person, 'Stimulus 3').getByLabel('sigma');
  await expect(sigma).toHaveValue('5');
  // With so much of it there is no silence left, not even without a current.
  await expect.poll(async () => (await person.summary())?.firing).toBe(1024);

  const tau = group(person, 'Stimulus 3').getByLabel('tau');
  await tau.fill('-5');
  await page.keyboard.press('Tab');
  await expect(group(person, 'Stimulus 3').getByRole('alert')).toContainText(
    'tau = -5 is not valid: it must be greater than 0; it stays 5.',
  );
  await expect(tau).toHaveValue('-5');
  await tau.fill('2');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('alert')).toHaveCount(0);

  await person.button('Remove stimulus 3').click();
  await person.button('Remove stimulus 2').click();
  await expect(group(person, 'The stimulus').getByLabel('Kind')).toHaveValue('constant');
  await expect(page.locator('.axis .title')).toHaveText('Injected current µA/cm²');
});

test('sodium conductances are drawn from a lognormal distribution', async ({ person }) => {
  await person.open();
  await person.hurry();
  const { page } = person;
  await page.getByLabel('Neurons').selectOption('256');
  await page.getByLabel('Differ in').selectOption('drawn');
  await page.getByLabel('Drawn').selectOption({ label: 'Maximal sodium conductance' });
  await page.getByLabel('Values').selectOption('lognormal');
  await expect(page.getByLabel('median')).toHaveValue('120');
  const spread = page.getByLabel('sigma');
  await spread.fill('0');
  await page.keyboard.press('Tab');
  await expect(page.getByText(/sigma = 0 is not valid: it must be greater than 0/)).toBeVisible();
  await spread.fill('0.4');
  await page.keyboard.press('Tab');
  await expect.poll(() => person.cell()).toMatch(/at [\d.]+ mS\/cm²$/);
  await expect(page.locator('.abscissa')).toHaveText('Maximal sodium conductance mS/cm²');
  // Those with little sodium are silent.
  await expect.poll(async () => (await person.summary())?.firing).toBeGreaterThan(64);
  expect((await person.summary())!.firing).toBeLessThan(256);
  expect((await person.plot('Firing rate of the population')).colours).toBeGreaterThan(4);
  await page.getByLabel('Values').selectOption('values');
  const input = page.getByLabel('File with values, maximal sodium conductance');
  const file = (text: string) => ({ name: 'cells.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await input.setInputFiles(file('cell,gNa_mS_cm2,who\n0,-1,a\n1,130,b\n'));
  await expect(page.getByRole('alert')).toContainText('-1 mS/cm2 is out of range');
  await page.getByLabel('Column').selectOption('who');
  await expect(page.getByRole('alert')).toContainText('cells.csv, line 2, column "who": "a" is not a number');
  await input.setInputFiles(file('cell,gNa_mS_cm2,who\n0,100,a\n1,130,b\n2,125,c\n'));
  await expect(page.getByText('cells.csv: a neuron for each of 3 rows, its values in mS/cm²')).toBeVisible();
  await expect(page.getByLabel('List')).toHaveValue('100, 130, 125');
  await expect.poll(() => person.cells()).toBe(3);
  await page.getByLabel('Differ in').selectOption('none');
  await expect.poll(() => person.cell()).toMatch(/^Cell [\d,]+$/);
});

test('what happens once is seen from its beginning, and a waveform comes from a file', async ({ person }) => {
  await person.open();
  const { page } = person;
  await page.getByLabel('Neurons').selectOption('256');
  await expect.poll(() => person.time()).toBeGreaterThan(60);
  await page.getByLabel('Kind').selectOption({ label: 'Pulses at given times' });
  await expect.poll(() => person.time()).toBeLessThan(50);
  const onsets = page.getByLabel('onsets');
  await expect(onsets).toHaveValue('20, 50, 80');
  await onsets.fill('20, then');
  await page.keyboard.press('Tab');
  await expect(page.getByText('"then" is not a number')).toBeVisible();
  await onsets.fill('20, 40');
  await page.keyboard.press('Tab');
  await expect(page.getByText('is not a number')).toBeHidden();

  await page.getByLabel('Kind').selectOption({ label: 'Recorded waveform' });
  const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  const input = page.getByLabel('Waveform file');
  await input.setInputFiles(file('empty.csv', 'time_ms\n0\n'));
  await expect(page.getByRole('alert')).toContainText('empty.csv needs a column of currents');
  await input.setInputFiles(file('current.csv', 'time_ms,weak,strong\n0,1,20\n30,2,30\n60,1,20\n'));
  await expect(page.getByLabel('values')).toHaveValue('1, 2, 1');
  await page.getByLabel('Column').selectOption('strong');
  await expect(page.getByLabel('values')).toHaveValue('20, 30, 20');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('methods run side by side on the same cells, each with its error, until one is left', async ({
  person,
}) => {
  await person.open();
  const { page } = person;
  await page.getByLabel('Neurons').selectOption('256');
  await page.getByLabel('Integrator').selectOption('euler');
  await person.button('Another method beside it').click();
  await expect.poll(() => person.cells()).toBe(512);
  const [euler, rk4] = [group(person, 'Band 1'), group(person, 'Band 2')];
  await expect(rk4.getByLabel('Integrator')).toHaveValue('rk4');
  await expect.poll(() => person.cell()).toMatch(/µA\/cm², (euler|rk4), 0\.05 ms$/);
  for (const band of [euler, rk4]) await expect(band.locator('.range')).toHaveText(/%|spikes/);
  await expect(page.locator('.honesty dd')).toHaveText([/^euler /, /^rk4 /]);

  await rk4.getByLabel('dt').fill('0.03');
  await page.keyboard.press('Tab');
  await expect(rk4.getByRole('alert')).toContainText('is no whole part of the largest, 0.05 ms');
  await euler.getByRole('button', { name: 'Remove' }).click();
  await expect.poll(() => person.cells()).toBe(256);
  await expect(page.getByLabel('Integrator')).toHaveValue('rk4');
  expect(await person.step()).toBe(0.05);
});
