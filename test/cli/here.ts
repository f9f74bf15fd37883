import { PassThrough, Writable } from 'node:stream';
import { loligo } from '../../src/cli/program.ts';
import type { Streams } from '../../src/cli/streams.ts';

/** A stream that keeps what is written to it. */
class Screen extends Writable {
  text = '';
  constructor(
    readonly isTTY: boolean,
    readonly columns = 80,
  ) {
    super({ decodeStrings: false });
  }
  override _write(chunk: string, _: BufferEncoding, done: () => void): void {
    this.text += chunk;
    done();
  }
}

/**
 * Runs the command in this process, from its source; threads need `builtWorkers`.
 * @param terminal whether somebody sits before standard error
 * @param columns width of the terminal
 */
export async function runHere(args: readonly string[], terminal: boolean, columns?: number) {
  const [stdout, stderr] = [new Screen(false), new Screen(terminal, columns)];
  const status = await loligo(args, { stdin: new PassThrough(), stdout, stderr } as unknown as Streams);
  return { status, stdout: stdout.text, stderr: stderr.text };
}
