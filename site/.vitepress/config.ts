import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { anchorOf, besides, pageLinks } from './links.ts';
import { sidebar } from './sidebar.ts';

/** The repository, whose files are the pages. */
const root = fileURLToPath(new URL('../../', import.meta.url)).replaceAll('\\', '/');
/** The path that a host serves it from. */
const base = process.env.DOCS_BASE ?? '/';

export default defineConfig({
  title: 'Loligo',
  description: 'Populations of Hodgkin-Huxley neurons, on the GPU and on all cores of the CPU.',
  lang: 'en',
  base,
  head: [['link', { rel: 'icon', href: `${base}icon.svg` }]],
  srcDir: root,
  srcExclude: ['!(docs)/**/*.md', 'README.md'],
  rewrites: { 'docs/:path(.*)': ':path', ...besides },
  outDir: `${root}dist/docs`,
  cacheDir: `${root}dist/docs-cache`,
  // The configuration beside the sources is that of Loligo's own page.
  // The index of the search is larger than what Vite remarks on.
  vite: { configFile: false, build: { chunkSizeWarningLimit: 2000 } },
  markdown: {
    anchor: { slugify: anchorOf },
    config: (markdown) => pageLinks(markdown, root, process.env.DOCS_REPOSITORY),
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    sidebar: sidebar(root),
  },
});
