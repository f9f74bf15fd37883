import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { german } from '../../src/app/texts/german.ts';
import { Interpreter } from '../../src/app/texts/messages.ts';
import { yamlFault } from '../../src/lessons/yaml-faults.ts';

const faultsOf = (yaml: string): string[] => {
  const { errors, warnings } = parseDocument(yaml, { prettyErrors: false, stringKeys: true });
  return [...errors, ...warnings].map((fault) => yamlFault(fault, yaml));
};

const interpreter = new Interpreter(german.messages);

const cases: readonly (readonly [yaml: string, english: RegExp, own: RegExp])[] = [
  ['a: "x', /^not YAML: a sign is missing: .*the second quotation mark/, /^kein YAML: ein Zeichen fehlt: /],
  [
    'a: [1, 2',
    /^not YAML: entries of the same .* and a bracket must be closed$/,
    /eine Klammer muss geschlossen werden$/,
  ],
  ['a: [1 b: 2, c]\nd', /^not YAML: a sign is missing: .*: "d"$/, /^kein YAML: ein Zeichen fehlt: .*: „d“$/],
  ['a: 1\nb', /^not YAML: a sign is missing: a colon .*: "b"$/, /^kein YAML: ein Zeichen fehlt: .*: „b“$/],
  [
    'a: "\\q"',
    /^not YAML: a \\ in double quotation marks .*: "\\q"/,
    /^kein YAML: ein \\ in doppelten .*: „\\q"“$/,
  ],
  ['a: @b', /^not YAML: a text cannot begin with this sign; .*: "@b"$/, /: „@b“$/],
  ['a: `b', /^not YAML: a text cannot begin with this sign; .*: "`b"$/, /: „`b“$/],
  [
    'a: b: c',
    /^not YAML: a value has a key in it; .*: "b: c"$/,
    /^kein YAML: in einem Wert steht ein Schlüssel; .*: „b: c“$/,
  ],
  [
    'a: 1\n b: 2',
    /^not YAML: a value has a key in it; .*: "1"$/,
    /oder den Schlüssel in der Spalte der anderen beginnen: „1“$/,
  ],
  [
    'a:\n  b: 1\n c: 2',
    /^not YAML: entries of the same list .*: "c: 2"$/,
    /^kein YAML: Einträge derselben .*: „c: 2“$/,
  ],
  [
    'a: 1\na: 2',
    /^not YAML: the same key stands twice: "a: 2"$/,
    /^kein YAML: ein Schlüssel steht zweimal da: „a: 2“$/,
  ],
  [
    'a:\n\tb: 1',
    /^not YAML: a tab cannot indent; use spaces/,
    /^kein YAML: ein Tabulator kann nicht einrücken; /,
  ],
  ['a: !!wrong b', /^not YAML: the type \(!!name\) is not known.*: "!!wrong b"$/, /: „!!wrong b“$/],
  ['a: !!seq {b: 1}', /^not YAML: the type \(!!name\)/, /^kein YAML: der Typ \(!!name\)/],
  ['a: &x &y b', /^not YAML: there are two anchors/, /^kein YAML: ein Eintrag hat zwei Anker/],
  ['a: !!str !!int b', /^not YAML: there are two types/, /^kein YAML: ein Eintrag hat zwei Typen/],
  ['a: &x 1\nb: !!str *x', /^not YAML: nothing may stand before an alias/, /^kein YAML: vor einem Verweis/],
  ['a: & b', /^not YAML: an anchor/, /^kein YAML: ein Anker/],
  ['? [a]\n: b', /^not YAML: a key must be a text: /, /^kein YAML: ein Schlüssel muss ein Text sein: /],
  ['a: [b:\n  - c]', /^not YAML: inside of brackets .*: "- c\]"/, /^kein YAML: innerhalb von Klammern /],
  ['[a\n b]: c', /^not YAML: a key stands on more than one line/, /^kein YAML: ein Schlüssel steht auf mehr/],
  ['a: 1\n...\nb: 2\n', /^not YAML: there is one header; /, /^kein YAML: es gibt einen Kopf; /],
  [
    `${'k'.repeat(1100)}: 1`,
    /^not YAML: a key is longer than 1024 characters: "k+/,
    /^kein YAML: ein Schlüssel hat mehr als 1024/,
  ],
  [
    'a: "b" c',
    /^not YAML: this does not belong here; .*: "c"$/,
    /^kein YAML: das gehört nicht hierher; .*: „c“$/,
  ],
  ['a: [,]', /^not YAML: this does not belong here; .*: ",\]"$/, /^kein YAML: das gehört nicht hierher; /],
  ['a: - b', /^not YAML: this does not belong here; .*: "- b"$/, /: „- b“$/],
];

describe('what is wrong with YAML', () => {
  it.each(cases)('is said in words of our own, and in German: %j', (yaml, english, own) => {
    const faults = faultsOf(yaml);
    expect(faults[0]).toMatch(english);
    for (const text of faults) {
      const said = interpreter.read({ text }).text;
      expect(said).toMatch(/^kein YAML: /);
      expect(said).not.toMatch(/not YAML/);
    }
    expect(interpreter.read({ text: faults[0]! }).text).toMatch(own);
  });
});
