import { expect, test } from 'vitest';
import { membranes } from '../../src/model/catalogue.ts';
import {
  coloursOf,
  rgb,
  stateMap,
  statisticMap,
  tableOf,
  voltageColours,
  voltageMap,
  voltageRangeOf,
} from '../../src/view/colours.ts';

/** CIE L* of a colour. */
function lightness(colour: string): number {
  const [r, g, b] = rgb(colour).map((byte) => {
    const c = byte / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
}

test.each([voltageMap, stateMap, statisticMap])('equal steps are equal steps of lightness: $name', (map) => {
  const values = coloursOf(map, 15).map(lightness);
  const steps = values.slice(1).map((value, i) => value - values[i]!);
  const mean = steps.reduce((a, b) => a + b) / steps.length;
  for (const step of steps) expect(Math.abs(step - mean)).toBeLessThan(0.45 * mean);
});

test('the table for the GPU has the same colours', () => {
  const table = tableOf(voltageMap, 8);
  voltageColours(8).forEach((colour, i) => {
    expect([...table.subarray(4 * i, 4 * i + 4)]).toEqual([...rgb(colour), 255]);
  });
});

test('colours span what a membrane shows, or what most do', () => {
  expect(voltageRangeOf(membranes['morris-lecar-hopf']!)).toEqual([-70, 40]);
  expect(voltageRangeOf({})).toEqual([-90, 50]);
});
