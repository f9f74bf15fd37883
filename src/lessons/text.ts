import { Lexer, type Token, type Tokens } from 'marked';
import { suggestion } from '../input/nearest.ts';
import { InputError } from '../input/schema.ts';
import { shown } from '../input/shown.ts';
import { attempt, type Fault } from './fault.ts';
import { headingsIn, type Language } from './language.ts';

/** What stands in a line. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }
  /** A number that is stated, by the name of its value. */
  | { readonly kind: 'value'; readonly name: string };

/** What stands below one another. */
export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly (readonly Inline[])[])[] }
  | { readonly kind: 'code'; readonly text: string }
  /** Something that the page draws. @property says what it is, for those who do not see it */
  | { readonly kind: 'picture'; readonly name: Picture; readonly says: string };

/** What the page can draw, by the names that lessons have for it. */
export const pictures = ['unit'] as const;
export type Picture = (typeof pictures)[number];

/** The parts of a lesson: what comes before the first heading, and below each. */
export const sections = ['text', 'try', 'answer', 'sources'] as const;
export type Section = (typeof sections)[number];
export type Text = Readonly<Record<Section, readonly Block[]>>;

/** A value that is stated in the text. */
export const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;

/**
 * Reads the body of a lesson. There is no HTML in it, and no picture from elsewhere, so that it can be shown as it is.
 * @param firstLine of the body in the file
 * @param language in which its headings are
 * @param faults gets what is wrong
 */
export function readText(markdown: string, firstLine: number, language: Language, faults: Fault[]): Text {
  const text: Record<Section, Block[]> = { text: [], try: [], answer: [], sources: [] };
  let section: Section = 'text';
  let line = firstLine;
  for (const token of tokensOf(markdown, firstLine, faults)) {
    if (token.type === 'heading')
      section =
        attempt(faults, line, () => sectionOf(token as Tokens.Heading, headingsIn(language))) ?? section;
    else text[section].push(...(attempt(faults, line, () => blocksOf([token])) ?? []));
    line += token.raw.split('\n').length - 1;
  }
  return text;
}

function tokensOf(markdown: string, line: number, faults: Fault[]): readonly Token[] {
  try {
    return new Lexer({ gfm: true }).lex(markdown);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    faults.push({ line, message: 'the text is nested too deeply' });
    return [];
  }
}

/** @param headings of all but the first section */
function sectionOf({ text, depth }: Tokens.Heading, headings: readonly string[]): Section {
  const at = headings.indexOf(text);
  if (at >= 0 && depth === 2) return sections[at + 1]!;
  const known = headings.map((name) => `## ${name}`);
  throw new InputError(
    `"${shown('#'.repeat(depth))} ${shown(text)}" is no part of a lesson${suggestion(`## ${text}`, known)}`,
  );
}

/** Most levels of lists, stress and links inside one another. */
const DEEPEST = 16;

/** @param depth levels around it */
function blocksOf(tokens: readonly Token[], depth = 0): Block[] {
  refuseDepth(depth);
  return tokens.flatMap((token): Block[] => {
    switch (token.type) {
      case 'space':
      case 'def':
        return [];
      case 'paragraph':
      case 'text':
        if (token.tokens?.length === 1 && token.tokens[0]!.type === 'image')
          return [pictureOf(token.tokens[0] as Tokens.Image)];
        return [{ kind: 'paragraph', children: inlinesOf(token.tokens ?? [], depth) }];
      case 'list': {
        const { ordered, items } = token as Tokens.List;
        return [{ kind: 'list', ordered, items: items.map((item) => blocksOf(item.tokens, depth + 1)) }];
      }
      case 'table': {
        const { header, rows } = token as Tokens.Table;
        return [
          {
            kind: 'table',
            rows: [header, ...rows].map((row) => row.map((cell) => inlinesOf(cell.tokens, depth))),
          },
        ];
      }
      case 'code':
        return [{ kind: 'code', text: token.text as string }];
      default:
        return refuse(token);
    }
  });
}

function pictureOf({ href, text }: Tokens.Image): Block {
  const name = pictures.find((one) => one === href);
  if (name) return { kind: 'picture', name, says: text };
  throw new InputError(
    `there is no picture "${shown(href)}"${suggestion(href, pictures)}; those of files are not shown`,
  );
}

function inlinesOf(tokens: readonly Token[], depth: number): Inline[] {
  refuseDepth(depth);
  return tokens.flatMap((token): Inline[] => {
    switch (token.type) {
      case 'text':
      case 'escape':
        return withValues(token.text as string);
      case 'br':
        return [{ kind: 'text', text: ' ' }];
      case 'codespan':
        return [{ kind: 'code', text: token.text as string }];
      case 'strong':
        return [{ kind: 'strong', children: inlinesOf(token.tokens ?? [], depth + 1) }];
      case 'em':
        return [{ kind: 'emphasis', children: inlinesOf(token.tokens ?? [], depth + 1) }];
      case 'link': {
        const { href, tokens: inside } = token as Tokens.Link;
        if (!/^https?:\/\//.test(href))
          throw new InputError(`the link to "${shown(href)}" must begin with https://`);
        return [{ kind: 'link', href, children: inlinesOf(inside, depth + 1) }];
      }
      default:
        return refuse(token);
    }
  });
}

function refuseDepth(depth: number): void {
  if (depth > DEEPEST)
    throw new InputError(
      `the text is nested too deeply: at most ${DEEPEST} lists, stresses or links inside one another`,
    );
}

/** A text with the values that it states. */
function withValues(text: string): Inline[] {
  // Every second part is what the parentheses of the pattern hold: a name.
  return text.split(PLACEHOLDER).flatMap((part, i): Inline[] => {
    if (i % 2 === 1) return [{ kind: 'value', name: part }];
    return part === '' ? [] : [{ kind: 'text', text: part }];
  });
}

const words: Readonly<Record<string, string>> = {
  html: 'HTML',
  image: 'a picture inside of a text',
  del: 'crossed out text',
  blockquote: 'a quotation',
  hr: 'a line across the page',
  heading: 'a heading inside of something else',
  checkbox: 'a box to be checked',
};

function refuse({ type, raw }: Token): never {
  throw new InputError(
    `${words[type] ?? type} is not shown in lessons: "${shown(raw.trim())}"; write paragraphs, lists, tables, *stress*, \`code\`, links`,
  );
}
