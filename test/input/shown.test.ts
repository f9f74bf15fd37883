import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listed, shown, visible } from '../../src/input/shown.ts';

describe('visible', () => {
  it.each([
    ['\u001b[31mred', '\\u001b[31mred'],
    ['a\nb\tc\r', 'a\\u000ab\\u0009c\\u000d'],
    ['\u009b2J', '\\u009b2J'],
    ['right\u202eleft', 'right\\u202eleft'],
    ['line\u2028line', 'line\\u2028line'],
    ['tag\u{e0041}', 'tag\\udb40\\udc41'],
    ['half\ud83d', 'half\\ud83d'],
  ])('makes a number of what cannot be seen: %j', (text, expected) => expect(visible(text)).toBe(expected));

  it('leaves letters of every script and emoji as they are', () => {
    for (const text of ['Größe µA/cm²', 'текст', '漢字', '🦑', 'C:\\u']) expect(visible(text)).toBe(text);
  });
});

describe('shown', () => {
  it('cuts what is long, and no escape in the middle', () => {
    expect(shown('x'.repeat(80))).toBe('x'.repeat(80));
    expect(shown('x'.repeat(81))).toBe(`${'x'.repeat(80)}…`);
    expect(shown('abc\u001b', 8)).toBe('abc…');
    expect(shown('ab🦑', 3)).toBe('ab…');
  });

  it('is one short line of visible characters, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.integer({ min: 10, max: 100 }),
        (text, limit) => {
          const line = shown(text, limit);
          expect(line.length).toBeLessThanOrEqual(limit + 1);
          expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
          // A line that was shown can be shown again, inside another message.
          if (line.length <= limit) expect(shown(line, limit)).toBe(line);
        },
      ),
    );
  });
});

describe('listed', () => {
  it('names five and counts the others', () => {
    expect(listed([], ', ')).toBe('');
    expect(listed(['a', 'b', 'c', 'd', 'e'], ', ')).toBe('a, b, c, d, e');
    expect(listed(['a', 'b', 'c', 'd', 'e', 'f', 'g'], '; ')).toBe('a; b; c; d; e; and 2 more');
  });
});
