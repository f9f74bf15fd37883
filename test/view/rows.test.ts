import { expect, test } from 'vitest';
import { cpuBands } from '../../src/view/bands.ts';
import { CpuRows } from '../../src/view/cpu-rows.ts';
import type { TextureName } from '../../src/view/rows.ts';

/** Cells whose value is their number, plus what is added to a quantity. */
function source(added: Record<string, number>) {
  const asked: string[][] = [];
  return {
    cells: 2500,
    asked,
    show: async (names: readonly string[], into: readonly Float32Array[]) => {
      asked.push([...names]);
      for (const [i, name] of names.entries())
        for (let cell = 0; cell < 2500; cell++) into[i]![cell] = cell + added[name]!;
    },
  };
}

const valuesOf = (rows: CpuRows, channel: TextureName) =>
  (rows.textures[channel].image.data as unknown as Float32Array).subarray(0, 2500);
const numbered = (added: number) => Float32Array.from({ length: 2500 }, (_, cell) => cell + added);

test('a channel takes over what was chosen, cell by cell, at every refresh', async () => {
  const added = { V: 0, n: 0.5 };
  const rows = new CpuRows(source(added));
  const { width, height } = rows.textures.colour.image;
  expect([width, height]).toEqual([1024, 3]);
  rows.choose('colour', 'V');
  rows.choose('x', 'n');
  for (added.V of [0, -65]) {
    const { version } = rows.textures.colour;
    await rows.refresh();
    expect(rows.textures.colour.version).toBeGreaterThan(version);
    expect(valuesOf(rows, 'colour')).toEqual(numbered(added.V));
    expect(valuesOf(rows, 'x')).toEqual(numbered(0.5));
  }
  rows.dispose();
});

test('what cells that leave stood by stays, whatever they stand by next', async () => {
  const added = { n: 0.5, h: 0 };
  const rows = new CpuRows(source(added));
  rows.choose('x', 'n');
  await rows.refresh();
  const { version } = rows.textures.formerX;
  rows.leave();
  expect(rows.textures.formerX.version).toBeGreaterThan(version);
  rows.choose('x', 'h');
  await rows.refresh();
  expect(valuesOf(rows, 'x')).toEqual(numbered(0));
  expect(valuesOf(rows, 'formerX')).toEqual(numbered(0.5));
  rows.dispose();
});

test('values by number are written once, and nothing changes before a refresh', async () => {
  const given = source({ V: 0 });
  const rows = new CpuRows(given);
  rows.choose('x', (cell) => cell + 7);
  expect(valuesOf(rows, 'x')[0]).toBe(0);
  await rows.refresh();
  expect(valuesOf(rows, 'x')).toEqual(numbered(7));
  const { version } = rows.textures.x;
  await rows.refresh();
  expect(rows.textures.x.version).toBe(version);
  rows.choose('x', undefined);
  rows.choose('colour', 'V');
  await rows.refresh();
  expect(given.asked.at(-1)).toEqual(['V']);
  rows.dispose();
});

test('what is held stays as it was, but for a channel that did not have it', async () => {
  const added = { rate: 60, V: 0 };
  const given = source(added);
  const rows = new CpuRows(given);
  rows.choose('colour', 'rate');
  rows.choose('x', 'V');
  await rows.refresh();
  rows.hold(new Set(['rate']));
  Object.assign(added, { rate: 0, V: 1 });
  await rows.refresh();
  expect(given.asked.at(-1)).toEqual(['V']);
  expect(valuesOf(rows, 'colour')).toEqual(numbered(60));
  expect(valuesOf(rows, 'x')).toEqual(numbered(1));
  rows.choose('y', 'rate');
  await rows.refresh();
  expect(valuesOf(rows, 'y')).toEqual(numbered(0));
  expect(valuesOf(rows, 'colour')).toEqual(numbered(60));
  rows.hold(new Set());
  await rows.refresh();
  expect(valuesOf(rows, 'colour')).toEqual(numbered(0));
  rows.dispose();
});

test('bands write their cells one after another', async () => {
  const band = (cells: number, value: number) => ({
    cells,
    show: async (_: readonly string[], into: readonly Float32Array[]) => {
      expect(into[0]).toHaveLength(cells);
      into[0]!.fill(value);
    },
  });
  const rows = new CpuRows(
    cpuBands([
      { first: 0, source: band(2, 7) },
      { first: 2, source: band(3, 8) },
    ]),
  );
  rows.choose('colour', 'V');
  await rows.refresh();
  expect([...rows.values('colour').subarray(0, 5)]).toEqual([7, 7, 8, 8, 8]);
  rows.dispose();
});
