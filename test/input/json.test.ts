import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/input/json.ts';
import { InputError } from '../../src/input/schema.ts';

const read = (text: string) => parseDocument(Buffer.from(text), 'x.json');

/** What `read` makes of a text, or the message of its error, which is an InputError of one line. */
function attempt(text: string): { value: unknown } | { message: string } {
  try {
    return { value: read(text) };
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    const { message } = error as InputError;
    expect(message).toMatch(
      /^x\.json, line \d+, column \d+: [\x20-\x7e\p{L}\p{M}\p{N}\p{P}\p{S}\p{Co}\p{Cn}\p{Zs}…]*$/u,
    );
    expect(message.length).toBeLessThan(300);
    return { message };
  }
}

/** Documents as people and programs write them, with keys that objects of JavaScript have by themselves. */
const documents = fc.tuple(
  fc.jsonValue({
    depthSize: 'medium',
    stringUnit: fc.oneof(fc.constantFrom('__proto__', 'toString'), fc.string()),
  }),
  fc.constantFrom('', 1, 2, '\t'),
);
const texts = documents.map(([value, indent]) => JSON.stringify(value, null, indent));

/** A text with something cut out and something else put in its place. */
const mutations = fc
  .tuple(
    texts,
    fc.nat(),
    fc.nat({ max: 3 }),
    fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '\\',
        '-',
        '.',
        'e',
        '0',
        '1e999',
        'null',
        'NaN',
        '/',
        '//',
      ),
      fc.constantFrom(
        '\u0000',
        '\n',
        '\r',
        '\t',
        '\u001b',
        '\ufeff',
        '\u00a0',
        '\u2028',
        '\\u12',
        '\\x',
        "'",
      ),
      fc.constantFrom('"a":1,"a":2', '{"a":1,"\\u0061":2}', '['.repeat(100)),
      fc.string({ maxLength: 4 }),
    ),
  )
  .map(([text, at, cut, put]) => {
    const begin = at % (text.length + 1);
    return text.slice(0, begin) + put + text.slice(begin + cut);
  });

/** Whether a message refuses what JSON.parse takes. */
function isAmbiguous(message: string): boolean {
  return /is given twice|too large for a number|inside one another/.test(message);
}

describe('parseDocument', () => {
  it('agrees with JSON.parse on every document', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(read(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with JSON.parse on every text, or says in one line where and why it does not', () => {
    fc.assert(
      fc.property(mutations, (mutation) => {
        // Halves of characters do not survive in bytes, and a mark at the beginning is left out.
        const text = Buffer.from(mutation)
          .toString()
          .replace(/^\ufeff/, '');
        // That would be UTF-16.
        fc.pre(!text.slice(0, 2).includes('\0'));
        const outcome = attempt(mutation);
        let value: unknown;
        try {
          value = JSON.parse(text);
        } catch {
          expect(outcome).toHaveProperty('message');
          return;
        }
        if ('message' in outcome) expect(isAmbiguous(outcome.message), outcome.message).toBe(true);
        else expect(outcome).toEqual({ value });
      }),
      { numRuns: 3000 },
    );
  });

  it.each<[string, string]>([
    [
      'x.json, line 1, column 11: "a" is given twice, first in line 1; keep one of them',
      '{ "a": 1, "a": 1 }',
    ],
    [
      'line 4, column 3: "a" is given twice, first in line 2',
      '{\n  "a": { "b": 1 },\n  "b": 2,\n  "a": 3\n}',
    ],
    ['line 1, column 20: "__proto__" is given twice', '[{ "__proto__": 1, "__proto__": 2 }]'],
    ['line 1, column 16: "a" is given twice', '{ "\\u0061": 1, "a": 2 }'],
    ['line 2, column 1: -1e999 is too large for a number; the largest is 1.79769', '[1,\n-1e999]'],
    [`line 1, column 2: 1${'0'.repeat(79)}… is too large for a number`, `[1${'0'.repeat(400)}]`],
    ['line 1, column 65: more than 64 objects and lists inside one another', '['.repeat(65)],
    ['line 1, column 321: more than 64 objects and lists inside one another', '{"a":'.repeat(1e5)],
    ['column 8: not JSON: a text holds a control character (found "b\\u0009c"); write', '{ "a": "b\tc" }'],
    ['line 1, column 8: not JSON: a backslash stands before another character', '{ "a": "C:\\data" }'],
    ['not JSON: a text is not closed (found "\\u001b[2J)', '"\u001b[2J'],
    [`unexpected ${'x'.repeat(80)}…; keys and texts stand in double quotes`, 'x'.repeat(1e6)],
    ['line 1, column 1: not JSON: unexpected 1e', '1e'],
  ])('refuses: %s', (message, text) => {
    const outcome = attempt(text);
    expect('message' in outcome && outcome.message).toContain(message);
  });

  it('takes equal keys in different objects, and as deep a document as it says', () => {
    expect(read('{ "a": { "a": 1 }, "b": [{ "a": 1 }, { "a": 2 }] }')).toEqual({
      a: { a: 1 },
      b: [{ a: 1 }, { a: 2 }],
    });
    expect(attempt(`${'['.repeat(64)}${']'.repeat(64)}`)).toHaveProperty('value');
  });

  it('changes no prototype', () => {
    const document = read(
      '{ "__proto__": { "polluted": 1 }, "constructor": { "prototype": { "polluted": 1 } } }',
    );
    expect(Object.keys(document as object)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(document)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
  });
});
