// What code says in English, in another language: found by the templates that it is made of, as gettext does it, so that nothing beneath the page
// knows a language.

/**
 * Templates of messages in English, and the same in another language. Something is put in at each {}. The translation has the same holes in their
 * order, or {1}, {2} ... in another one: {} for what somebody wrote, which stays as it is, {…} or {1…} for what is a message itself.
 */
export type Messages = Readonly<Record<string, string>>;

/** A message with the character at fault, counted from 0, where there is one to be shown. */
export interface Pointed {
  readonly text: string;
  readonly caret?: number | undefined;
}

/** A part of a message in the other language. What was put in stands there as it was, and knows where that is. */
interface Piece {
  readonly text: string;
  readonly from?: number;
}

/** How a part of a message is read, and how much of it is words that are known, in characters. */
interface Reading {
  readonly pieces: readonly Piece[];
  readonly known: number;
}

interface Hole {
  /** From 0, in English. */
  readonly number: number;
  /** What stands in it: a message, a name that may be one of the code's, such as "the text", or what somebody wrote, in quotation marks. */
  readonly holds: 'message' | 'name' | 'quotation';
}

interface Template {
  /** What stands before, between and behind the holes in English. */
  readonly fixed: readonly string[];
  readonly translated: readonly (string | Hole)[];
  /** Characters of all that is fixed. */
  readonly size: number;
  /** It has hardly any words, so what has them need not be made of it: it is only looked for inside of other messages. */
  readonly isJoint: boolean;
}

/** Fewer characters do not tell a message from a name with a word such as "and" in it. */
const TELLING = 4;
/** What stands between messages each of which is one by itself. */
const separator = /\n|[;:] /g;

// Names and formulas in a message may be hostile, so that reading it has an end: what is longer, or has more parts, stays as it is.
const LONGEST = 4000;
const MOST_PARTS = 1000;
/** Separators of one part that are looked at. */
const MOST_SEPARATORS = 40;
/** Places that are tried for the end of one hole. */
const MOST_PLACES = 8;

/** Reads messages by the templates of one language. */
export class Interpreter {
  readonly #whole = new Map<string, string>();
  readonly #templates: readonly Template[];

  constructor(messages: Messages) {
    const templates: Template[] = [];
    for (const [english, other] of Object.entries(messages)) {
      if (english.includes('{}')) templates.push(templateOf(english, other));
      else this.#whole.set(english, other);
    }
    this.#templates = templates.sort((a, b) => b.size - a.size);
  }

  /** A message in the language, as far as it has words for it; all else stays as it is. */
  read(message: Pointed): Pointed {
    const { text, caret } = message;
    // English has no words of its own.
    if (text.length > LONGEST || this.#whole.size === 0) return message;
    // Most templates have words that are nowhere in it.
    const templates = this.#templates.filter(({ fixed }) => fixed.every((part) => text.includes(part)));
    const { pieces } = new Text(text, this.#whole, templates).best([0, text.length], false);
    return {
      text: pieces.map((piece) => piece.text).join(''),
      caret: caret === undefined ? undefined : placeIn(pieces, caret),
    };
  }
}

/** Where a character of the message is in what was made of it; undefined if it is in words, which are others now. */
function placeIn(pieces: readonly Piece[], caret: number): number | undefined {
  let before = 0;
  let end: number | undefined;
  for (const { text, from } of pieces) {
    const inside = from === undefined ? -1 : caret - from;
    if (inside >= 0 && inside < text.length) return before + inside;
    before += text.length;
    // It may be behind the last character of what was put in.
    if (inside === text.length) end = before;
  }
  return end;
}

/** A part of a text, from a character to before another one. */
type Span = readonly [begin: number, end: number];

/** One message while it is read. */
class Text {
  readonly #readings = new Map<string, Reading>();

  constructor(
    readonly text: string,
    readonly whole: ReadonlyMap<string, string>,
    readonly templates: readonly Template[],
  ) {}

  /**
   * The reading of a part in which most is known; of equal ones that with the most messages, and of these that with the longest template.
   * @param inside whether it stands inside of another message
   */
  best(span: Span, inside: boolean): Reading {
    const named = this.#named(span);
    if (named.known > 0) return named;
    const key = `${span.join()} ${inside}`;
    const former = this.#readings.get(key);
    if (former || this.#readings.size === MOST_PARTS) return former ?? named;
    this.#readings.set(key, named);
    const best = this.#byTemplates(span, inside, this.#bySeparators(span, inside, named));
    this.#readings.set(key, best);
    return best;
  }

  #read(span: Span, holds: Hole['holds']): Reading {
    if (holds === 'message') return this.best(span, true);
    return holds === 'name' ? this.#named(span) : this.#asItIs(span);
  }

  #asItIs([begin, end]: Span): Reading {
    return { pieces: [{ text: this.text.slice(begin, end), from: begin }], known: 0 };
  }

  /** A part that is a message without holes, or stays as it is. */
  #named(span: Span): Reading {
    const text = this.text.slice(...span);
    const whole = this.whole.get(text);
    return whole === undefined ? this.#asItIs(span) : { pieces: [{ text: whole }], known: text.length };
  }

  #bySeparators([begin, end]: Span, inside: boolean, former: Reading): Reading {
    let best = former;
    for (const { at, size } of this.#separators([begin, end])) {
      const [left, right] = [this.best([begin, at], inside), this.best([at + size, end], inside)];
      const known = left.known + right.known;
      if (known <= best.known) continue;
      const between = { text: this.text.slice(at, at + size), from: at };
      best = { pieces: [...left.pieces, between, ...right.pieces], known };
    }
    return best;
  }

  #separators([begin, end]: Span): { readonly at: number; readonly size: number }[] {
    const found = [...this.text.slice(begin, end).matchAll(separator)];
    return found
      .slice(0, MOST_SEPARATORS)
      .map(({ index, 0: { length } }) => ({ at: begin + index, size: length }));
  }

  #byTemplates(span: Span, inside: boolean, former: Reading): Reading {
    let best = former;
    for (const template of this.templates) {
      if (template.isJoint && !inside) continue;
      for (const holes of waysOf(template, this.text, span)) {
        const filled = this.#filled(template, holes);
        if (filled.known > best.known) best = filled;
      }
    }
    return best;
  }

  #filled({ translated, size }: Template, holes: readonly Span[]): Reading {
    let known = size;
    const pieces = translated.flatMap((part): readonly Piece[] => {
      if (typeof part === 'string') return [{ text: part }];
      const reading = this.#read(holes[part.number]!, part.holds);
      known += reading.known;
      return reading.pieces;
    });
    return { pieces, known };
  }
}

/** Where the holes of a template may be in a part of a text: each as far to the front as it goes, but the first one wherever it may end. */
function* waysOf({ fixed }: Template, text: string, [begin, end]: Span): Generator<readonly Span[]> {
  const [first, ...rest] = fixed;
  const last = rest.pop()!;
  const [open, close] = [begin + first!.length, end - last.length];
  if (close < open || !text.startsWith(first!, begin) || !text.startsWith(last, close)) return;
  const [between] = rest;
  if (between === undefined) yield [[open, close]];
  else
    for (let way = 0, at = open; way < MOST_PLACES && at >= 0; way++) {
      const found = text.indexOf(between, at);
      const others = found < 0 ? undefined : holesIn(rest.slice(1), text, [found + between.length, close]);
      if (!others) return;
      yield [[open, found], ...others];
      // Two holes side by side end where they like.
      at = between === '' ? -1 : found + 1;
    }
}

/** The holes before, between and behind some fixed parts. */
function holesIn(fixed: readonly string[], text: string, [begin, end]: Span): Span[] | undefined {
  const holes: Span[] = [];
  let at = begin;
  for (const between of fixed) {
    const found = text.indexOf(between, at);
    if (found < 0) return undefined;
    holes.push([at, found]);
    at = found + between.length;
  }
  return at <= end ? [...holes, [at, end]] : undefined;
}

function templateOf(english: string, other: string): Template {
  const fixed = english.split('{}');
  let next = 0;
  const translated = other.split(/(\{\d*…?\})/).map((part): string | Hole => {
    const hole = /^\{(\d*)(…?)\}$/.exec(part);
    if (!hole) return part;
    const number = hole[1] === '' ? next++ : Number(hole[1]) - 1;
    const isQuoted = fixed[number]!.endsWith('"') && fixed[number + 1]!.startsWith('"');
    return { number, holds: hole[2] !== '' ? 'message' : isQuoted ? 'quotation' : 'name' };
  });
  const words = fixed.join('');
  const isJoint = words.replace(/\s/g, '').length < TELLING;
  return { fixed, translated, size: words.length, isJoint };
}
