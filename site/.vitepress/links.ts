import { posix } from 'node:path';
import type { MarkdownEnv, MarkdownRenderer } from 'vitepress';

/** Files beside docs/ that are pages. */
export const besides: Readonly<Record<string, string>> = {
  'CONTRIBUTING.md': 'contributing.md',
  'CHANGELOG.md': 'changes.md',
};

/** Anchors as GitHub makes them, so that a link to a heading leads there in both places. */
export function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-');
}

/**
 * Lets links that lead from file to file in the repository lead from page to page.
 * @param root folder of the repository
 * @param shown where files are shown that are no pages; links to them become text without it
 */
export function pageLinks(markdown: MarkdownRenderer, root: string, shown: string | undefined): void {
  markdown.core.ruler.push('links of the repository', ({ tokens, env }) => {
    const { realPath, path } = env as MarkdownEnv;
    const folder = posix.dirname(posix.relative(root, realPath ?? path));
    for (const { children } of tokens) {
      let open = true;
      for (const token of children ?? []) {
        if (token.type === 'link_open') {
          const href = moved(token.attrGet('href')!, folder, shown);
          open = href !== undefined;
          if (open) token.attrSet('href', href!);
        }
        if (!open && /^link_/.test(token.type)) token.type = 'text';
      }
    }
  });
}

/** Where a link leads on the site; undefined for nowhere. @param folder the one of its file, in the repository */
export function moved(href: string, folder: string, shown: string | undefined): string | undefined {
  const [, path = '', anchor = ''] = /^([^#]*)(#.*)?$/.exec(href)!;
  if (path === '' || /^(\/|\w+:)/.test(path)) return href;
  const file = posix.join(folder, path);
  const page = pageOf(file);
  if (page) return `/${page}${anchor}`;
  return shown && `${shown}${file}${anchor}`;
}

/** The page that a file of the repository is. */
export function pageOf(file: string): string | undefined {
  const inDocs = /^docs\/(.*\.md)$/.exec(file);
  return inDocs ? inDocs[1] : besides[file];
}
