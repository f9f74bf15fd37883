import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../public/', import.meta.url));
const { icons } = JSON.parse(readFileSync(`${folder}manifest.webmanifest`, 'utf8')) as {
  readonly icons: readonly { src: string; sizes: string; type: string; purpose: string }[];
};
const svg = readFileSync(`${folder}icon.svg`, 'utf8');

/** Width and height of a PNG, from its first chunk (PNG specification, 11.2.2). */
function sizeOf(png: Buffer): string {
  expect(png.subarray(0, 8)).toEqual(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]));
  expect(png.toString('latin1', 12, 16)).toBe('IHDR');
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}

describe('the manifest', () => {
  it.each([192, 512])(
    'has an icon of %i pixels, without which a page is not offered to be installed',
    (side) => {
      const sizes = `${side}x${side}`;
      const icon = icons.find((one) => one.type === 'image/png' && one.sizes === sizes)!;
      expect(icon.purpose.split(' ')).toEqual(['any', 'maskable']);
      expect(sizeOf(readFileSync(folder + icon.src))).toBe(sizes);
    },
  );

  it('has an icon that can be cut to a circle of four fifths', () => {
    const circles = [...svg.matchAll(/<circle cx="(\d+)" cy="(\d+)" r="(\d+)"/g)].map((match) =>
      match.slice(1).map(Number),
    );
    expect(circles.length).toBeGreaterThan(0);
    for (const [x, y, r] of circles as [number, number, number][])
      expect(Math.hypot(x - 256, y - 256) + r).toBeLessThanOrEqual(0.4 * 512);
  });
});
