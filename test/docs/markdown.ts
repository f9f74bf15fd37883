import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { marked, type Token } from 'marked';
import { anchorOf } from '../../site/.vitepress/links.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Everything that people read, by its path from the repository; the reference is generated. */
export const documents: readonly string[] = [
  ...['.', 'docs', 'docs/guide'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  ),
].sort();

/** A fenced block of code. */
export interface Block {
  readonly line: number;
  /** What stands behind the fence; empty for nothing. */
  readonly language: string;
  readonly text: string;
}

/** What can be checked in a document. Lines count from 1; those of links and spans are where their paragraph begins. */
export interface Document {
  readonly blocks: readonly Block[];
  /** Code inside sentences and tables. */
  readonly spans: readonly { readonly line: number; readonly text: string }[];
  readonly links: readonly { readonly line: number; readonly href: string }[];
  /** Names of its headings, as links have them. */
  readonly anchors: ReadonlySet<string>;
}

export function readDocument(file: string): Document {
  const blocks: Block[] = [];
  const spans: { line: number; text: string }[] = [];
  const links: { line: number; href: string }[] = [];
  const anchors = new Set<string>();
  let line = 1;
  for (const whole of marked.lexer(readFileSync(join(root, file), 'utf8'))) {
    marked.walkTokens([whole], (token: Token) => {
      if (token.type === 'code' && token.codeBlockStyle !== 'indented')
        blocks.push({ line, language: token.lang ?? '', text: token.text });
      else if (token.type === 'codespan') spans.push({ line, text: token.text });
      else if (token.type === 'link' || token.type === 'image') links.push({ line, href: token.href });
      else if (token.type === 'heading') anchors.add(unusedAnchor(token.text, anchors));
    });
    line += whole.raw.split('\n').length - 1;
  }
  return { blocks, spans, links, anchors };
}

/** Headings of one name are numbered from the second on. */
function unusedAnchor(heading: string, used: ReadonlySet<string>): string {
  const anchor = anchorOf(heading);
  for (let i = 0; ; i++) {
    const numbered = i === 0 ? anchor : `${anchor}-${i}`;
    if (!used.has(numbered)) return numbered;
  }
}

export const isThere = (path: string): boolean => existsSync(join(root, path));
