import { readFileSync } from 'node:fs';
import { expect, type Person, test } from './person.ts';

test.describe.configure({ timeout: 60_000 });

/** Simulated with gNa = 112 mS/cm2 under a step of 12 uA/cm2, which cell 12 gets below. */
const recording = readFileSync(new URL('../examples/recorded-potential.csv', import.meta.url), 'utf8');
const truth = 112;
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
  await person.open('cpu');
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
  await expect(panel(person)).toContainText('Round 1: 102 of 1,024 cells are within');
  await expect.poll(() => person.cells()).toBe(1024);
  await expect(panel(person).getByRole('listitem')).toHaveCount(8);
  const first = await medianOf(person, 'gNa');
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
  await panel(person).getByRole('button', { name: 'Use the best' }).click();
  await expect.poll(() => person.cells()).toBe(64);
});

test('a recording without units asks for them, and rates stand on the curve', async ({ person }) => {
  await person.open('cpu');
  const { page } = person;
  await person.drop('seconds.csv', 't,V\n0,-0.065\n0.01,-0.064\n0.02,-0.065\n');
  await expect(panel(person)).toContainText('seconds.csv does not say in which units it is');
  await panel(person).getByLabel('Time').selectOption('s');
  await panel(person).getByLabel('Potential').selectOption('V');
  await panel(person).getByRole('button', { name: 'Take it so' }).click();
  await expect(panel(person)).toContainText('3 samples from 0 to 20 ms');
  await person.drop('rates.csv', 'current_uA_cm2,rate_Hz\n10,68\n20,86\n');
  await expect(page.getByText('2 points from rates.csv')).toBeVisible();
  await person.drop('wrong.csv', 'time_ms,V_mV\n0,-65\n0,-64\n');
  await expect(page.getByRole('alert')).toContainText('wrong.csv, line 3: the time 0 ms is not after');
});
