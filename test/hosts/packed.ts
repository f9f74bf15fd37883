import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The file that people install, and a project that has it. */
export interface Packed {
  readonly tarball: Buffer;
  /** Sizes of what is in it, bytes, by path. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Folder of a project with the programs of project/, in which the library and what it needs are installed. */
  readonly project: string;
  remove(): void;
}

/** Packs what was built, and installs it in a project of its own. Nothing is fetched. */
export function packed(): Packed {
  if (!existsSync(join(root, 'dist/lib/index.js')) || !existsSync(join(root, 'dist/cli/loligo.js')))
    throw new Error('library and command are not built: run npm run build before the tests of the package');
  const folder = mkdtempSync(join(tmpdir(), 'loligo-packed-'));
  const options = ['--ignore-scripts', '--offline', '--json', '--pack-destination', folder];
  const output = execFileSync('npm', ['pack', ...options], { cwd: root, encoding: 'utf8' });
  const [{ filename, files }] = JSON.parse(output) as [
    { filename: string; files: { path: string; size: number }[] },
  ];
  const project = join(folder, 'project');
  cpSync(join(root, 'test/hosts/project'), project, { recursive: true });
  install(join(folder, filename), join(project, 'node_modules'));
  return {
    tarball: readFileSync(join(folder, filename)),
    sizes: new Map(files.map(({ path, size }) => [path, size])),
    project,
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Unpacks the library, with its dependencies beside it and no others. */
function install(file: string, modules: string): void {
  const library = join(modules, 'loligo');
  mkdirSync(library, { recursive: true });
  execFileSync('tar', ['-xzf', file, '-C', library, '--strip-components=1']);
  for (const name of Object.keys(manifest.dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
}
