import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { InputError } from '../input/schema.ts';
import { reasonOf } from './fail.ts';

/**
 * Reads one JSON document from a file, or from `stdin` if the path is `-`.
 * @throws InputError if it cannot be read or is not JSON; the message names the line and the column
 */
export async function readDocument(path: string, stdin: NodeJS.ReadableStream): Promise<unknown> {
  const name = path === '-' ? 'standard input' : path;
  const source = path === '-' ? await text(stdin) : readFile(path);
  // Editors on Windows begin a file with a byte order mark.
  const json = source.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(json);
  } catch {
    throw new InputError(`${name}${describeSyntaxError(json)}`);
  }
}

function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(`cannot read ${path}: ${reasonOf(error)}`);
  }
}

/** Where and why a text is not JSON. JSON.parse itself names a position only for some of the mistakes. */
function describeSyntaxError(json: string): string {
  const errors: ParseError[] = [];
  parseTree(json, errors, { disallowComments: true });
  const [first] = errors;
  if (!first) return ' is not JSON';
  const before = json.slice(0, first.offset).split('\n');
  const line = before.length;
  const column = before.at(-1)!.length + 1;
  const found = json.slice(first.offset, first.offset + Math.max(1, first.length)).split('\n')[0]!;
  return `, line ${line}, column ${column}: not JSON: ${explain(printParseErrorCode(first.error), found)}`;
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
    case 'InvalidSymbol':
      return `unexpected ${found}; keys and texts stand in double quotes, numbers like 0.5`;
    default:
      return `unexpected ${found}`;
  }
}
