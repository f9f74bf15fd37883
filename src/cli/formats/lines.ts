import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** The lines of a file, as they are asked for. */
export async function* linesOf(path: string): AsyncGenerator<string, undefined> {
  for await (const line of createInterface({ input: createReadStream(path, 'utf8') })) yield line;
}
