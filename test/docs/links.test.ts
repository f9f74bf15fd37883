import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documents, readDocument, root } from './markdown.ts';

const read = new Map(documents.map((file) => [file, readDocument(file)]));

describe('links', () => {
  it.each(documents)('of %s lead somewhere', (file) => {
    const { links } = read.get(file)!;
    expect(links.filter(({ href }) => !leads(href, file))).toEqual([]);
  });

  it.each([
    ['docs/numerics.md', 'work-precision.md', true],
    ['docs/numerics.md', 'Work-precision.md', false],
    ['docs/numerics.md', '../numerics.md', false],
    ['docs/guide/fit.md', 'page.md#own-data', true],
    ['docs/guide/fit.md', 'page.md#own-datum', false],
    ['docs/guide/fit.md', '#data', true],
    ['docs/guide/fit.md', '#data-', false],
    ['README.md', 'examples', true],
    ['README.md', 'https://yaml.org', true],
    ['README.md', 'http://yaml.org', false],
    ['README.md', 'https://yaml', false],
  ])('in %s: %s leads somewhere: %s', (file, href, expected) => expect(leads(href, file)).toBe(expected));
});

/** Whether there is what a link names, heading included; of other sites only the form of the address is looked at. */
function leads(href: string, from: string): boolean {
  if (/^\w+:/.test(href)) return isAddress(href);
  const [path = '', anchor] = href.split('#');
  const file = path === '' ? from : posix.join(posix.dirname(from), path);
  if (!isFile(file)) return false;
  return anchor === undefined || (read.get(file)?.anchors.has(anchor) ?? false);
}

const isAddress = (href: string): boolean =>
  URL.canParse(href) && new URL(href).protocol === 'https:' && new URL(href).hostname.includes('.');

/** Capitals count, also where the file system of the machine does not mind. */
function isFile(path: string): boolean {
  return path
    .split('/')
    .every((part, i, parts) => readdirSync(join(root, ...parts.slice(0, i))).includes(part));
}
