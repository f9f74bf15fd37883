import { InputError } from '../../input/schema.ts';
import { hasMore } from '../experiment/values.ts';
import { texts } from '../texts/language.ts';
import { checksum } from './checksum.ts';

// The fragment of a link: `v1.`, then JSON in UTF-8, compressed, behind its checksum, in the characters of base64url, which
// survive chat and mail.

/** Longest fragment, characters: browsers bear more, but much of what passes links on does not. */
export const LONGEST = 32_000;
/** Longest JSON, bytes. A link of the longest length could hold thousand times more of the same character. */
export const LARGEST = 1_000_000;
/** Most values: for more of them the page would stand still only to see that they are too many. */
const MOST_VALUES = 20_000;
const CHECKSUM = 4;

/**
 * The fragment, without #, that holds a content.
 * @throws InputError if it would be too long; the remedy is in the message
 */
export async function encoded(content: unknown, version: number): Promise<string> {
  if (hasMore(content, MOST_VALUES)) throw tooLong(MOST_VALUES, 'values');
  const json = new TextEncoder().encode(JSON.stringify(content));
  if (json.length > LARGEST) throw tooLong(json.length, 'bytes');
  const packed = await through(json, new CompressionStream('deflate-raw'));
  const fragment = `v${version}.${toText(joined([checksum(json), packed]))}`;
  if (fragment.length > LONGEST) throw tooLong(fragment.length, 'characters');
  return fragment;
}

const tooLong = (...size: Parameters<typeof texts.value.news.linkTooLong>) =>
  new InputError(texts.value.news.linkTooLong(...size));

export interface Decoded {
  readonly version: number;
  readonly content: unknown;
}

/**
 * What a fragment holds; undefined if it is not of this kind.
 * @throws InputError if something of it is missing or was changed
 */
export async function decoded(fragment: string): Promise<Decoded | undefined> {
  const [, digits, text] = /^v(\d{1,4})\.(.*)$/s.exec(fragment) ?? [];
  if (digits === undefined || text === undefined) return undefined;
  if (fragment.length > LONGEST)
    throw new InputError(`it has ${fragment.length} characters; links of this page have at most ${LONGEST}`);
  if (!/^[\w-]+$/.test(text)) throw damaged();
  const bytes = fromText(text);
  const json = await through(bytes.subarray(CHECKSUM), new DecompressionStream('deflate-raw'), LARGEST).catch(
    (error) => {
      throw error instanceof InputError ? error : damaged();
    },
  );
  if (checksum(json).some((byte, i) => byte !== bytes[i])) throw damaged();
  try {
    return {
      version: Number(digits),
      content: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json)),
    };
  } catch {
    throw damaged();
  }
}

const damaged = () =>
  new InputError('a part of it is missing or was changed on the way; copy it again from where it comes');

/** What a stream makes of some bytes. @param most bytes that may come out */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: GenericTransformStream,
  most = Number.POSITIVE_INFINITY,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = (stream.writable as WritableStream<Uint8Array>).getWriter();
  const written = writer.write(bytes).then(() => writer.close());
  // Whatever is wrong is heard where it comes out.
  written.catch(() => undefined);
  const reader = (stream.readable as ReadableStream<Uint8Array>).getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > most) {
      void reader.cancel().catch(() => undefined);
      throw new InputError(`what it holds is longer than ${most} bytes; no link of this page is`);
    }
    parts.push(part.value);
  }
  return joined(parts);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function toText(bytes: Uint8Array): string {
  const characters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(characters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @throws InputError if the text has a length that no bytes lead to */
function fromText(text: string): Uint8Array<ArrayBuffer> {
  if (text.length % 4 === 1) throw damaged();
  const characters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(characters, (character) => character.charCodeAt(0));
}
