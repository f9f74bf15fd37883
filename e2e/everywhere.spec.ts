import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './person.ts';

test.describe.configure({ timeout: 120_000 });

const built = fileURLToPath(new URL('../dist/page/', import.meta.url));
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/** A host that knows no more than files and their types. @param pages what it has besides the built page */
async function plainHost(folder: string, pages: Readonly<Record<string, string>> = {}): Promise<Server> {
  const server = createServer(async ({ url = '' }, response) => {
    const { pathname } = new URL(url, 'http://host');
    const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    try {
      const content = pages[pathname] ?? (await readFile(built + within(path, folder)));
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/plain' }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return server;
}

function within(path: string, folder: string): string {
  if (!path.startsWith(folder)) throw new Error(`${path} is not below ${folder}`);
  return path.slice(folder.length);
}

const originOf = (server: Server) => `http://localhost:${(server.address() as AddressInfo).port}`;

test.describe('on any static host, below any path', () => {
  test.use({ serviceWorkers: 'allow' });

  test('it runs under its content policy, can be installed, and after one visit opens without a network', async ({
    person,
  }) => {
    const { page } = person;
    const host = await plainHost('/a/b/c/');
    await page.addInitScript(() => (localStorage['loligo engine'] ??= 'cpu'));
    try {
      await page.goto(`${originOf(host)}/a/b/c/?from=a-course`);
      await expect.poll(() => person.time()).toBeGreaterThan(0);
      await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveAttribute(
        'content',
        /script-src 'self' 'wasm-unsafe-eval';.*style-src 'self';/,
      );
      const session = await page.context().newCDPSession(page);
      expect((await session.send('Page.getInstallabilityErrors')).installabilityErrors).toEqual([]);
      await page.evaluate(() => navigator.serviceWorker.ready);
    } finally {
      // Not only offline for the browser: there is no such host any more.
      host.closeAllConnections();
      host.close();
    }
    await page.context().setOffline(true);
    await page.reload();
    await expect.poll(() => person.summary()).toBeTruthy();
    await person.button('Share').click();
    await expect(person.button('Cells, CSV')).toBeVisible();
    await page.getByLabel('Plot of the cell').selectOption('Raster and intervals');
    await expect(page.getByRole('region', { name: 'Selected cell' }).locator('canvas').first()).toBeVisible();
    await page.goto(page.url().replace('?from=a-course', 'index.html'));
    await expect.poll(() => person.time()).toBeGreaterThan(0);
  });
});
