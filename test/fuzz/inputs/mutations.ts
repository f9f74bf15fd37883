import fc from 'fast-check';
import { hostileText } from './hostile.ts';

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const span = fc.oneof(fc.nat(3), fc.nat(40), fc.nat(400));

type Change = (text: string) => string;

/** Some of a text becomes something else. @param own pieces of its format */
function change(own: readonly string[]): fc.Arbitrary<Change> {
  const piece = own.length > 0 ? fc.oneof(hostileText, fc.constantFrom(...own)) : hostileText;
  return fc.oneof(
    fc.tuple(place, span, piece).map(([at, length, put]) => replaced(at, length, put)),
    fc.tuple(place, piece).map(([at, put]) => replaced(at, 0, put)),
    fc.tuple(place, span).map(([at, length]) => replaced(at, length, '')),
    place.map((at) => (text: string) => text.slice(0, Math.floor(at * text.length))),
    fc.tuple(place, place, span).map(([from, to, length]) => copied(from, to, length)),
    fc.tuple(place, place).map(([from, to]) => lineMoved(from, to)),
    fc.tuple(place, piece).map(([at, put]) => numberReplaced(at, put)),
    fc.tuple(place, piece).map(([at, put]) => wordReplaced(at, put)),
  );
}

const replaced =
  (at: number, length: number, put: string): Change =>
  (text) => {
    const begin = Math.floor(at * text.length);
    return text.slice(0, begin) + put + text.slice(begin + length);
  };

const copied =
  (from: number, to: number, length: number): Change =>
  (text) => {
    const begin = Math.floor(from * text.length);
    return replaced(to, 0, text.slice(begin, begin + length))(text);
  };

const lineMoved =
  (from: number, to: number): Change =>
  (text) => {
    const lines = text.split('\n');
    const [line = ''] = lines.splice(Math.floor(from * lines.length), 1);
    lines.splice(Math.floor(to * (lines.length + 1)), 0, line);
    return lines.join('\n');
  };

const numberReplaced = (at: number, put: string) => matchReplaced(/-?\d+(\.\d+)?(e[+-]?\d+)?/gi, at, put);
const wordReplaced = (at: number, put: string) => matchReplaced(/[A-Za-z_]\w*/g, at, put);

/** One of the places of a pattern gets another text. */
const matchReplaced =
  (pattern: RegExp, at: number, put: string): Change =>
  (text) => {
    const matches = [...text.matchAll(pattern)];
    const match = matches[Math.floor(at * matches.length)];
    if (!match) return text;
    return text.slice(0, match.index) + put + text.slice(match.index + match[0].length);
  };

/** Texts with up to `most` faults in them. */
export function mutated(
  texts: fc.Arbitrary<string>,
  { most = 3, own = [] }: { readonly most?: number; readonly own?: readonly string[] } = {},
): fc.Arbitrary<string> {
  return fc
    .tuple(texts, fc.array(change(own), { maxLength: most }))
    .map(([text, changes]) => changes.reduce((former, act) => act(former), text));
}

const flips = fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 4 });

/** Files of texts in UTF-8; in one of ten some bytes are others, or it is in UTF-16. */
export function filesOf(texts: fc.Arbitrary<string>): fc.Arbitrary<Uint8Array> {
  const encoded = texts.map((text) => new TextEncoder().encode(text));
  return fc.oneof(
    { weight: 18, arbitrary: encoded },
    { weight: 1, arbitrary: fc.tuple(encoded, flips).map(([bytes, changes]) => flipped(bytes, changes)) },
    { weight: 1, arbitrary: texts.map((text) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))) },
  );
}

function flipped(bytes: Uint8Array, changes: readonly (readonly [number, number])[]): Uint8Array {
  const copy = bytes.slice();
  for (const [at, byte] of changes) copy[Math.floor(at * copy.length)] = byte;
  return copy;
}
