import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const guide = readFileSync(fileURLToPath(new URL('../../docs/guide/lessons.md', import.meta.url)), 'utf8');

/** The whole lesson of the guide. */
export const example = /^`````markdown\n([\s\S]*?)\n`````$/m.exec(guide)![1]!;

/** What the guide shows of a terminal: every block without a language. */
export function terminals(): string[] {
  const blocks: string[] = [];
  let fence: string | undefined;
  let lines: string[] = [];
  for (const line of guide.split('\n')) {
    if (fence === undefined) {
      fence = /^(`{3,}\w*)$/.exec(line)?.[1];
      lines = [];
    } else if (line === fence.replace(/\w/g, '')) {
      if (fence === '```') blocks.push(lines.join('\n'));
      fence = undefined;
    } else lines.push(line);
  }
  return blocks;
}

/** The example with some of its text in another way. */
export function withText(...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the example does not say "${from}"`);
    return text.replace(from, () => to);
  }, example);
}
