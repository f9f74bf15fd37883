import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Puts the files of one folder into another one, in the place of those of an earlier run: all change places or none. What a
 * process that was killed in the midst of it has begun is brought to its end.
 * @param from the folder of the new files, which is gone in the end
 * @param names of all files that there can be; those that differ in their endings alone hold the same in several formats. The first one, in
 * one format, is always there. The last one is the first to go and the last to come, so that it is there only beside all others.
 * @param earlier a folder for the former files meanwhile
 */
export function replace(
  from: string,
  to: string,
  { names, earlier }: { readonly names: readonly string[]; readonly earlier: string },
): void {
  mkdirSync(earlier, { recursive: true });
  const written = filesIn(from, names);
  // New files come when all former ones have gone, and the first one first.
  const isUnbegun = written.some((name) => stem(name) === stem(names[0]!));
  const former = isUnbegun ? filesIn(to, names).reverse() : [];
  const moves = [
    ...former.map((name) => [join(to, name), join(earlier, name)] as const),
    ...written.map((name) => [join(from, name), join(to, name)] as const),
  ];
  const undo: (() => void)[] = [];
  try {
    for (const [source, target] of moves) {
      renameSync(source, target);
      undo.push(() => renameSync(target, source));
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    if (readdirSync(earlier).length === 0) rmdirSync(earlier);
    throw error;
  }
  rmSync(earlier, { recursive: true });
  rmdirSync(from);
}

const stem = (name: string): string => name.replace(/\.[^.]*$/, '');

function filesIn(folder: string, names: readonly string[]): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  return names.filter((name) => files.includes(name));
}
