import { interneuron as axon } from '../test/support/axons.ts';
import { expect, type Person, test } from './person.ts';

test.describe.configure({ timeout: 120_000 });
test.use({ usualEngine: 'webgpu' });

const wrong = { ...axon, currents: [{ ...axon.currents[0], conductance: 'gna * m^3 * h' }] };

const DROP = 'Drop an experiment, a run.json, a membrane or a lesson to run it';
const choice = ({ page }: Person) => page.getByLabel('Membrane', { exact: true });

/** Drags a file over the page, which says what it may be, and lets it go. */
async function drop(person: Person, name: string, text: string): Promise<void> {
  const { page } = person;
  await person.drop(name, text, () => expect(page.getByText(DROP)).toBeVisible());
  await expect(page.getByText(DROP)).toBeHidden();
}

test('every shipped membrane is offered, and one is chosen by keyboard with all that is its own', async ({
  person,
}) => {
  await person.open();
  const { page } = person;
  const titles = await choice(person).locator('option').allTextContents();
  expect(titles).toHaveLength(17);
  expect(titles.slice(0, 2)).toEqual(['Hodgkin-Huxley squid axon', 'Hodgkin-Huxley with lecture potentials']);
  await choice(person).focus();
  await page.keyboard.type('Morris-Lecar b');
  await expect(choice(person)).toHaveValue('morris-lecar-hopf');
  await expect(page.getByRole('banner')).toContainText('Morris-Lecar barnacle muscle');
  const population = page.getByRole('group', { name: 'Population' });
  await expect(population.getByLabel('From')).toHaveValue('60');
  await expect(population.getByLabel('To')).toHaveValue('240');
  await expect(page.getByLabel('gCa')).toHaveAttribute('aria-valuemax', /\d/);
  await expect(page.getByLabel('gNa')).toHaveCount(0);
  await expect(page.getByRole('figure', { name: /colour, -70 to 40 mV/ })).toBeVisible();
  await expect(page.locator('.trace .key')).toHaveText(['m', 'w']);
  await expect.poll(async () => (await person.summary())?.firing).toBeGreaterThan(0);
  const { firing, cells } = (await person.summary())!;
  expect(firing).toBeLessThan(cells);
});

test('states that are no fractions are drawn with their scale, and currents said in nA as well', async ({
  person,
}) => {
  await person.open();
  const { page } = person;
  await choice(person).selectOption('pospischil-lts');
  await expect(page.locator('.trace .key').last()).toHaveText(/^Ca \/ [\d.e-]+ mM$/);
  await expect(page.locator('.trace .key')).toHaveText([/^m$/, /^h$/, /^n$/, /^p$/, /^s$/, /^u$/, /^Ca/]);
  await expect.poll(() => person.cell()).toMatch(/at 0\.\d+ µA\/cm² \(0\.\d+ nA\)$/);
});

test('a link keeps the membrane by name', async ({ person }) => {
  await person.open({ asItOpens: true });
  const { page } = person;
  await choice(person).selectOption('wang-buzsaki');
  await expect(page).toHaveURL(/#model=wang-buzsaki$/);
  await page.reload();
  await expect.poll(() => person.time()).toBeGreaterThan(0);
  await expect(choice(person)).toHaveValue('wang-buzsaki');
  await expect(page.getByRole('banner')).toContainText('Wang-Buzsáki');
  await page.evaluate(() => {
    location.hash = '#model=prescott';
  });
  await expect(choice(person)).toHaveValue('prescott');
});

test('a link to a membrane that is not there says so, and the page runs', async ({ person }) => {
  const { page } = person;
  await page.goto('/#model=wang-buzaki');
  await expect(page.getByRole('alert')).toContainText('did you mean "wang-buzsaki"?');
  await expect.poll(() => person.time()).toBeGreaterThan(0);
  await expect(choice(person)).toHaveValue('hodgkin-huxley');
});

test('a membrane file that is dropped runs at once, and is in the link', async ({ person }) => {
  await person.open();
  const { page } = person;
  await drop(person, 'my-axon.json', JSON.stringify(axon));
  await expect(page.getByRole('banner')).toContainText('my-axon. Each dot is a neuron.');
  await expect(choice(person)).toHaveValue('file:my-axon');
  await expect(page.getByLabel('gK', { exact: true })).toHaveValue('9');
  await expect.poll(async () => (await person.summary())?.firing).toBeGreaterThan(0);
  await expect(page).toHaveURL(/#v2\./);
  const linked = page.url();
  // It stays on offer beside the others; the link follows each choice a little later.
  await choice(person).selectOption('lecture');
  await expect.poll(() => page.url()).not.toBe(linked);
  const other = page.url();
  await choice(person).selectOption('file:my-axon');
  await expect(page.getByLabel('gK', { exact: true })).toHaveValue('9');
  await expect.poll(() => page.url()).not.toBe(other);
  await page.reload();
  await expect(choice(person)).toHaveValue('file:my-axon');
  await expect(page.getByLabel('gK', { exact: true })).toHaveValue('9');
});

test('a file with a mistake is refused with the place, and nothing is lost', async ({ person }) => {
  await person.open();
  const { page } = person;
  await drop(person, 'my-axon.json', JSON.stringify(wrong));
  const alert = page.getByRole('alert');
  await expect(alert).toContainText(
    'my-axon.json: currents.0.conductance: unknown symbol "gna"; did you mean "gNa"?: gna * m^3 * h',
  );
  await expect(alert.locator('.fault')).toHaveText('g');
  await expect(choice(person)).toHaveValue('hodgkin-huxley');
  const before = await person.time();
  await expect.poll(() => person.time()).toBeGreaterThan(before);
  await drop(person, 'notes.txt', 'Not a membrane.');
  await expect(alert).toContainText('notes.txt, line 1, column 1: not JSON');
  await drop(person, 'my-axon.json', JSON.stringify(axon));
  await expect(alert).toHaveCount(0);
  await expect(choice(person)).toHaveValue('file:my-axon');
});

test('a membrane file is opened by keyboard', async ({ person }) => {
  const { page } = person;
  // Asked for early: choosers are caught only some time after that.
  const chooser = page.waitForEvent('filechooser');
  await person.open();
  await person.button('Open a membrane file').focus();
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({
    name: 'my-axon.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(axon)),
  });
  await expect(choice(person)).toHaveValue('file:my-axon');
});
