import { InputError } from '../input/schema.ts';
import { shown } from '../input/shown.ts';
import type { Membrane } from '../model/membrane.ts';
import { membraneInFile } from '../model/read.ts';

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
  return membraneInFile(await bytesOf(file, name), name);
}

async function bytesOf(file: Pick<File, 'arrayBuffer'>, name: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new InputError(`${name} cannot be read; give a file, not a folder`);
  }
}
