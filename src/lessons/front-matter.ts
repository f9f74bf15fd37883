import {
  type CST,
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  Parser,
  parseDocument,
} from 'yaml';
import { type Fault, LessonError } from './fault.ts';
import { yamlFault } from './yaml-faults.ts';

/** The two halves of a lesson: a header in YAML between two lines `---`, and Markdown below it. */
export interface FrontMatter {
  /** What the header says. */
  readonly data: unknown;
  readonly body: string;
  /** The line of the file with which the body begins, counted from 1. */
  readonly bodyLine: number;
  /** The line of an entry of the header, or of the nearest one around it that is there. */
  lineOf(path: readonly PropertyKey[]): number;
  /** A number or a word of the header as it is written, such as "50.0". */
  written(path: readonly PropertyKey[]): string | undefined;
  /** The header with words in the place of others. */
  headerWith(words: readonly (readonly [path: readonly PropertyKey[], words: string])[]): string;
}

/** Longest lesson, in characters: some ten pages. */
const MAX_LENGTH = 50_000;
/** Lists and mappings inside one another. An experiment with its membrane has eight; each one takes its part of the stack. */
const MAX_DEPTH = 64;
const FENCE = /^---[ \t]*$/;

/**
 * Takes a lesson apart.
 * @param name what the lesson is called in messages
 * @throws LessonError if there is no header, or it is not YAML
 */
export function frontMatter(text: string, name: string): FrontMatter {
  const refuse = (line: number, message: string): never => {
    throw new LessonError(name, [{ line, message }]);
  };
  if (text.length > MAX_LENGTH)
    refuse(1, `the lesson has ${text.length} characters; it may have ${MAX_LENGTH}`);
  const lines = text.split(/\r?\n/);
  if (!FENCE.test(lines[0]!))
    refuse(1, 'the header is missing: begin with a line ---, and end it with another one');
  const end = lines.findIndex((line, i) => i > 0 && FENCE.test(line));
  if (end < 0) refuse(1, 'the header does not end: put a line --- below it');

  const counter = new LineCounter();
  // The header begins in the second line.
  const lineAt = (offset: number) => counter.linePos(offset).line + 1;
  const header = lines.slice(1, end).join('\n');
  const deep = offsetOfDeep(header, counter);
  if (deep !== undefined)
    refuse(lineAt(deep), `more than ${MAX_DEPTH} lists and mappings inside one another`);
  const document = parseDocument(header, { prettyErrors: false, stringKeys: true });
  const faults: Fault[] = [...document.errors, ...document.warnings].map((error) => ({
    line: lineAt(error.pos[0]),
    message: yamlFault(error, header),
  }));
  if (faults.length > 0) throw new LessonError(name, faults);
  return {
    data: contentOf(document, refuse),
    body: lines.slice(end + 1).join('\n'),
    bodyLine: end + 2,
    lineOf: (path) => lineAt(offsetOf(document, path)),
    written: (path) => {
      const node = document.getIn(path, true);
      return isScalar(node) ? (node.source ?? String(node.value)) : undefined;
    },
    headerWith: (words) => {
      const changed = document.clone();
      for (const [path, text] of words) changed.setIn(path, text);
      // Lines stay as long as they are written.
      return changed.toString({ lineWidth: 0 });
    },
  };
}

type Refuse = (line: number, message: string) => never;

/**
 * Where something begins that is too deep, if anything is. The parser has a stack of its own; what makes a document of its tokens
 * has that of the program, at whose end the program may end.
 */
function offsetOfDeep(yaml: string, counter: LineCounter): number | undefined {
  const waiting: (readonly [token: CST.Token, depth: number])[] = [];
  for (const token of new Parser(counter.addNewLine).parse(yaml)) waiting.push([token, 0]);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [token, depth] = next;
    if (depth > MAX_DEPTH) return token.offset;
    for (const inner of tokensIn(token)) waiting.push([inner, depth + 1]);
  }
  return undefined;
}

function tokensIn(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) =>
    [key, value].filter((one) => one !== undefined && one !== null),
  );
}

function contentOf(document: Document, refuse: Refuse): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    if (error instanceof ReferenceError)
      return refuse(2, 'not YAML: an alias (*name) stands for nothing before it, or for too much');
    throw error;
  }
}

/** Where the key or item at a path begins, or the last one on the way to it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    const pair = isMap(node)
      ? node.items.find((item) => isScalar(item.key) && item.key.value === key)
      : undefined;
    const entry = pair?.key ?? (isSeq(node) ? node.items[Number(key)] : undefined);
    if (!isNode(entry)) break;
    offset = entry.range?.[0] ?? offset;
    node = pair ? pair.value : entry;
  }
  return offset;
}
