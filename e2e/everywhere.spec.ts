import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, Person, test } from './person.ts';

test.describe.configure({ timeout: 120_000 });
test.use({ serviceWorkers: 'allow' });

const built = fileURLToPath(new URL('../dist/page/', import.meta.url));
const folder = '/a/b/c/';
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** A host that knows no more than files and their types. @param others files that it has instead of those that were built */
async function plainHost(others: Readonly<Record<string, string>>): Promise<Server> {
  const server = createServer(async ({ url = '' }, response) => {
    const { pathname } = new URL(url, 'http://host');
    const file = pathname.replace(/\/$/, '/index.html').replace(folder, '');
    try {
      const content = others[file] ?? (await readFile(built + file));
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'text/plain' }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return server;
}

/** The page with another title, as another build would have it. @param hash of its index.html, if not the right one */
function nextVersion(hash?: string): Record<string, string> {
  const [html, worker] = ['index.html', 'service-worker.js'].map((file) =>
    readFileSync(built + file, 'utf8'),
  );
  const next = html!.replace('<title>Loligo</title>', '<title>Loligo, the next</title>');
  const [before, after] = [html!, next].map(
    (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`,
  );
  expect(worker).toContain(before);
  return {
    'index.html': next,
    'service-worker.js': worker!.replace(before!, hash ?? after!).replace('"version":"', '"version":"next'),
  };
}

test('on a host of plain files, below any path, it runs under its content policy, can be installed, and after one visit needs no network', async ({
  person,
}) => {
  const { page } = person;
  const context = page.context();
  const others: Record<string, string> = {};
  const host = await plainHost(others);
  const address = `http://localhost:${(host.address() as AddressInfo).port}${folder}`;
  await page.goto(`${address}?from=a-course`);
  await expect.poll(() => person.time()).toBeGreaterThan(0);
  await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveAttribute(
    'content',
    /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self';/,
  );
  const session = await context.newCDPSession(page);
  const { errors, data } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const { icons, start_url } = JSON.parse(data!) as { icons: { src: string }[]; start_url: string };
  expect(start_url).toBe('./');
  expect((await page.request.get(new URL(icons[0]!.src, address).href)).headers()['content-type']).toBe(
    'image/svg+xml',
  );
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');

  // A version that is only half there is not taken; of one that is, nothing is seen before the former is closed.
  const update = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      const { installing } = registration;
      await new Promise<void>((resolve) => {
        if (!installing) resolve();
        installing?.addEventListener('statechange', () => resolve());
      });
      return [installing?.state, registration.waiting?.state];
    });
  person.expected = /integrity/;
  Object.assign(others, nextVersion(`sha256-${'A'.repeat(43)}=`));
  expect(await update()).toEqual(['redundant', undefined]);
  Object.assign(others, nextVersion());
  expect(await update()).toEqual(['installed', 'installed']);
  await page.reload();
  await expect(page).toHaveTitle('Loligo');
  await page.close();
  const later = new Person(await context.newPage());
  // The browser may need a moment to notice that nobody has the former one open any more.
  await expect(async () => {
    await later.page.goto('about:blank');
    await later.page.goto(address);
    await expect(later.page).toHaveTitle('Loligo, the next', { timeout: 3000 });
  }).toPass({ timeout: 30_000 });
  await expect.poll(() => later.page.evaluate(() => caches.keys())).toHaveLength(1);

  // Not only is the browser offline: there is no such host any more.
  host.closeAllConnections();
  host.close();
  await context.setOffline(true);
  await later.page.goto(`${address}index.html?hide=json`);
  await expect.poll(() => later.summary()).toBeTruthy();
  await later.button('Share').click();
  await expect(later.button('Cells, CSV')).toBeVisible();
  await later.page.getByLabel('Plot of the cell').selectOption('Raster and intervals');
  await expect(
    later.page.getByRole('region', { name: 'Selected cell' }).locator('canvas').first(),
  ).toBeVisible();
});
