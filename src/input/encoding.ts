import { InputError } from './schema.ts';

/**
 * The text of a JSON document in UTF-8 or UTF-16 (which PowerShell writes), without its byte order mark.
 * @param name of the document in messages
 * @throws InputError if it is in neither; the message names the first byte that is not UTF-8, and the remedy
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new InputError(
      encoding === 'utf-8'
        ? `${name}${describeByte(bytes)} is not UTF-8; save the document as UTF-8`
        : `${name} begins like UTF-16, but goes on as something else; save the document as UTF-8`,
    );
  }
}

/** Whether bytes hold characters that no text has, as pictures and archives do. */
export const isBinary = (bytes: Uint8Array): boolean =>
  /(?![\t\n\f\r])\p{Cc}/u.test(new TextDecoder(encodingOf(bytes)).decode(bytes));

/** JSON begins with a character of ASCII, so a zero among the first two bytes tells UTF-16 even without a mark. */
function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || second === 0) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || first === 0) return 'utf-16be';
  return 'utf-8';
}

/** Where the first byte stands that is not UTF-8, and which it is. */
function describeByte(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  // Decoding and encoding again gives the same bytes up to there.
  const again = new TextEncoder().encode(decoder.decode(bytes));
  const offset = bytes.findIndex((byte, i) => byte !== again[i]);
  const lines = decoder.decode(bytes.subarray(0, offset)).split('\n');
  const byte = bytes[offset]!.toString(16).padStart(2, '0');
  return `, line ${lines.length}, column ${lines.at(-1)!.length + 1}: byte 0x${byte}`;
}
