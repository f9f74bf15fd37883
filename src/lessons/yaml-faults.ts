import type { ErrorCode, YAMLError } from 'yaml';
import { shown } from '../input/shown.ts';

/** How much of the place is shown, in characters. */
const SHOWN = 40;

/** What is wrong with a text that is no YAML, in words of our own: those of the library are for who knows its grammar, and in one language. */
const words: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'nothing may stand before an alias (*name)',
  BAD_ALIAS: 'an anchor (&name) or alias (*name) needs a name, which does not end with a colon',
  BAD_COLLECTION_TYPE: 'the type (!!name) is not that of what follows',
  BAD_DIRECTIVE:
    'a line with % at its beginning has no meaning here; remove it, or put it into quotation marks',
  BAD_DQ_ESCAPE: 'a \\ in double quotation marks must be written twice, or the text in single ones',
  BAD_INDENT:
    'entries of the same list or mapping must begin in the same column, what belongs to one further right, and a bracket must be closed',
  BAD_PROP_ORDER: 'an anchor (&name) or type (!!name) stands behind the sign - or :, not before it',
  BAD_SCALAR_START: 'a text cannot begin with this sign; put it into quotation marks',
  BLOCK_AS_IMPLICIT_KEY:
    'a value has a key in it; put a text with a colon into quotation marks, or begin the key in the column of the others',
  BLOCK_IN_FLOW: 'inside of brackets there are no entries by indentation; write { key: value } or [a, b]',
  DUPLICATE_KEY: 'the same key stands twice',
  IMPOSSIBLE: 'it cannot be read here',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters',
  MISSING_CHAR:
    'a sign is missing: a colon with a space behind a key, a comma between entries in brackets, the second quotation mark, or the space before #',
  MULTILINE_IMPLICIT_KEY: 'a key stands on more than one line',
  MULTIPLE_ANCHORS: 'there are two anchors (&name) of one entry',
  MULTIPLE_DOCS: 'there is one header; remove the line --- or ... inside of it',
  MULTIPLE_TAGS: 'there are two types (!!name) of one entry',
  NON_STRING_KEY: 'a key must be a text',
  RESOURCE_EXHAUSTION: 'it is nested too deeply',
  TAB_AS_INDENT: 'a tab cannot indent; use spaces',
  TAG_RESOLVE_FAILED: 'the type (!!name) is not known, or what follows is not of it',
  UNEXPECTED_TOKEN: 'this does not belong here; put a text with signs of YAML into quotation marks',
};

/** What is wrong, and where in the text. */
export function yamlFault({ code, pos: [begin] }: YAMLError, yaml: string): string {
  const [rest = ''] = yaml.slice(begin).split('\n');
  const place = rest.trim();
  return place === '' ? `not YAML: ${words[code]}` : `not YAML: ${words[code]}: "${shown(place, SHOWN)}"`;
}
