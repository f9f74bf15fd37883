import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, isBinary } from '../../src/input/encoding.ts';
import { InputError } from '../../src/input/schema.ts';

const mark = '\ufeff';
const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('decodeText', () => {
  it.each<[string, (text: string) => Buffer]>([
    ['UTF-8', (text) => Buffer.from(text)],
    ['UTF-8 with a mark', (text) => Buffer.from(mark + text)],
    ['UTF-16 LE', (text) => Buffer.from(text, 'utf16le')],
    ['UTF-16 LE with a mark', (text) => Buffer.from(mark + text, 'utf16le')],
    ['UTF-16 BE', bigEndian],
    ['UTF-16 BE with a mark', (text) => bigEndian(mark + text)],
  ])('reads %s', (_, encode) => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (content) => {
        const text = `{ "text": ${JSON.stringify(content)} }`;
        expect(decodeText(encode(text), 'x.json')).toBe(text);
      }),
    );
    expect(decodeText(encode('1'), 'x.json')).toBe('1');
  });

  it('reads nothing as an empty text', () => expect(decodeText(Buffer.alloc(0), 'x.json')).toBe(''));

  it.each<[string, Buffer, string]>([
    [
      'a letter in Latin-1',
      Buffer.from('{\n "a": "\u00e9" }', 'latin1'),
      'x.json, line 2, column 8: byte 0xe9 is not UTF-8; save the document as UTF-8',
    ],
    [
      'such a letter behind a mark and another letter',
      Buffer.concat([Buffer.from(`${mark}"\ufffd\u00fc`), Buffer.from([0xfc])]),
      'line 1, column 5: byte 0xfc is not UTF-8',
    ],
    ['a letter that is cut off', Buffer.from('"\u00fc"').subarray(0, 2), 'line 1, column 2: byte 0xc3'],
    ['a compressed file', Buffer.from([0x1f, 0x8b, 8, 0]), 'line 1, column 2: byte 0x8b is not UTF-8'],
    [
      'an odd number of bytes',
      Buffer.from('{\0}', 'latin1'),
      'x.json begins like UTF-16, but goes on as something',
    ],
    ['half a letter', Buffer.from('"\ud83d"', 'utf16le'), 'x.json begins like UTF-16'],
  ])('refuses %s', (_, bytes, message) => {
    const decode = () => decodeText(bytes, 'x.json');
    expect(decode).toThrow(InputError);
    expect(decode).toThrow(message);
  });
});

describe('isBinary', () => {
  it.each([
    ['PNG', '89504e470d0a1a0a0000000d49484452'],
    ['JPEG', 'ffd8ffe000104a46494600010100'],
    ['ZIP', '504b0304140000000800'],
    ['gzip', '1f8b0800000000000003'],
  ])('tells %s by its first bytes', (_, hex) => expect(isBinary(Buffer.from(hex, 'hex'))).toBe(true));

  it.each([
    ['UTF-8', Buffer.from('t;µA/cm²\r\n\t1;2\n')],
    ['UTF-16', Buffer.from(`${mark}{ "a": 1 }`, 'utf16le')],
    ['Latin-1', Buffer.from('t;µA/cm²\n', 'latin1')],
    ['nothing', Buffer.alloc(0)],
  ])('takes %s for text', (_, bytes) => expect(isBinary(bytes)).toBe(false));
});
