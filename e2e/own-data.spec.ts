import { readFileSync } from 'node:fs';
import { expect, type Person, test } from './person.ts';

test.describe.configure({ timeout: 60_000 });

/** Simulated with gNa = 112 mS/cm2 under a step of 12 uA/cm2, which cell 12 gets below. */
const recording = readFileSync(new URL('../examples/recorded-potential.csv', import.meta.url), 'utf8');
const truth = 112;
/** Of the squid axon with gK = 40 mS/cm2, by loligo fi, to a tenth of a Hz; the currents do not say their unit. */
const rates = 'current,rate_Hz\n10,60.4\n12,67.4\n14,72\n17,77.6\n20,82.3\n24,87.7\n28,92.4\n34,98.7\n';
const experiment = {
  stimulus: { kind: 'step', amplitude: 12, onset: 5 },
  sweep: { x: { vary: 'stimulus.amplitude', from: 1, to: 64, count: 64 } },
};

const panel = ({ page }: Person) => page.getByRole('region', { name: 'Own data' });

async function medianOf(person: Person, name: string): Promise<number> {
  const row = panel(person).getByRole('row').filter({ hasText: name });
  return Number(await row.getByRole('cell').first().textContent());
}

test('neurons that agree with a recording are found round by round', async ({ person }) => {
  await person.open();
  const { page } = person;
  await person.drop('step.json', experiment);
  await expect.poll(() => person.cells()).toBe(64);
  await person.hurry();
  await expect.poll(() => person.time()).toBeGreaterThan(100);
  await person.drop('recorded-potential.csv', recording);
  await expect(panel(person)).toContainText('600 samples from 0 to 59.9 ms');
  // It stops at the end of the recording, which is drawn.
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await expect(run).toBeVisible();
  expect(await person.time()).toBeCloseTo(59.9, 1);
  const plots = page.getByRole('region', { name: 'Selected cell' });
  const { print } = await person.plot('Selected cell');
  await plots.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(panel(person)).toContainText('Drop a CSV');
  expect((await person.plot('Selected cell')).print).not.toBe(print);

  await person.drop('recorded-potential.csv', recording);
  await expect(panel(person)).toContainText('Cell 12 at 12 µA/cm²');
  await panel(person).getByRole('button', { name: 'gL', exact: true }).click();
  // Spikes that come later tell less: neurons that miss one of them are all as far away.
  await panel(person).getByLabel('Windows').fill('0:20');
  await panel(person).getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(panel(person)).toContainText('Round 1: 102 of 1,024 candidates are within');
  await expect.poll(() => person.cells()).toBe(1024);
  await expect(panel(person).getByRole('listitem')).toHaveCount(8);
  const first = await medianOf(person, 'gNa');
  await expect(panel(person)).toContainText(
    /What was held back \(60 numbers\) is foretold with an error of [\d.]+ mV/,
  );
  await panel(person).getByRole('button', { name: 'Narrow' }).click();
  await expect(panel(person)).toContainText('Round 2');
  const second = await medianOf(person, 'gNa');
  expect(Math.abs(second - truth)).toBeLessThan(Math.abs(first - truth));

  const nearest = panel(person).getByRole('listitem').nth(1).getByRole('button');
  await nearest.click();
  await expect(nearest).toHaveAttribute('aria-pressed', 'true');
  const [, gNa] = /gNa ([\d.]+)/.exec((await nearest.textContent())!)!;
  expect(await person.cell()).toContain(` at ${gNa} mS/cm²`);
  const download = page.waitForEvent('download');
  await panel(person).getByRole('button', { name: 'Save accepted' }).click();
  const table = readFileSync(await (await download).path(), 'utf8');
  expect(table.split('\n')[0]).toBe('cell,weight,gNa_mS_cm2,gK_mS_cm2,distance_mV');
  await panel(person).getByRole('button', { name: 'Use these' }).click();
  await expect.poll(() => person.cells()).toBe(64);
  const taken = page.getByLabel('gNa', { exact: true }).first();
  // The list has four digits.
  expect(Number(Number(await taken.inputValue()).toPrecision(4))).toBe(Number(gNa));
});

test('neurons that agree with rates are found round by round, and with features of V', async ({ person }) => {
  await person.open();
  const { page } = person;
  const cells = await person.cells();
  await person.drop('rates.csv', rates);
  const curve = page.getByRole('region', { name: 'Firing rate of the population' });
  await curve.getByLabel('Current').selectOption('uA/cm2');
  await curve.getByRole('button', { name: 'Take it so' }).click();
  await curve.getByRole('button', { name: 'Find neurons that agree' }).click();
  for (const name of ['gNa', 'gL']) await panel(person).getByRole('button', { name, exact: true }).click();
  await panel(person).getByLabel('Candidates').fill('64');
  await panel(person).getByLabel('Candidates').press('Enter');
  await panel(person).getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(panel(person)).toContainText(/Round 1: 6 of 64 candidates are within [\d.]+ Hz/);
  // Each of them at eight currents.
  await expect.poll(() => person.cells()).toBe(512);
  await panel(person).getByRole('button', { name: 'Narrow' }).click();
  await expect(panel(person)).toContainText('Round 2');
  await expect(panel(person)).toContainText(
    /What was held back \(2 numbers\) is foretold with an error of [\d.]+ Hz/,
  );
  expect(Math.abs((await medianOf(person, 'gK')) / 40 - 1)).toBeLessThan(0.05);
  await panel(person).getByRole('button', { name: 'Use these' }).click();
  await expect.poll(() => person.cells()).toBe(cells);
  expect(await page.evaluate(() => location.hash.length)).toBeGreaterThan(100);

  await person.drop('recorded-potential.csv', recording);
  // Nothing changes any more once it stands at the end of the recording.
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  const features = panel(person).getByLabel('Features');
  const wrong = panel(person).getByText('"speed" is no statistic');
  // Typed before the next frame is drawn, as where the machine is busy.
  await panel(person)
    .getByLabel('Compare by')
    .evaluate(async (choice: HTMLSelectElement) => {
      choice.value = 'features';
      choice.dispatchEvent(new Event('change', { bubbles: true }));
      await new Promise((resolve) => setTimeout(resolve));
      const label = [...document.querySelectorAll('label')].find(
        ({ innerText }) => innerText === 'Features',
      )!;
      const field = document.getElementById(label.htmlFor) as HTMLInputElement;
      field.value = 'latency:2 speed';
      field.dispatchEvent(new Event('change', { bubbles: true }));
    });
  await expect(wrong).toBeVisible();
  await expect(features).toHaveValue('latency:2 speed');
  await features.fill('latency:2 peak');
  await features.press('Enter');
  await expect(wrong).toBeHidden();
  await panel(person)
    .getByRole('button', { name: /^Compare/ })
    .click();
  await expect(panel(person)).toContainText(/Round 1: \d+ of 64 candidates are within [\d.]+\./);
});

test('a recording without units or of several cells asks, and rates stand on the curve', async ({
  person,
}) => {
  await person.open();
  const { page } = person;
  await person.drop('seconds.csv', 't,V\n0,-0.065\n0.01,-0.064\n0.02,-0.065\n');
  await expect(panel(person)).toContainText('seconds.csv does not say in which units it is');
  await panel(person).getByLabel('Time').selectOption('s');
  await panel(person).getByLabel('Potential').selectOption('V');
  await panel(person).getByRole('button', { name: 'Take it so' }).click();
  await expect(panel(person)).toContainText('3 samples from 0 to 20 ms');
  // As a run writes them.
  await person.drop('traces.csv', 'cell,time_ms,V_mV\n0,0,-65\n7,0,-60\n0,1,-64\n7,1,-61\n7,2,-62\n');
  await expect(panel(person)).toContainText('traces.csv has several cells');
  await panel(person).getByLabel('Cell').selectOption('7');
  await panel(person).getByRole('button', { name: 'Take it so' }).click();
  await expect(panel(person)).toContainText('traces.csv: 3 samples from 0 to 2 ms');
  await person.drop('rates.csv', 'current_uA_cm2,rate_Hz\n10,68\n20,86\n');
  await expect(page.getByText('2 points from rates.csv')).toBeVisible();
  await person.drop('wrong.csv', 'time_ms,V_mV\n0,-65\n0,-64\n');
  await expect(page.getByRole('alert')).toContainText('wrong.csv, line 3: the time 0 ms is not after');
});
