import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shellWord, shellWords } from '../../src/cli/shell.ts';

/** Words that a process can have: without zeros and lone halves of surrogate pairs. */
const word = fc.string({ unit: 'binary' }).map((text) => Buffer.from(text.replaceAll('\0', '')).toString());

it('leaves plain words as they are', () => {
  expect(shellWords(['loligo', 'run', './a-b/c.json', '--out=x', 'part=1'])).toBe(
    'loligo run ./a-b/c.json --out=x part=1',
  );
  expect(shellWord("it's")).toBe("'it'\\''s'");
});

it.skipIf(process.platform === 'win32')('is read by a shell as it was, whatever the text', () => {
  const texts = ['', ' ', '$(id)', '`id`', '"', "'", '\\', '\n', '!', '~', '*', '#', '-n', 'a=b; c', '%s'];
  const words = fc.array(fc.oneof(word, fc.constantFrom(...texts)), { minLength: 50, maxLength: 50 });
  fc.assert(
    fc.property(words, (wanted) => {
      const script = `printf '%s\\0' ${shellWords(wanted)}`;
      const { stdout } = spawnSync('bash', [], { input: script, encoding: 'utf8' });
      expect(stdout.split('\0').slice(0, -1)).toEqual(wanted);
    }),
    { numRuns: 20 },
  );
});
