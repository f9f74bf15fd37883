import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import lock from '../package-lock.json' with { type: 'json' };
import site from '../site/package.json' with { type: 'json' };

const { dependencies, optionalDependencies, devDependencies } = manifest;
const wanted = Object.keys({
  ...dependencies,
  ...optionalDependencies,
  ...devDependencies,
  ...site.devDependencies,
});

/** The packages that architecture.md gives a reason for, in the first column of its table. */
function explained(): string[] {
  const text = readFileSync(new URL('../docs/architecture.md', import.meta.url), 'utf8');
  const [, section = ''] = text.split('\n## Dependencies\n');
  const rows = [...section.matchAll(/^\| (.*`.*) \| (.+) \|$/gm)];
  return rows.flatMap(([, names = '']) => [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
}

/** What runs a script when it is installed, and what that does; none fetches anything. */
const scripts: Readonly<Record<string, string>> = {
  deno: 'puts the program, which came as a package of npm, in the place of its command',
  esbuild: 'puts the program, which came as a package of npm, in the place of its command',
  webgpu: 'takes the mark of quarantine from its library on macOS',
};

describe('a dependency', () => {
  it('has its reason in architecture.md, and nothing else has', () => {
    expect(explained().sort()).toEqual(wanted.sort());
  });

  it('runs no script when it is installed but those that are known', () => {
    const packages = Object.entries(lock.packages as Record<string, { hasInstallScript?: boolean }>);
    const found = packages.filter(([, { hasInstallScript }]) => hasInstallScript);
    expect(found.map(([path]) => path.replace(/^.*node_modules\//, '')).sort()).toEqual(Object.keys(scripts));
  });

  it('comes from the registry with a checksum', () => {
    const packages = Object.entries(lock.packages as Record<string, { integrity?: string; link?: boolean }>);
    const own = ['', 'site'];
    const without = packages.filter(
      ([path, { integrity, link }]) => !own.includes(path) && !link && integrity === undefined,
    );
    expect(without.map(([path]) => path)).toEqual([]);
  });
});
