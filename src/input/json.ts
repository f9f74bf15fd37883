import { findNodeAtLocation, parseTree, printParseErrorCode, visit } from 'jsonc-parser';
import { decodeText } from './encoding.ts';
import { InputError } from './schema.ts';
import { shown } from './shown.ts';

/** Objects and lists inside one another. A run.json that holds a membrane has six; each one takes its part of the stack. */
const MAX_DEPTH = 64;

/** A mistake at a place of a text. */
export class PlacedError extends InputError {
  /** @param line and column counted from 0 */
  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}

/** The same as `parseText` for the bytes of a document. @throws InputError also if they are no text */
export const parseDocument = (bytes: Uint8Array, name: string): unknown =>
  parseText(decodeText(bytes, name), name);

/**
 * What JSON.parse makes of a text that means the same to everybody.
 * @param name of the document in messages
 * @throws PlacedError with line and column if it is not JSON, has a key twice in one object, a number that is too large, or is
 * nested too deeply
 */
export function parseText(json: string, name: string): unknown {
  checkDocument(json, name);
  try {
    return JSON.parse(json);
  } catch {
    throw new InputError(`${name} is not JSON`);
  }
}

/** A place in a text, counted from 0. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where in a JSON text something stands: the key of an entry, or the nearest thing around it that is there. */
export function placeOf(json: string, path: readonly PropertyKey[]): Place | undefined {
  const root = parseTree(json);
  if (!root) return undefined;
  for (let length = path.length; length > 0; length--) {
    const keys = path.slice(0, length).map((key) => (typeof key === 'symbol' ? String(key) : key));
    const node = findNodeAtLocation(root, keys);
    if (!node) continue;
    const { offset } = node.parent?.type === 'property' ? node.parent : node;
    const lines = json.slice(0, offset).split('\n');
    return { line: lines.length - 1, column: lines.at(-1)!.length };
  }
  return undefined;
}

/** JSON.parse names a position only for some of the mistakes, and takes what is ambiguous without a word. */
function checkDocument(json: string, name: string): void {
  const refuse = (problem: string, line: number, column: number): never => {
    throw new PlacedError(`${name}, line ${line + 1}, column ${column + 1}: ${problem}`, line, column);
  };
  /** The keys of each object that is open, with their lines. */
  const keys: Map<string, number>[] = [];
  let depth = 0;
  const enter = (line: number, column: number) => {
    if (++depth > MAX_DEPTH)
      refuse(
        `more than ${MAX_DEPTH} objects and lists inside one another; an experiment with its membrane needs six at most`,
        line,
        column,
      );
  };
  visit(
    json,
    {
      onObjectBegin: (_offset, _length, line, column) => {
        enter(line, column);
        keys.push(new Map());
      },
      onObjectProperty: (key, _offset, _length, line, column) => {
        const first = keys.at(-1)!.get(key);
        if (first !== undefined) {
          refuse(
            `"${shown(key)}" is given twice, first in line ${first + 1}; keep one of them`,
            line,
            column,
          );
        }
        keys.at(-1)!.set(key, line);
      },
      onObjectEnd: () => {
        keys.pop();
        depth--;
      },
      onArrayBegin: (_offset, _length, line, column) => enter(line, column),
      onArrayEnd: () => {
        depth--;
      },
      onLiteralValue: (value, offset, length, line, column) => {
        if (typeof value !== 'number' || Number.isFinite(value)) return;
        const text = shown(json.slice(offset, offset + length));
        refuse(`${text} is too large for a number; the largest is ${Number.MAX_VALUE}`, line, column);
      },
      onError: (error, offset, length, line, column) => {
        const found = json.slice(offset, offset + Math.max(1, length)).split('\n', 1)[0]!;
        refuse(`not JSON: ${explain(printParseErrorCode(error), shown(found))}`, line, column);
      },
    },
    { disallowComments: true },
  );
}

function explain(error: string, found: string): string {
  const instead = found === '' ? 'the text ends here' : `found ${found}`;
  switch (error) {
    case 'CommaExpected':
      return `a comma is missing (${instead})`;
    case 'ColonExpected':
      return `a colon is missing after the key (${instead})`;
    case 'PropertyNameExpected':
      return `expected a key in double quotes (${instead}); no comma follows the last entry`;
    case 'CloseBraceExpected':
      return `expected a comma or } (${instead})`;
    case 'CloseBracketExpected':
      return `expected a comma or ] (${instead})`;
    case 'ValueExpected':
      return `expected a value (${instead})`;
    case 'EndOfFileExpected':
      return `the document has ended, but more text follows (${instead})`;
    case 'InvalidCommentToken':
      return 'comments are not allowed';
    case 'UnexpectedEndOfString':
      return `a text is not closed (${instead})`;
    case 'InvalidCharacter':
      return `a text holds a control character (${instead}); write a tab as \\t`;
    case 'InvalidEscapeCharacter':
      return `a backslash stands before another character than those allowed (${instead}); write it as \\\\`;
    case 'InvalidSymbol':
      return `unexpected ${found}; keys and texts stand in double quotes, numbers like 0.5`;
    default:
      return `unexpected ${found}`;
  }
}
