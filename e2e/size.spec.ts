import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'playwright/test';

const folder = fileURLToPath(new URL('../dist/page/', import.meta.url));
/** Bytes that come compressed before the page is seen; what draws cells and plots comes after it. */
const MOST = 250_000;

test('at most 250 kB come before the page is seen', () => {
  const html = readFileSync(`${folder}index.html`, 'utf8');
  const files = [...html.matchAll(/(?:src|href)="(\.\/assets\/[^"]+)"/g)].map(
    ([, file]) => `${folder}${file}`,
  );
  expect(files.filter((file) => file.endsWith('.js')).length).toBeGreaterThan(0);
  expect(files.every((file) => existsSync(file))).toBe(true);
  const sizes = [html, ...files.map((file) => readFileSync(file))].map((content) => gzipSync(content).length);
  const sum = sizes.reduce((a, b) => a + b);
  expect(sum).toBeGreaterThan(50_000);
  expect(sum).toBeLessThan(MOST);
});
