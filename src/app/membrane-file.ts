import { parseJson } from '../input/json.ts';
import { InputError } from '../input/schema.ts';
import { shown } from '../input/shown.ts';
import type { Membrane } from '../model/membrane.ts';
import { parseMembrane } from '../model/read.ts';

/** Largest file that is read, bytes; a membrane has a few thousand. */
const LARGEST = 1_000_000;

/**
 * The membrane in a file.
 * @throws InputError that names the file
 */
export async function readMembraneFile(file: Pick<File, 'name' | 'size' | 'arrayBuffer'>): Promise<Membrane> {
  const name = shown(file.name);
  if (file.size > LARGEST)
    throw new InputError(`${name} has ${file.size} bytes; the file of a membrane has at most ${LARGEST}`);
  const document = parseJson(decode(await bytesOf(file, name), name), name);
  try {
    return parseMembrane(document);
  } catch (error) {
    throw error instanceof InputError ? error.within(`${name}: `) : error;
  }
}

async function bytesOf(file: Pick<File, 'arrayBuffer'>, name: string): Promise<ArrayBuffer> {
  try {
    return await file.arrayBuffer();
  } catch {
    throw new InputError(`${name} cannot be read; give a file, not a folder`);
  }
}

function decode(bytes: ArrayBuffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${name} is not UTF-8; save the document as UTF-8`);
  }
}
