import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

/** Isolated from other origins, the page shares memory with its threads; anywhere else arrays move between them. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  // The page can be served from any path.
  base: './',
  build: {
    outDir: 'dist/page',
    rolldownOptions: {
      input: { index: 'index.html', 'service-worker': 'src/app/offline/service-worker.ts' },
      output: {
        // It is found beside the page by its name, and has in its care what lies there and below.
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? 'service-worker.js' : 'assets/[name]-[hash].js',
      },
    },
  },
  server: { headers },
  preview: { headers },
  worker: { format: 'es' },
  plugins: [contentPolicy(), builtFiles()],
});

/** What the built page may load and do, said in the page itself. The development server needs more than that. */
function contentPolicy(): Plugin {
  const policy = {
    'default-src': "'none'",
    // The CPU engine compiles its kernels to WebAssembly; no text is run as a script.
    'script-src': "'self' 'wasm-unsafe-eval'",
    'worker-src': "'self'",
    'style-src': "'self'",
    // Figures become pictures by way of a blob.
    'img-src': "'self' data: blob:",
    'connect-src': "'self'",
    'manifest-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
  };
  const content = Object.entries(policy)
    .map((directive) => directive.join(' '))
    .join('; ');
  const attrs = { 'http-equiv': 'Content-Security-Policy', content };
  return {
    name: 'content policy',
    apply: 'build',
    transformIndexHtml: () => [{ tag: 'meta', attrs, injectTo: 'head-prepend' }],
  };
}

/** Tells the service worker every file that was built besides itself, with its hash. */
function builtFiles(): Plugin {
  return {
    name: 'built files',
    apply: 'build',
    writeBundle({ dir }) {
      const worker = 'service-worker.js';
      const paths = readdirSync(dir!, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(dir!, sep).length))
        .filter((path) => path !== worker)
        .sort();
      const files = paths.map((path) => {
        const hash = createHash('sha256')
          .update(readFileSync(join(dir!, path)))
          .digest('base64');
        // Static hosts lead from index.html to the folder, and what was led elsewhere cannot open a page.
        return [path === 'index.html' ? '' : path.split(sep).join('/'), `sha256-${hash}`] as const;
      });
      const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
      const code = readFileSync(join(dir!, worker), 'utf8');
      const told = code.replaceAll('BUILT', () =>
        JSON.stringify({ version, files: Object.fromEntries(files) }),
      );
      if (told === code) throw new Error(`${worker} has no place for the list of files`);
      writeFileSync(join(dir!, worker), told);
    },
  };
}
