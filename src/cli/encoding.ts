import { InputError } from '../input/schema.ts';

/**
 * The text of a JSON document in UTF-8 or UTF-16 (which PowerShell writes), without its byte order mark.
 * @param name of the document in messages
 * @throws InputError if it is in neither; the message names the first byte that is not UTF-8, and the remedy
 */
export function decodeText(bytes: Buffer, name: string): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw new InputError(
      encoding === 'utf-8'
        ? `${name}${describeByte(bytes)} is not UTF-8; save the document as UTF-8`
        : `${name} begins like UTF-16, but goes on as something else; save the document as UTF-8`,
    );
  }
}

/** JSON begins with a character of ASCII, so a zero among the first two bytes tells UTF-16 even without a mark. */
function encodingOf([first, second]: Buffer): string {
  if ((first === 0xff && second === 0xfe) || second === 0) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || first === 0) return 'utf-16be';
  return 'utf-8';
}

/** Where the first byte stands that is not UTF-8, and which it is. */
function describeByte(bytes: Buffer): string {
  // Decoding and encoding again gives the same bytes up to there.
  const again = Buffer.from(bytes.toString('utf8'));
  const offset = bytes.findIndex((byte, i) => byte !== again[i]);
  const lines = bytes.toString('utf8', 0, offset).split('\n');
  const byte = bytes[offset]!.toString(16).padStart(2, '0');
  return `, line ${lines.length}, column ${lines.at(-1)!.length + 1}: byte 0x${byte}`;
}
