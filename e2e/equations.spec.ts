import { expect, type Person, test } from './person.ts';

test.describe.configure({ timeout: 120_000 });

/** Opens the page and the panel. */
async function openEquations(person: Person): Promise<number> {
  await person.open();
  await expect.poll(async () => (await person.summary())?.firing).toBeGreaterThan(0);
  const { firing } = (await person.summary())!;
  await person.button('Equations').click();
  await expect(person.page.getByRole('math').first()).toBeVisible();
  return firing;
}

test('equations are there in print; one that is wrong is told at its character while the last good one runs on', async ({
  person,
}) => {
  const { page } = person;
  const firing = await openEquations(person);
  const drawer = page.getByRole('region', { name: 'Equations', exact: true });
  const currents = drawer.getByRole('region', { name: 'Currents' });
  await expect(currents.getByRole('math')).toHaveCount(3);
  await expect(currents.locator('msubsup, msub, msup').first()).toBeVisible();
  const gates = drawer.getByRole('region', { name: 'Gates' });
  await expect(gates.getByRole('math')).toHaveCount(9);
  // Typeset, not text: what is above a bar is above what is below it.
  const heights = await gates
    .locator('mfrac')
    .first()
    .evaluate(({ children }) => [...children].map((child) => child.getBoundingClientRect().top));
  expect(heights[0]!).toBeLessThan(heights[1]!);

  await person.button('Edit INa').click();
  const field = page.getByLabel('Equation of INa', { exact: true });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('INa = gNa * m^3 * h * (V - ENa)');
  await field.fill('INa = gNa * m^3 * q * (V - ENa)');
  await expect(currents.getByRole('status')).toHaveText(/unknown symbol "q"/);
  await expect(currents.locator('.fault')).toHaveText('q');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  const time = await person.time();
  await expect.poll(() => person.time()).toBeGreaterThan(time);
  // Some cells fire after the onset alone: a later measuring window has fewer by half a per cent.
  const most = 0.95 * firing!;
  expect((await person.summary())?.firing).toBeGreaterThan(most);
  await expect(page.getByRole('banner')).not.toContainText('edited');

  // One more gate in the product, and few or none of the cells fire; it runs without a key that says so.
  await field.fill('INa = gNa * m^4 * h * (V - ENa)');
  await expect(currents.getByRole('status')).toBeEmpty();
  await expect(page.getByRole('banner')).toContainText(/None of [\d,]+ cells fires/);
  await expect(page.getByRole('banner')).toContainText('Hodgkin-Huxley squid axon, edited');

  await field.press('Escape');
  await expect(field).toBeHidden();
  await expect(person.button('Edit INa')).toBeFocused();
  await expect(page.getByRole('banner')).not.toContainText('edited');
  await expect.poll(async () => (await person.summary())?.firing).toBeGreaterThan(most);
});

test('a current of one’s own is added by keyboard, and its conductance has a slider', async ({ person }) => {
  const { page } = person;
  await openEquations(person);
  await person.hurry();
  const field = page.getByLabel('Further equations', { exact: true });
  await field.focus();
  await page.keyboard.type('gA = 0 in [0, 8]');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('IA = gA * (V + 75) # Another leak');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('');
  const currents = page.getByRole('region', { name: 'Currents' });
  await expect(currents.getByRole('math')).toHaveCount(4);
  await expect(currents).toContainText('Another leak');
  await expect.poll(async () => (await person.summary())?.firing).toBeGreaterThan(0);

  const slider = page.getByRole('slider', { name: 'gA, slider' });
  await slider.focus();
  await slider.press('End');
  await expect(page.getByLabel('gA', { exact: true })).toHaveValue('8');
  await expect(page.getByRole('banner')).toContainText(/None of [\d,]+ cells fires/);

  await person.button('Back to the equations of Hodgkin-Huxley squid axon').click();
  await expect(slider).toHaveCount(0);
  await expect.poll(async () => (await person.summary())?.firing).toBeGreaterThan(0);
});
