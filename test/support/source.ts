import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'vite';

/** The text of a file. @param path from the root of the repository */
export const sourceOf = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

/** Code in a folder, by its names there. @param path from the root of the repository */
export const filesIn = (path: string): string[] =>
  readdirSync(fileURLToPath(new URL(`../../${path}`, import.meta.url))).filter((file) =>
    file.endsWith('.js'),
  );

/** All string literals of a code. */
export function stringsIn(code: string, file = 'code.ts'): string[] {
  const found: string[] = [];
  new Visitor({
    Literal: ({ value }) => {
      if (typeof value === 'string') found.push(value);
    },
  }).visit(parseSync(file, code).program);
  return found;
}
