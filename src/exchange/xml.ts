import { SaxesParser } from 'saxes';
import { InputError } from '../input/schema.ts';
import { shown } from '../input/shown.ts';

/** An element of an XML document. Text between elements is left out: nothing that is read here stands in it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Where it stands, for messages: `cell.nml, line 12`. */
  readonly place: string;
}

/** Longest document, in characters; most elements in it, and most of them inside one another. */
const MAX_LENGTH = 10_000_000;
const MAX_ELEMENTS = 100_000;
const MAX_DEPTH = 60;

/**
 * Reads an XML document. Entities that a document declares itself are not known here, and a document type is refused: nothing can
 * grow beyond the text that is there.
 * @param name of the document in messages
 * @throws InputError with the line of what is wrong
 */
export function parseXml(text: string, name: string): XmlElement {
  if (text.length > MAX_LENGTH)
    throw new InputError(`${name} has ${text.length} characters; at most ${MAX_LENGTH} are read`);
  const parser = new SaxesParser({ xmlns: false });
  const open: { children: XmlElement[] }[] = [{ children: [] }];
  let elements = 0;
  const place = () => `${name}, line ${parser.line}`;
  parser.on('error', (error) => {
    // The parser puts the place before what is wrong.
    throw new InputError(`${place()}: not XML: ${shown(error.message.replace(/^[\d:]*:\s*/, ''))}`);
  });
  parser.on('doctype', () => {
    throw new InputError(`${place()}: a document type is not read; remove <!DOCTYPE ...>`);
  });
  parser.on('opentag', (tag) => {
    if (++elements > MAX_ELEMENTS)
      throw new InputError(`${place()}: more than ${MAX_ELEMENTS} elements are not read`);
    if (open.length > MAX_DEPTH)
      throw new InputError(`${place()}: more than ${MAX_DEPTH} elements inside one another are not read`);
    const children: XmlElement[] = [];
    open.at(-1)!.children.push({
      name: localName(tag.name),
      attributes: new Map(Object.entries(tag.attributes)),
      children,
      place: place(),
    });
    open.push({ children });
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text).close();
  return open[0]!.children[0]!;
}

/** A name without the prefix of its namespace. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
