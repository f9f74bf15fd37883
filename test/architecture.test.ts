import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ESTree, parseSync, Visitor } from 'vite';
import { describe, expect, it } from 'vitest';

/** What describes problems, beneath the engines. */
const library = [
  'formula',
  'input',
  'system',
  'integrators',
  'statistics',
  'population',
  'problem',
  'model',
  'protocol',
];

/** All that page and command have in common. */
const outside = [
  ...library,
  'engine',
  'analysis',
  'dynamics',
  'studies',
  'lessons',
  'tables',
  'exchange',
  'shaders',
  'index',
];

/** The only imports allowed between the folders of src/; `index` is the library's entry. */
const arrows: Record<string, readonly string[]> = {
  formula: [],
  input: [],
  system: ['formula'],
  integrators: ['formula', 'system'],
  statistics: ['formula'],
  population: ['formula', 'input'],
  problem: ['integrators', 'population', 'statistics', 'system'],
  model: ['formula', 'input', 'system'],
  protocol: ['formula', 'input', 'integrators', 'model', 'population', 'problem', 'statistics', 'system'],
  // Engines see problems: no membranes, and no experiments.
  engine: ['formula', 'input', 'integrators', 'population', 'problem', 'statistics', 'system', 'shaders'],
  analysis: ['population', 'protocol'],
  // What the state of a neuron does, from its equations alone: equilibria, cycles, where they end.
  dynamics: ['formula', 'system'],
  // Questions that runs of populations answer.
  studies: [...library, 'engine', 'analysis', 'dynamics'],
  // Texts beside a population, and what engines say of them.
  lessons: [...library, 'engine', 'analysis', 'dynamics', 'studies'],
  // What came out, as columns of text.
  tables: ['engine', 'problem', 'statistics', 'system'],
  // The way to and from other tools.
  exchange: [...library],
  index: [...library, 'engine', 'analysis', 'dynamics', 'studies', 'exchange'],
  threads: ['engine'],
  view: [...library, 'engine', 'analysis', 'shaders'],
  app: [...outside, 'threads', 'view'],
  cli: [...outside, 'threads'],
};

/** Packages that only some folders may import; `node:` is everything that Node brings. */
const reserved: Record<string, readonly string[]> = {
  'node:': ['cli', 'threads'],
  webgpu: ['cli'],
  commander: ['cli'],
  'cli-progress': ['cli'],
  'simple-ascii-chart': ['cli'],
  'apache-arrow': ['cli'],
  hyparquet: ['cli'],
  'hyparquet-writer': ['cli'],
  three: ['view'],
  uplot: ['view'],
  'd3-scale-chromatic': ['view'],
  preact: ['view', 'app'],
  '@preact/signals': ['view', 'app'],
  comlink: ['threads'],
  'ml-matrix': ['dynamics'],
  marked: ['lessons'],
  yaml: ['lessons'],
};

const root = fileURLToPath(new URL('..', import.meta.url));

describe('import arrows', () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) =>
      relative(root, join(root, 'src', file))
        .split(sep)
        .join('/'),
    );

  it('finds the sources', () => expect(files.length).toBeGreaterThan(0));

  it.each(files)('%s', (file) => {
    expect(violations(file, readFileSync(join(root, file), 'utf8'))).toEqual([]);
  });

  it.each([
    ['src/model/a.ts', `import { b } from '../engine/b.ts'`],
    ['src/model/a.ts', `import type { b } from '../protocol/b.ts'`],
    ['src/system/a.ts', `import type { b } from '../model/b.ts'`],
    ['src/integrators/a.ts', `import { b } from '../problem/b.ts'`],
    ['src/statistics/a.ts', `import { b } from '../system/b.ts'`],
    ['src/problem/a.ts', `import type { b } from '../protocol/b.ts'`],
    ['src/engine/a.ts', `import { b } from '../protocol/b.ts'`],
    ['src/engine/webgpu/a.ts', `import type { b } from '../../model/b.ts'`],
    ['src/population/a.ts', `import { b } from '../protocol/b.ts'`],
    ['src/protocol/a.ts', `export * from '../analysis/b.ts'`],
    ['src/engine/reference/a.ts', `const b = await import('../../view/b.ts')`],
    ['src/analysis/a.ts', `let b: import('../engine/b.ts').B`],
    ['src/view/a.ts', `new Worker(new URL('../app/worker.ts', import.meta.url))`],
    ['src/view/a.ts', `import '../app/style.css'`],
    ['src/app/a.tsx', `const b = <p>{c}</p>; import c from '../cli/c.ts'`],
    ['src/cli/a.ts', `import { b } from '../view/b.ts'`],
    ['src/app/a.ts', `import { b } from '../cli/b.ts'`],
    ['src/tables/a.ts', `import { b } from '../protocol/b.ts'`],
    ['src/index.ts', `export { b } from './app/b.ts'`],
    ['src/engine/a.ts', `import '../../bench/main.ts'`],
    ['src/engine/a.ts', `import { readFile } from 'node:fs/promises'`],
    ['src/engine/a.ts', `import fs from 'fs'`],
    ['src/engine/a.ts', `import { create } from 'webgpu'`],
    ['src/app/a.ts', `import { Mesh } from 'three/webgpu'`],
  ])('refuses in %s: %s', (file, code) => {
    expect(violations(file, code)).toHaveLength(1);
  });
});

function violations(file: string, code: string): string[] {
  const from = folder(file);
  const allowed = arrows[from];
  if (!allowed) return [`${file}: '${from}' is no folder of the house`];
  return imports(file, code).flatMap((specifier) => {
    if (specifier.startsWith('.')) {
      const target = posix.join(posix.dirname(file), specifier);
      const to = folder(target);
      const free = to === from || target === 'package.json' || allowed.includes(to);
      return free ? [] : [`${file}: ${from} must not import ${target}`];
    }
    const name = packageName(specifier);
    const owners = reserved[name];
    return !owners || owners.includes(from) ? [] : [`${file}: ${from} must not import ${name}`];
  });
}

/** 'model' for src/model/..., 'index' for src/index.ts, the path itself for what lies outside the house. */
function folder(path: string): string {
  return /^src\/(\w+)/.exec(path)?.[1] ?? (path.startsWith('shaders/') ? 'shaders' : path);
}

function packageName(specifier: string): string {
  const [scope = '', name] = specifier.split('/');
  if (scope.startsWith('node:') || builtinModules.includes(scope)) return 'node:';
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

/** Every module that the code names: imports, re-exports, dynamic and type imports, and URLs of workers. */
function imports(file: string, code: string): string[] {
  const { program, errors } = parseSync(file, code);
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  const found: string[] = [];
  const add = (source: ESTree.Node | null | undefined) => {
    if (source?.type === 'Literal' && typeof source.value === 'string') found.push(source.value);
  };
  new Visitor({
    ImportDeclaration: ({ source }) => add(source),
    ExportNamedDeclaration: ({ source }) => add(source),
    ExportAllDeclaration: ({ source }) => add(source),
    ImportExpression: ({ source }) => add(source),
    TSImportType: ({ source }) => add(source),
    NewExpression: ({ callee, arguments: [argument] }) => {
      if (callee.type === 'Identifier' && callee.name === 'URL') add(argument);
    },
  }).visit(program);
  return found;
}
