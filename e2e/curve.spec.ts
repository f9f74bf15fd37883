import { expect, type Person, test } from './person.ts';

test.describe.configure({ timeout: 120_000 });

const curve = ({ page }: Person) => page.getByRole('region', { name: 'Firing rate of the population' });

test('the frequency changes with the current, the size of spikes hardly', async ({ person }) => {
  await person.open();
  const plot = () => person.plot('Firing rate of the population');
  // Once a change has settled: before that the first spikes, which are higher, are in the window.
  await expect.poll(() => person.time()).toBeGreaterThan(160);
  await expect(curve(person).getByText(/^6[78]\.\d Hz, peak 3[01] mV at 10/)).toBeVisible();
  // Their colours are the only ones; the rest is greys.
  const withPeaks = await plot();
  await person.button('Peak').click();
  await expect(curve(person).getByText(/^6[78]\.\d Hz at 10/)).toBeVisible();
  await expect.poll(async () => (await plot()).colours).toBeLessThan(withPeaks.colours - 40);
});

test('both branches, with the currents between which the axon is bistable', async ({ person }) => {
  await person.open();
  person.expected = /ERR_FAILED/;
  await person.page.route(/\/worker-/, (route) => route.abort());
  await person.button('Branches').click();
  await expect(curve(person).getByRole('alert')).toContainText('What computes it could not be loaded');
  await person.page.unroute(/\/worker-/);
  await person.button('Both branches').click();
  await expect(curve(person).getByText(/1 of 5, the least current/)).toBeVisible();
  await person.button('Cancel').click();
  await person.button('Both branches').click();
  await expect(curve(person).getByText(/Bistable from 6\.264 to 9\.78\d? µA\/cm²/)).toBeVisible({
    timeout: 90_000,
  });
  await person.page.getByLabel('gNa').fill('110');
  await person.page.keyboard.press('Tab');
  await expect(curve(person).getByText('What was found belongs to other values.')).toBeVisible();
  // What is still true is kept: it need not be computed again.
  await person.page.getByLabel('gNa').fill('120');
  await person.page.keyboard.press('Tab');
  await expect(curve(person).getByText(/Bistable from 6\.264/)).toBeVisible();
});

test('bifurcations stand on the axis and in a list', async ({ person }) => {
  await person.open();
  await person.page.getByRole('spinbutton', { name: 'To' }).fill('200');
  await person.page.keyboard.press('Tab');
  await person.button('Bifurcations').click();
  const list = curve(person).getByRole('list', { name: 'Bifurcations' });
  await expect(list.getByRole('listitem')).toHaveText([
    /^6\.264 fold of cycles/,
    /^7\.846 fold of cycles/,
    /^7\.922 fold of cycles/,
    /^9\.779 Hopf point, subcritical/,
    /^154\.5 Hopf point, supercritical/,
  ]);
  const hopf = curve(person).getByTitle(/Hopf point, subcritical, 93\.3 Hz/);
  const plot = (await curve(person).locator('.u-over').boundingBox())!;
  const tick = (await hopf.boundingBox())!;
  expect((tick.x - plot.x) / plot.width).toBeCloseTo(9.779 / 200, 2);
});

test('a fit is drawn, and points of one’s own with their distance to the curve', async ({ person }) => {
  await person.open();
  await person.button('Fit').click();
  await curve(person).getByLabel('Function').selectOption('relu');
  await expect(curve(person).getByText(/f = gain \[I - threshold\]\+, with gain \d/)).toBeVisible();
  await person.button('Own points').click();
  const field = curve(person).getByRole('textbox');
  await field.fill('I (uA/cm2), rate (Hz)\n10, many');
  await person.button('Show points').click();
  await expect(curve(person).getByRole('alert')).toHaveText(/line 2: "many" is not a number/);
  await field.fill('I (uA/cm2), rate (Hz)\n0, 10\n5, 10\n70, 90');
  await person.button('Show points').click();
  // The axon is silent at both currents that are on the curve.
  await expect(curve(person).getByText(/3 points from the text, 10 Hz r\.m\.s\. .*\(1 beyond/)).toBeVisible();
  await person.button('Remove').click();
  await expect(field).toBeVisible();
});

test('any statistic against the current, measured from when it is asked for', async ({ person }) => {
  await person.open();
  await person.hurry();
  await person.page.getByLabel('Plot of the population').selectOption('Statistics');
  const plot = person.page.getByRole('region', { name: 'Statistics of the population' });
  await plot.getByLabel('Statistic', { exact: true }).selectOption('isi_mean');
  // At 10 uA/cm2 it fires at 68.3 Hz.
  await expect(plot.getByText(/^14\.6\d* ms at 10/)).toBeVisible();
  await plot.getByLabel('Statistic', { exact: true }).selectOption('peak');
  await expect(plot.getByText(/^3[01]\.\d+ mV at 10/)).toBeVisible();
});
