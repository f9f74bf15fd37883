import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/lessons/fault.ts';
import { type Block, type Inline, readText } from '../../src/lessons/text.ts';

function read(markdown: string) {
  const faults: Fault[] = [];
  const text = readText(markdown, 1, 'en', faults);
  expect(faults).toEqual([]);
  return text;
}

const t = (text: string): Inline => ({ kind: 'text', text });
const p = (...children: Inline[]): Block => ({ kind: 'paragraph', children });

describe('the text of a lesson', () => {
  it('has the parts that headings name', () => {
    expect(read('one\n\n## Try\n\ntwo\n\n## Answer\n\nthree\n\nfour\n\n## Sources\n\nfive')).toEqual({
      text: [p(t('one'))],
      try: [p(t('two'))],
      answer: [p(t('three')), p(t('four'))],
      sources: [p(t('five'))],
    });
  });

  it('knows the values that it states', () => {
    expect(read('From {{ a }} to *{{b}}*.').text).toEqual([
      p(
        t('From '),
        { kind: 'value', name: 'a' },
        t(' to '),
        { kind: 'emphasis', children: [{ kind: 'value', name: 'b' }] },
        t('.'),
      ),
    ]);
  });

  it('has stress, code, links, lists and tables', () => {
    expect(read('**a** `b < c` [d](https://e.f)').text).toEqual([
      p({ kind: 'strong', children: [t('a')] }, t(' '), { kind: 'code', text: 'b < c' }, t(' '), {
        kind: 'link',
        href: 'https://e.f',
        children: [t('d')],
      }),
    ]);
    expect(read('1. a\n2. b').text).toEqual([
      { kind: 'list', ordered: true, items: [[p(t('a'))], [p(t('b'))]] },
    ]);
    expect(read('| a | b |\n|---|---|\n| c | {{d}} |').text).toEqual([
      {
        kind: 'table',
        rows: [
          [[t('a')], [t('b')]],
          [[t('c')], [{ kind: 'value', name: 'd' }]],
        ],
      },
    ]);
    expect(read('```\na\n```').text).toEqual([{ kind: 'code', text: 'a' }]);
  });

  it('has pictures that the page draws', () => {
    expect(read('one\n\n![A unit](unit)').text).toEqual([
      p(t('one')),
      { kind: 'picture', name: 'unit', says: 'A unit' },
    ]);
  });

  it('is characters, whatever they mean elsewhere', () => {
    expect(read('a & b < c "d" \\* I_Na').text).toEqual([p(t('a & b < c "d" '), t('*'), t(' I_Na'))]);
  });

  it('is not nested by the thousand: in a link that is short, and must not take the page with it', () => {
    const faults: Fault[] = [];
    readText(`${'- '.repeat(5000)}a`, 1, 'en', faults);
    expect(faults).toEqual([{ line: 1, message: expect.stringContaining('nested too deeply') }]);
  });

  it.each([
    ['<script>alert(1)</script>', /HTML/],
    ['a <img src=x onerror=alert(1)> b', /HTML/],
    [
      '![a](https://b.c/d.png)',
      /no picture "https:\/\/b\.c\/d\.png"; known: unit; those of files are not shown/,
    ],
    ['a ![b](unit) c', /a picture inside of a text/],
    ['[a](javascript:alert)', /must begin with https/],
    ['[a](data:text/html,b)', /must begin with https/],
    ['> a', /a quotation/],
    ['# Title', /no part of a lesson/],
    ['### Try', /no part of a lesson/],
    ['~~a~~', /crossed out/],
    [`${'- '.repeat(20)}a`, /nested too deeply: at most 16/],
  ])('refuses %s', (markdown, message) => {
    const faults: Fault[] = [];
    readText(`one\n\n${markdown}`, 10, 'en', faults);
    expect(faults).toHaveLength(1);
    expect(faults[0]!.line).toBe(12);
    expect(faults[0]!.message).toMatch(message);
  });
});
