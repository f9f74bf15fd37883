import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'vite';
import { expect, it } from 'vitest';
import { sourceOf } from '../../support/source.ts';

/** Attributes and properties of components that people read or hear; what stands between tags is the linter's. */
const read = new Set(
  'alt aria-description aria-label aria-valuetext button contents description hint label needs placeholder title work'.split(
    ' ',
  ),
);

/** Such attributes with words of their own in a code, as "title=Words". */
function wordsIn(code: string): string[] {
  const found: string[] = [];
  new Visitor({
    JSXAttribute: ({ name, value }) => {
      if (name.type !== 'JSXIdentifier' || !read.has(name.name) || !value) return;
      const own = value.type === 'JSXExpressionContainer' ? value.expression : value;
      const text =
        own.type === 'Literal' && typeof own.value === 'string'
          ? own.value
          : own.type === 'TemplateLiteral'
            ? own.quasis.map(({ value: { raw } }) => raw).join(' ')
            : '';
      if (/\p{L}{2}/u.test(text) && !/^\W*(ms|mV|Hz)\W*$/.test(text)) found.push(`${name.name}=${text}`);
    },
  }).visit(parseSync('code.tsx', code).program);
  return found;
}

it('finds words that are written where they are used', () => {
  expect(
    wordsIn('<a title="Two words" label={"one two"} class="no words" aria-label={words.one} />'),
  ).toEqual(['title=Two words', 'label=one two']);
});

it('there are none outside of the texts', () => {
  const folder = fileURLToPath(new URL('../../../src/app', import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.tsx'),
  );
  expect(files.length).toBeGreaterThan(50);
  const found = files.flatMap((file) =>
    wordsIn(sourceOf(`src/app/${file}`)).map((words) => `${file}: ${words}`),
  );
  // The names of parameters and of fields of experiments are the same everywhere.
  const names = /: label=(V|dt|name|PNG)$/;
  expect(found.filter((one) => !names.test(one))).toEqual([]);
});
