import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, type Person, test } from './person.ts';

test.describe.configure({ timeout: 90_000 });

const json = ({ page }: Person) => page.getByLabel('Experiment as JSON');
const field = ({ page }: Person, name: string) => page.getByLabel(name, { exact: true });

async function set(person: Person, name: string, value: string): Promise<void> {
  await field(person, name).fill(value);
  await person.page.keyboard.press('Enter');
}

test('what was changed is in the link, and in the page that is opened with it', async ({
  person,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await person.open();
  const { page } = person;
  await page.getByLabel('Neurons').selectOption('256');
  await set(person, 'gK', '30');
  await set(person, 'dt', '0.02');
  await page.getByLabel('Speed').fill('3');
  await expect.poll(() => person.cells()).toBe(256);
  await page.getByRole('application').press('ArrowRight');
  const cell = await person.cell();
  await person.button('JSON').click();
  await person.button('Copy link').click();
  await expect(page.getByText('The link is in the clipboard.')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).hash).toMatch(/^#v2\.[\w-]+$/);

  const other = await context.newPage();
  await other.goto(link);
  await expect(other.getByLabel('Experiment as JSON')).toHaveValue(/"gK": 30/);
  await expect(other.getByRole('region', { name: 'Selected cell' }).getByText(cell)).toBeVisible();
  await expect(other.getByLabel('Speed')).toHaveValue('3');
  await other.getByRole('button', { name: 'Controls', exact: true }).click();
  await expect(other.getByLabel('gK')).toHaveValue('30');
  await expect(other.getByLabel('dt', { exact: true })).toHaveValue('0.02');
  await expect(other.getByLabel('Neurons')).toHaveValue('256');
  await other.close();
});

test('changes are undone and done again by keyboard, but what is being typed has its own undo', async ({
  person,
}) => {
  await person.open({ asItOpens: true });
  const { page } = person;
  await expect(person.button('Undo')).toBeDisabled();
  // What was refused comes back neither where it was typed nor from elsewhere.
  await set(person, 'gK', 'abc');
  await expect(page.getByRole('alert')).toContainText('Enter a number; it stays 36.');
  await page.keyboard.press('Control+z');
  await expect(field(person, 'gK')).toHaveValue('36');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await set(person, 'gK', 'abc');
  await set(person, 'gK', '30');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+z');
  await expect(field(person, 'gK')).toHaveValue('36');
  await set(person, 'gK', '30');
  await field(person, 'gNa').focus();
  await page.keyboard.type('9');
  await page.keyboard.press('Control+z');
  await expect(field(person, 'gNa')).toHaveValue('120');
  await expect(field(person, 'gK')).toHaveValue('30');
  await set(person, 'gNa', '100');
  await page.keyboard.press('Control+z');
  await expect(field(person, 'gNa')).toHaveValue('120');
  await page.keyboard.press('Control+z');
  await expect(field(person, 'gK')).toHaveValue('36');
  await expect(person.button('Undo')).toBeDisabled();
  await page.keyboard.press('Control+y');
  await expect(field(person, 'gK')).toHaveValue('30');
  await page.keyboard.press('Control+Shift+Z');
  await expect(field(person, 'gNa')).toHaveValue('100');
  await expect(person.button('Redo')).toBeDisabled();
  await person.button('Undo').click();
  await expect(field(person, 'gNa')).toHaveValue('120');

  // So are the speed, the selected cell and probes; many cells on the way are one step.
  const first = await person.cell();
  await page.getByLabel('Speed').press('End');
  await page.getByRole('application').focus();
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
  await expect.poll(() => person.cell()).not.toBe(first);
  await page.keyboard.press('p');
  const probes = page.getByRole('list', { name: 'Cells that are followed' });
  await expect(probes).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(probes).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect.poll(() => person.cell()).toBe(first);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('20 ms/s')).toBeVisible();
  for (let i = 0; i < 3; i++) await page.keyboard.press('Control+y');
  await expect(probes).toBeVisible();
  expect(await person.cell()).not.toBe(first);
});

test('the experiment is edited as a text, with a mistake that is mended, and saved as it is', async ({
  person,
}) => {
  await person.open();
  const { page } = person;
  await person.button('JSON').click();
  const text = await json(person).inputValue();
  const sized = (count: string) => text.replace(/"count": \d+/, count);
  await json(person).fill(sized('"count": 512,'));
  await expect(page.getByText(/^The text, line \d+, column \d+: not JSON/)).toBeVisible();
  const before = await person.time();
  await expect.poll(() => person.time()).toBeGreaterThan(before);
  await page.getByRole('button', { name: /^Go to line/ }).click();
  await expect(json(person)).toBeFocused();
  await json(person).fill(sized('"cuont": 512'));
  await expect(page.getByText('did you mean "count"?')).toBeVisible();
  await json(person).fill(sized('"count": 512'));
  await expect.poll(() => person.cells()).toBe(512);
  await expect(page.getByText('Runs as it is typed.')).toBeVisible();
  // It is typed like a program.
  await json(person).press('Control+Home');
  await json(person).press('ArrowRight');
  await json(person).pressSequentially('\n"seed": 5,');
  await expect(json(person)).toHaveValue(/^\{\n {2}"seed": 5,\n/);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    person.button('Save as file').click(),
  ]);
  expect(download.suggestedFilename()).toBe('hodgkin-huxley-experiment.json');
  const saved = await readFile(await download.path(), 'utf8');
  expect(saved).toBe(await json(person).inputValue());
  expect(JSON.parse(saved)).toMatchObject({ seed: 5, sweep: { x: { count: 512 } } });
  await page.getByRole('application').focus();
  await page.keyboard.press('Control+z');
  await expect(json(person)).not.toHaveValue(/seed/);
});

test('what a run leaves is opened, what is something else is not', async ({ person }) => {
  await person.open();
  const { page } = person;
  const sweep = { x: { vary: 'parameters.gL', from: 0.1, to: 0.5, count: 128 } };
  const experiment = { model: 'lecture', parameters: { gK: 30 }, sweep, dt: 0.02, integrator: 'rk4' };
  await person.drop('run.json', { version: '0.1.0', adapter: { name: 'a GPU' }, neurons: 128, experiment });
  await expect.poll(() => person.cells()).toBe(128);
  await expect(field(person, 'gK')).toHaveValue('30');
  expect(await person.step()).toBe(0.02);
  const alert = page.getByRole('alert');
  await person.drop('mine.json', { ...experiment, seed: -1 });
  await expect(alert).toContainText('mine.json: seed = -1 is not valid: it must be at least 0');
  await person.drop('package.json', { name2: 'something', scripts: {} });
  await expect(alert).toContainText('package.json holds neither an experiment');
  expect(await person.cells()).toBe(128);
});

test('what is saved runs in the command as it is, and what that leaves is opened by dropping it', async ({
  person,
}, { outputDir }) => {
  await person.open();
  const { page } = person;
  await page.getByLabel('Neurons').selectOption('256');
  await set(person, 'gK', '30');
  await expect.poll(() => person.cells()).toBe(256);
  await person.button('JSON').click();
  const coming = page.waitForEvent('download');
  await person.button('Save as file').click();
  const saved = await (await coming).path();
  const results = join(outputDir, 'results');
  const command = fileURLToPath(new URL('../dist/cli/loligo.js', import.meta.url));
  await promisify(execFile)(process.execPath, [command, 'run', saved, '--out', results]);

  await page.reload();
  await page.getByRole('application').focus();
  await person.button('Controls').click();
  await set(person, 'gK', '36');
  await person.drop('run.json', await readFile(join(results, 'run.json'), 'utf8'));
  await expect(field(person, 'gK')).toHaveValue('30');
  await expect.poll(() => person.cells()).toBe(256);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a link that is broken or wrong says so, and the page runs', async ({ person }) => {
  const { page } = person;
  await page.goto('/#v1.5YmooE3OywrCMBSE4XeZ9VFalCLnbUJztKG5');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('the link: a part of it is missing or was changed on the way');
  await expect.poll(() => person.time()).toBeGreaterThan(0);
  // The address says again what runs.
  await expect(page).toHaveURL(/#model=hodgkin-huxley$/);
  await set(person, 'gK', '30');
  await expect(page).toHaveURL(/#v2\./);
  const good = await page.evaluate(() => location.hash);
  await page.evaluate(() => (location.hash = '#v9.AAAA'));
  await expect(alert).toContainText('the link: ');
  await expect(page).toHaveURL(new RegExp(`${good}$`));
  await expect(field(person, 'gK')).toHaveValue('30');
});

test('a class sees nothing of what a teacher hides in the address', async ({ person }) => {
  const { page } = person;
  await page.goto('/?hide=controls,json,undo,firing-rate#model=wang-buzsaki');
  await expect(page.getByRole('banner').getByText(/cells fire, up to/)).toBeVisible();
  await expect(page.getByRole('banner')).toContainText('Wang-Buzsáki');
  await expect(person.button('Equations')).toBeVisible();
  await expect(person.button('Pause')).toBeVisible();
  for (const name of ['Controls', 'JSON', 'Undo', 'Redo']) await expect(person.button(name)).toBeHidden();
  await expect(page.getByRole('region', { name: 'Firing rate of the population' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Selected cell' })).toBeVisible();
  await page.goto('/?hide=jsn');
  await expect(page.getByRole('alert')).toContainText('nothing is called "jsn"; did you mean "json"?');
  await expect.poll(() => person.time()).toBeGreaterThan(0);
});

test('a frame in another page shows the population, and leaves that page its keys', async ({ person }) => {
  const { page } = person;
  const body = '<input autofocus><iframe src="/?embed" width="480" height="360"></iframe>';
  await page.route('**/lesson', (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto('/lesson');
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('banner').getByText(/cells fire, up to/)).toBeVisible();
  await expect(page.locator('input')).toBeFocused();
  await page.keyboard.type(' r.');
  await expect(page.locator('input')).toHaveValue(' r.');
  await expect(frame.getByRole('button', { name: 'Pause' })).toBeVisible();
  const size = await frame
    .locator('html')
    .evaluate(({ scrollWidth, scrollHeight }) => [scrollWidth, scrollHeight]);
  expect(size).toEqual([480, 360]);
  await expect(frame.getByLabel('gK')).toHaveCount(0);
  await expect(frame.getByRole('link', { name: 'Open in Loligo' })).toBeVisible();
});
