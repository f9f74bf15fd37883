import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What the names of files end with that are not whole yet. */
export const GROWING = '.growing';

/**
 * Writes a file that is there in whole or not at all, whatever happens to the process or the machine meanwhile: under another
 * name until it is on the disk.
 * @param write gets the open file
 */
export async function writeAtomically(
  path: string,
  write: (file: number) => void | Promise<void>,
): Promise<void> {
  const growing = path + GROWING;
  const file = openSync(growing, 'w');
  try {
    try {
      await write(file);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(growing, path);
  } catch (error) {
    rmSync(growing, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/** The same for a text. */
export const writeText = (path: string, text: string): Promise<void> =>
  writeAtomically(path, (file) => writeFileSync(file, text));

/** Removes what writers that were killed have left in a folder. */
export function removeGrowing(folder: string): void {
  for (const name of readdirSync(folder))
    if (name.endsWith(GROWING)) rmSync(join(folder, name), { force: true });
}

/** Has the names in a folder written to the disk, where the system can. */
export function syncFolder(path: string): void {
  // Windows opens no folders.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
