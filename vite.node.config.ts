import { chmodSync } from 'node:fs';
import { type BuildEnvironmentOptions, defineConfig, type Plugin, type SSROptions } from 'vite';
import manifest from './package.json' with { type: 'json' };

// What is built besides the page, one target for each mode. npm installs the dependencies of the library and of the command
// next to them, so they stay imports and are shared with the rest of the program that uses them; but the command has those in
// itself that every start of it needs, which halves the time to its first line. The benchmarks go to machines that have no more
// than Dawn. The fuzzing runs where it is built.
/** What threads run is looked for beside the module that begins them. */
const threads = { 'node-worker': 'src/threads/node-worker.ts' };
/** Dependencies of the command that come only when they are needed, and what is no JavaScript. */
const lateInCommand = ['apache-arrow', 'hyparquet', 'hyparquet-writer', 'marked', 'webgpu', 'yaml'];
const flat = { chunkFileNames: '[name].js' };

const targets = {
  lib: {
    ssr: true,
    rolldownOptions: {
      input: {
        index: 'src/index.ts',
        node: 'src/threads/node.ts',
        web: 'src/threads/web.ts',
        'web-worker': 'src/threads/web-worker.ts',
        ...threads,
      },
      output: flat,
    },
  },
  cli: {
    ssr: true,
    rolldownOptions: {
      input: { loligo: 'src/cli/main.ts', ...threads },
      output: { ...flat, banner: '#!/usr/bin/env node' },
    },
  },
  fuzz: {
    ssr: true,
    rolldownOptions: { input: { run: 'test/fuzz/run.ts', process: 'test/fuzz/process.ts' }, output: flat },
  },
  bench: {
    ssr: true,
    rolldownOptions: { input: { run: 'bench/run.ts', main: 'bench/main.ts', ...threads }, output: flat },
  },
} satisfies Record<string, BuildEnvironmentOptions>;

export default defineConfig(({ mode }) => {
  if (!(mode in targets))
    throw new Error(`mode '${mode}' is unknown: use ${Object.keys(targets).join(', ')}`);
  const target: BuildEnvironmentOptions = targets[mode as keyof typeof targets];
  const ssr: Record<string, SSROptions> = {
    bench: { noExternal: true, external: ['webgpu', 'playwright', 'vite'] },
    cli: { noExternal: true, external: lateInCommand },
  };
  const external = { bench: [], cli: lateInCommand }[mode] ?? Object.keys(manifest.dependencies);
  return {
    logLevel: 'warn',
    publicDir: false,
    ssr: ssr[mode] ?? {},
    plugins: { lib: [besideIt], cli: [executable('dist/cli/loligo.js')] }[mode] ?? [],
    build: {
      target: 'es2023',
      outDir: `dist/${mode}`,
      ...target,
      rolldownOptions: {
        external: external.map((name) => new RegExp(`^${name}(/|$)`)),
        ...target.rolldownOptions,
      },
    },
  };
});

/** In the library as in the source the worker of a browser is a module beside the one that begins it. */
const besideIt: Plugin = {
  name: 'beside it',
  transform: (code, id) =>
    id.endsWith('/threads/web.ts') ? code.replace('./web-worker.ts', './web-worker.js') : undefined,
};

function executable(file: string): Plugin {
  return { name: 'executable', writeBundle: () => chmodSync(file, 0o755) };
}
