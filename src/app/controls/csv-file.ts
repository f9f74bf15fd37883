import { decodeText } from '../../input/encoding.ts';
import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import { parseTable, type Table } from '../../population/table.ts';

/** Largest file that is read, bytes: the page stands still meanwhile. */
const LARGEST = 10_000_000;

/** A table that was opened, under the name of its file as it may stand in messages. */
export interface OpenedTable {
  readonly name: string;
  readonly table: Table;
}

/**
 * The table in a file.
 * @throws InputError that names the file, if it is too large or no table
 */
export async function readTable(file: Pick<File, 'name' | 'size' | 'arrayBuffer'>): Promise<OpenedTable> {
  const name = shown(file.name);
  if (file.size > LARGEST)
    throw new InputError(
      `${name} has ${file.size} bytes; the page reads at most ${LARGEST}: give fewer rows, or use the command`,
    );
  return { name, table: parseTable(decodeText(await bytesOf(file, name), name), name) };
}

async function bytesOf(file: Pick<File, 'arrayBuffer'>, name: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new InputError(`${name} cannot be read; give a file, not a folder`);
  }
}
