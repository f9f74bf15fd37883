// Keeps the page for when there is no network. Each version has a cache of its own that is filled as a whole, with files whose hashes are those
// of the build, or not at all. It is the browser that lets a new version wait until no page of the former one is open: no page sees files of two.

/** What was built with this file: its version, and paths from here with their hashes as `integrity` has them. Put in by vite.config.ts. */
declare const BUILT: { readonly version: string; readonly files: Readonly<Record<string, string>> };

// The types of a page have none of a service worker.
interface Waiting extends Event {
  waitUntil(end: Promise<unknown>): void;
}
interface Asking extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
const { registration, clients } = self as unknown as {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim(): Promise<void> };
};

const { version, files } = BUILT;
/** The folder of the page. The same host may have others in other folders. */
const folder = registration.scope;
const caching = `loligo in ${folder}, version `;

addEventListener('install', (event) => (event as Waiting).waitUntil(keepAll()));
// The page of the first visit as well is to hold up the next version as long as it is open.
addEventListener('activate', (event) =>
  (event as Waiting).waitUntil(dropFormer().then(() => clients.claim())),
);
addEventListener('fetch', (event) => {
  const { request, respondWith } = event as Asking;
  const path = pathOf(request.url);
  if (request.method === 'GET' && path !== undefined) respondWith.call(event, answer(request, path));
});

async function keepAll(): Promise<void> {
  const cache = await caches.open(caching + version);
  await Promise.all(
    Object.entries(files).map(async ([path, integrity]) => {
      const url = new URL(path, folder);
      const response = await fetch(url, { integrity, cache: 'no-cache' });
      if (!response.ok) throw new Error(`${url} answers ${response.status}`);
      await cache.put(url, response);
    }),
  );
}

async function dropFormer(): Promise<void> {
  const names = (await caches.keys()).filter(
    (name) => name.startsWith(caching) && name !== caching + version,
  );
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** The path of a file that is kept; undefined of all else. */
function pathOf(address: string): string | undefined {
  const { origin, pathname } = new URL(address);
  const place = origin + pathname;
  if (!place.startsWith(folder)) return undefined;
  const path = place.slice(folder.length).replace(/^index\.html$/, '');
  return Object.hasOwn(files, path) ? path : undefined;
}

async function answer(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(caching + version);
  return (await cache.match(new URL(path, folder), { ignoreVary: true })) ?? fetch(request);
}
