import { parseDocument } from '../input/json.ts';
import { faultOf, InputError } from '../input/schema.ts';
import { formulasOf } from './formulas.ts';
import type { Membrane } from './membrane.ts';
import { membraneSchema } from './schema/membrane.ts';
import { checkValues } from './values.ts';

/** Membranes that have been read: they are complete, and right. */
const complete = new WeakSet<Membrane>();

/**
 * Checks the document of a membrane and fills in its defaults. A membrane that this function has made is given back as it is.
 * @throws InputError with one line that names the entry or the formula that is wrong, and where
 */
export function parseMembrane(document: unknown): Membrane {
  if (complete.has(document as Membrane)) return document as Membrane;
  const membrane = readMembrane(document);
  try {
    formulasOf(membrane);
    checkValues(membrane);
  } catch (error) {
    if (error instanceof RangeError) throw new InputError('the formulas are too long to be worked on');
    throw error;
  }
  return membrane;
}

/**
 * The membrane whose document is in a file.
 * @param name of the file in messages
 * @throws InputError that begins with the name
 */
export function membraneInFile(bytes: Uint8Array, name: string): Membrane {
  const document = parseDocument(bytes, name);
  try {
    return parseMembrane(document);
  } catch (error) {
    throw error instanceof InputError ? error.within(`${name}: `) : error;
  }
}

/**
 * The same as `parseMembrane` for a document that is known to be right, such as one that is shipped: its formulas are not tried.
 * @throws InputError if an entry is missing, unknown or of a wrong kind
 */
export function readMembrane(document: unknown): Membrane {
  const parsed = membraneSchema.safeParse(document, { reportInput: true });
  if (!parsed.success) throw faultOf(parsed.error, 'the membrane');
  complete.add(parsed.data);
  return parsed.data;
}
