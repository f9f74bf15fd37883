import { describe, expect, it } from 'vitest';
import { parseXml } from '../../src/exchange/xml.ts';

describe('XML', () => {
  it('is elements with attributes, with the line where each stands', () => {
    const root = parseXml('<a x="1">\n  <n:b y="&lt;2"/>text\n</a>', 'f.xml');
    expect(root).toMatchObject({ name: 'a', place: 'f.xml, line 1' });
    expect(root.children).toHaveLength(1);
    expect(root.children[0]).toMatchObject({ name: 'b', place: 'f.xml, line 2' });
    expect(root.children[0]?.attributes.get('y')).toBe('<2');
  });

  it.each<[string, string, RegExp]>([
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]>\n<a>&b;</a>', /^f\.xml, line 1: a document type/],
    ['entities of its own', '<a>\n&b;</a>', /^f\.xml, line 2: not XML: /],
    ['tags that do not close', '<a><b></a>', /^f\.xml, line 1: not XML: /],
    ['nothing', '', /^f\.xml, line 1: not XML: /],
    ['what is no XML', '{"a": 1}', /not XML: /],
    ['an attribute twice', '<a x="1" x="2"/>', /not XML: /],
    ['depth', '<a>'.repeat(100), /more than 60 elements inside one another/],
    ['numbers of elements', `<a>${'<b/>'.repeat(100_001)}</a>`, /more than 100000 elements/],
    ['length', ' '.repeat(10_000_001), /has 10000001 characters; at most 10000000 are read/],
  ])('refuses %s in one line', (_, text, message) => {
    expect(() => parseXml(text, 'f.xml')).toThrow(message);
    try {
      parseXml(text, 'f.xml');
    } catch (error) {
      expect((error as Error).message).not.toContain('\n');
    }
  });

  it('has no attributes of objects', () => {
    const { attributes } = parseXml('<a __proto__="1" constructor="2"/>', 'f.xml');
    expect([...attributes.keys()]).toContain('constructor');
    expect(attributes.get('toString')).toBeUndefined();
  });
});
