import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const guide = readFileSync(fileURLToPath(new URL('../../docs/guide/lessons.md', import.meta.url)), 'utf8');

/** The whole lesson of the guide. */
export const example = /^`````markdown\n([\s\S]*?)\n`````$/m.exec(guide)![1]!;

/** The example with some of its text in another way. */
export function withText(...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the example does not say "${from}"`);
    return text.replace(from, () => to);
  }, example);
}
