import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DefaultTheme } from 'vitepress';
import { expect, inject, it } from 'vitest';
import { moved, pageOf } from '../../site/.vitepress/links.ts';
import { sidebar } from '../../site/.vitepress/sidebar.ts';
import { documents, root } from './markdown.ts';

it('lists every document once, and no others', () => {
  const pages = documents.filter((file) => file !== 'README.md').map((file) => pageOf(file)!);
  const links = pages.map((page) => `/${page.replace(/\.md$/, '').replace(/^index$/, '')}`);
  const listed = linksIn(sidebar(root)).filter((link) => !link.startsWith('/reference/'));
  expect(listed.sort()).toEqual(links.sort());
});

const linksIn = (items: readonly DefaultTheme.SidebarItem[]): string[] =>
  items.flatMap(({ link, items: more = [] }) => [...(link ? [link] : []), ...linksIn(more)]);

it.skipIf(process.platform === 'win32')(
  'has a reference, as everything that the library exports is documented',
  () => {
    const words = ['run', 'reference', '--workspace', 'site', '--', '--emit', 'none', '--logLevel', 'Warn'];
    const { status, stdout, stderr } = spawnSync('npm', ['--silent', ...words], {
      cwd: root,
      encoding: 'utf8',
    });
    expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: '' });
  },
);

it.runIf(inject('whole'))('is built, every page of it', { timeout: 300_000 }, () => {
  const outDir = mkdtempSync(join(tmpdir(), 'loligo-site-'));
  const build = spawnSync('npm', ['run', 'docs:build', '--', '--outDir', outDir], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(build.status, build.stdout + build.stderr).toBe(0);
  for (const link of linksIn(sidebar(root))) {
    const page = link.replace(/\.md$/, '').replace(/\/$/, '/index');
    expect(existsSync(join(outDir, `${page}.html`)), link).toBe(true);
  }
  rmSync(outDir, { recursive: true });
  expect(linksIn(sidebar(root)).length).toBeGreaterThan(100);
});

const shown = 'https://example.org/loligo/';
it.each([
  ['page.md', 'docs/guide', undefined, '/guide/page.md'],
  ['../numerics.md#noise', 'docs/guide', undefined, '/numerics.md#noise'],
  ['../CONTRIBUTING.md', 'docs', undefined, '/contributing.md'],
  ['docs/speed.md', '.', undefined, '/speed.md'],
  ['#noise', 'docs', undefined, '#noise'],
  ['https://yaml.org', 'docs', undefined, 'https://yaml.org'],
  ['../../examples', 'docs/guide', undefined, undefined],
  ['../../examples', 'docs/guide', shown, `${shown}examples`],
])('leads %s in %s to a page, with files shown at %s', (href, folder, files, expected) => {
  expect(moved(href, folder, files)).toBe(expected);
});
