import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { SaxesParser } from 'saxes';
import { expect, type Person, test } from './person.ts';

test.describe.configure({ timeout: 120_000 });

/** Opens the panel of a population that stands still and is measured. */
async function openShare(person: Person): Promise<void> {
  await person.open();
  await expect.poll(() => person.summary()).toBeTruthy();
  await person.button('Pause').click();
  await person.button('Share').click();
}

/** Presses the button of a form and takes the file. */
async function take({ page }: Person, button: string): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).focus();
  await page.keyboard.press('Enter');
  const file = await coming;
  await expect(page.getByRole('status').getByText(file.suggestedFilename())).toBeVisible();
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** The words of a figure; it throws where it is not XML. */
function wordsOf(svg: string): string[] {
  const words: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('text', (text) => words.push(text.replaceAll('\u00a0', ' ')));
  parser.write(svg).close();
  return words;
}

/** Width and height of a PNG, pixels, once a browser has decoded it. */
const sizeOf = ({ page }: Person, png: Buffer) =>
  page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight] as [number, number];
  }, png.toString('base64'));

const rowsOf = (csv: Buffer) =>
  Papa.parse<Record<string, number>>(csv.toString(), {
    header: true,
    dynamicTyping: true,
    skipEmptyLines: true,
  });

test('tables of cells, curve and trace agree with what the page reads', async ({ person }) => {
  await openShare(person);
  const cells = await take(person, 'Cells, CSV');
  expect(cells.name).toBe('hodgkin-huxley-cells.csv');
  const { data, meta } = rowsOf(cells.bytes);
  expect(meta.fields?.slice(0, 2)).toEqual(['cell', 'stimulus.amplitude_uA_cm2']);
  expect(meta.fields).toEqual(expect.arrayContaining(['rate_Hz', 'peak_mV', 'latency_ms']));
  expect(data).toHaveLength(await person.cells());
  // The page counts cells from 1.
  const number = Number(/Cell ([\d,]+)/.exec(await person.cell())![1]!.replaceAll(',', '')) - 1;
  const reading = person.page
    .getByRole('region', { name: 'Firing rate of the population' })
    .locator('.reading');
  const [, rate] = /([\d.]+) Hz/.exec(await reading.innerText())!;
  expect(data[number]!.rate_Hz!.toFixed(1)).toBe(rate);
  expect(data.filter(({ rate_Hz }) => rate_Hz! > 0)).toHaveLength((await person.summary())!.firing);

  const curve = rowsOf((await take(person, 'Firing rate, CSV')).bytes);
  expect(curve.meta.fields).toEqual(['stimulus.amplitude_uA_cm2', 'rate_Hz']);
  expect(Math.max(...curve.data.map(({ rate_Hz }) => rate_Hz!))).toBeCloseTo(
    Math.max(...data.map(({ rate_Hz }) => rate_Hz!)),
  );

  const trace = rowsOf((await take(person, 'Trace, CSV')).bytes);
  expect(trace.meta.fields).toEqual(['cell', 'time_ms', 'V_mV', 'm', 'h', 'n']);
  expect(trace.data[0]!.cell).toBe(number);
  expect(Math.abs(trace.data.at(-1)!.time_ms! - (await person.time()))).toBeLessThan(0.2);
});

test('figures are XML with axes and a caption, and pixels of the asked width', async ({ person }) => {
  await openShare(person);
  const curve = await take(person, 'Firing rate, SVG');
  expect(curve.name).toBe('hodgkin-huxley-f-i-curve.svg');
  const words = wordsOf(curve.bytes.toString());
  expect(words).toEqual(expect.arrayContaining(['Injected current (µA/cm²)', 'Firing rate (Hz)']));
  expect(words.join(' ')).toMatch(/Hodgkin-Huxley squid axon\. .*dt = [\d.]+ ms, integrator strang/);

  const trace = wordsOf((await take(person, 'Trace, SVG')).bytes.toString());
  expect(trace).toEqual(expect.arrayContaining(['Membrane potential (mV)', 'Gates', 'Time (ms)', 'h']));

  const { page } = person;
  await page.getByLabel('Width').fill('900');
  await page.keyboard.press('Tab');
  await expect(
    page.getByText('width = 900 is out of range: it must be 40 to 400 mm; it stays 85.'),
  ).toBeVisible();
  await page.getByLabel('Width').fill('127');
  await page.keyboard.press('Tab');
  // 127 mm are 5 inches of 300 dots.
  expect((await sizeOf(person, (await take(person, 'Trace, PNG')).bytes))[0]).toBe(1500);
});

test('the population is a figure of what is seen, and leaves the sheet as it was', async ({ person }) => {
  await openShare(person);
  const before = await person.sheet();
  const figure = await take(person, 'Population, SVG');
  const svg = figure.bytes.toString();
  expect(wordsOf(svg)).toEqual(
    expect.arrayContaining(['Injected current (µA/cm²)', 'Membrane potential (mV)', '\u221290']),
  );
  const [, picture] = /href="data:image\/png;base64,([^"]+)"/.exec(svg)!;
  const colours = await person.look(picture!);
  expect(colours.colours).toBeGreaterThan(50);
  expect((await person.sheet()).print).toBe(before.print);
});

test('scripts hold the equations of the membrane, or what stands against them', async ({ person }) => {
  await openShare(person);
  const { name, bytes } = await take(person, 'Brian2, PY');
  expect(name).toBe('hodgkin-huxley-brian2.py');
  expect(bytes.toString()).toMatch(/^dV\/dt = .*\(stimulus - ionic\) \/ C/m);
  expect(bytes.toString()).toMatch(/^INa = gNa_open \* \(V - ENa\)/m);
  const neuron = await take(person, 'NEURON, PY');
  expect(neuron.name).toBe('hodgkin-huxley-neuron.py');
  expect(neuron.bytes.toString()).toMatch(/^ +INa = gNa_open \* \(V - ENa\)/m);
  const { page } = person;
  await person.button('Controls').click();
  await page.getByLabel('Membrane', { exact: true }).selectOption('relay');
  await expect(page.getByRole('banner')).toContainText('relay');
  await person.button('Share').click();
  await page.getByRole('button', { name: 'NeuroML 2, NML', exact: true }).click();
  await expect(page.getByRole('alert').getByText(/NeuroML/)).toBeVisible();
});

test('a clip is recorded until it is stopped, and is called by the time that passes in it', async ({
  person,
}) => {
  await openShare(person);
  await person.button('Run').click();
  const { page } = person;
  // Long enough that it does not end by itself on a slow machine.
  await page.getByLabel('Length').fill('120');
  await page.keyboard.press('Tab');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Clip, Record' }).click();
  await expect(page.getByText(/Recording, [1-9]\d* of 120 s/)).toBeVisible();
  // It goes on while another panel is seen.
  await person.button('Controls').click();
  await person.button('Share').click();
  await page.getByRole('button', { name: 'Clip, Stop' }).click();
  const file = await coming;
  const [, from, to] = /^hodgkin-huxley-population-(\d+)-to-(\d+)-ms\.(?:webm|mp4)$/.exec(
    file.suggestedFilename(),
  )!;
  expect(Number(to)).toBeGreaterThan(Number(from));
  expect((await readFile(await file.path())).length).toBeGreaterThan(1000);
});
