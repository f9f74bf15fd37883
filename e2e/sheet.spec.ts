import { rgb, voltageMap } from '../src/view/colours.ts';
import { enginesOfRuns } from './engines.ts';
import { expect, type Person, test } from './person.ts';

test.describe.configure({ timeout: 120_000 });

const CELLS = 65_536;

/** Opens the page with so many cells that each is about two pixels wide. */
async function openLarge(person: Person): Promise<void> {
  await person.open();
  await person.page.getByLabel('Neurons').selectOption(String(CELLS));
  await expect.poll(() => person.cells()).toBe(CELLS);
  await expect.poll(() => person.time()).toBeGreaterThan(20);
}

/** Number and current (uA/cm2) of the selected cell. */
async function selected(person: Person): Promise<{ cell: number; current: number }> {
  const [, cell, current] = /^Cell ([\d,]+) at ([\d.]+)/.exec(await person.cell()) ?? [];
  return { cell: Number(cell?.replaceAll(',', '')), current: Number(current) };
}

/** The current (uA/cm2) that the axis says of a place in the window. */
async function currentAt({ page }: Person, x: number): Promise<number> {
  const ticks = await page.locator('.axis .tick:not(.title) > span').evaluateAll((spans) =>
    spans.map((span) => {
      const { x: left, width } = span.getBoundingClientRect();
      return { x: left + width / 2, current: Number(span.textContent) };
    }),
  );
  const [a, b] = [ticks[0]!, ticks.at(-1)!];
  return a.current + ((x - a.x) / (b.x - a.x)) * (b.current - a.current);
}

/** Colours of the pixels around a point of the window. */
async function colours({ page }: Person, x: number, y: number, reach: number): Promise<number[][]> {
  const clip = { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach };
  const png = (await page.screenshot({ clip })).toString('base64');
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const bytes = context.getImageData(0, 0, image.width, image.height).data;
    return Array.from({ length: bytes.length / 4 }, (_, i) => [...bytes.subarray(4 * i, 4 * i + 3)]);
  }, png);
}

for (const engine of enginesOfRuns) {
  test.describe(`a sheet of ${CELLS} cells, ${engine}`, { tag: `@${engine}` }, () => {
    test('the cell under the pointer is the one that is selected', async ({ person }) => {
      await openLarge(person);
      for (const [right, down] of [
        [0.1, 0.2],
        [0.5, 0.5],
        [0.9, 0.8],
      ] as const) {
        const { x, y } = await person.point(right, down);
        const before = await person.cell();
        await person.page.mouse.click(x, y);
        await expect.poll(() => person.cell()).not.toBe(before);
        // A column of the sheet is a fifth of a uA/cm2 wide, and a label may be off by a pixel.
        expect(Math.abs((await selected(person)).current - (await currentAt(person, x)))).toBeLessThan(0.4);
      }
    });

    test('a cell has the colour of its potential', async ({ person }) => {
      await openLarge(person);
      const { page } = person;
      await person.button('Pause').click();
      const { x, y } = await person.point(0.5, 0.5);
      await page.mouse.click(x, y);
      for (let i = 0; i < 8; i++) await page.keyboard.press('+');
      const { cell } = await selected(person);
      await expect(async () => {
        await page.mouse.click(x + 40, y);
        expect((await selected(person)).cell).not.toBe(cell);
      }).toPass();
      const heading = page.getByRole('region', { name: 'Selected cell' }).getByRole('heading').first();
      await expect(async () => {
        const V = Number(/(-?\d+) mV$/.exec(await heading.innerText())?.[1]);
        // In the middle of a cell, where the light falls as it does on the flat sheet.
        const expected = [V - 1, V, V + 1].map((one) =>
          rgb(voltageMap.at((one + 90) / 140)).map((c) => 0.975 * c),
        );
        const near = (await colours(person, x + 40, y, 20)).flatMap((colour) =>
          expected.map((one) => Math.max(...one.map((c, i) => Math.abs(c - colour[i]!)))),
        );
        expect(Math.min(...near)).toBeLessThan(5);
      }).toPass();
    });
  });
}
